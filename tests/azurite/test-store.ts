import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Alarms, Crises, LogStore, Notices, People, Rooms } from '../../src/ports.ts';
import { createAlarms } from '../../src/storage/alarms.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { createNotices } from '../../src/storage/notices.ts';
import { createPeople } from '../../src/storage/people.ts';
import { createRooms } from '../../src/storage/rooms.ts';
import { openTables, type TableOptions, type Tables } from '../../src/storage/tables.ts';
import { testPlan } from '../fixtures/plan.ts';

export interface TestStore {
  /** Begins the names of the tables; another store with the same prefix is another replica. */
  readonly prefix: string;
  readonly tables: Tables;
  readonly log: LogStore;
  readonly crises: Crises;
  readonly people: People;
  readonly alarms: Alarms;
  readonly notices: Notices;
  readonly rooms: Rooms;
}

export interface TestStoreOptions extends TableOptions {
  /** Reaches the tables another way, as through a proxy. */
  readonly connectionString?: string;
  readonly budgetMs?: number;
}

/** Ready adapters on the run's table emulator, on tables of their own unless a prefix is given. */
export async function testStore(options: TestStoreOptions = {}): Promise<TestStore> {
  const { connectionString = inject('azurite'), budgetMs, ...given } = options;
  const prefix = given.prefix ?? `T${randomBytes(8).toString('hex')}`;
  const tables = await openTables({ connectionString }, { ...given, prefix });
  const log = createLogStore(tables);
  return {
    prefix,
    tables,
    log,
    crises: createCrises({ log, plan: testPlan, ...(budgetMs && { budgetMs }) }),
    people: createPeople(tables),
    alarms: createAlarms(tables),
    notices: createNotices(tables, tables.clock),
    rooms: createRooms(tables),
  };
}
