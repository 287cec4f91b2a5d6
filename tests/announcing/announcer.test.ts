import { expect, it } from 'vitest';
import { type AnnouncerNeeds, createAnnouncer } from '../../src/announcing/announcer.ts';
import type { ConversationRef, Messenger, RecentCrisis } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';
import { begin, real } from '../storage/cast.ts';

const origin: ConversationRef = {
  id: '19:drift@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'http://127.0.0.1/',
};
const posted = { state: 'sent', activityId: '1' } as const;

/** An announcer whose people cannot be reached for an hour: nothing of a crisis is ever all said. */
async function announcing(recent: () => readonly RecentCrisis[]) {
  const { crises, notices, tables } = await testStore();
  const needs: AnnouncerNeeds = {
    planId: testPlan.id,
    crises: { ...crises, recent: async () => recent() },
    notices,
    messenger: {
      post: async () => posted,
      update: async () => posted,
      whenBack: () => undefined,
    } as unknown as Messenger,
    reach: {
      send: async () => ({ result: { state: 'later', afterMs: 3_600_000 } }),
      probe: async () => 'open',
    },
    kept: { freshen: async () => 'asItIs', stands: async () => undefined, turn: async () => undefined },
    journal: { info: () => undefined, error: () => undefined },
    clock: tables.clock,
    gatherMs: 1,
    owner: 'a',
    channel: async () => undefined,
  };
  return { announcer: createAnnouncer(needs), crises, notices };
}

it('a crisis that enough others have followed is let go of, also where not all of it could be said', async () => {
  let known: readonly RecentCrisis[] = [];
  const { announcer, crises, notices } = await announcing(() => known);
  const crisisId = await begin(crises, 'a', real);
  known = [{ crisisId, origin, isActive: true }];
  await announcer.tick();
  await announcer.idle();
  const mayAnother = () => notices.lease(crisisId, 'b', 20_000);
  expect(await mayAnother()).toBe(false);
  known = [];
  await announcer.tick();
  expect(await mayAnother()).toBe(true);
});
