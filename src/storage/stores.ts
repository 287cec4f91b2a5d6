import { createAlarms } from './alarms.ts';
import { createFileRows } from './file-rows.ts';
import { createLogStore } from './log-store.ts';
import { createNotices } from './notices.ts';
import { createPacks } from './packs.ts';
import { createPeople } from './people.ts';
import { createReviews } from './reviews.ts';
import { createRooms } from './rooms.ts';
import type { Tables } from './tables.ts';

/** All that is stored, each behind its port. */
export function createStores(tables: Tables) {
  return {
    log: createLogStore(tables),
    notices: createNotices(tables, tables.clock),
    people: createPeople(tables),
    alarms: createAlarms(tables),
    rooms: createRooms(tables),
    reviews: createReviews(tables),
    packs: createPacks(tables),
    rows: createFileRows(tables),
  };
}
