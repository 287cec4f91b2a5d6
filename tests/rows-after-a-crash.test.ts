import { expect, it } from 'vitest';
import type { AnnouncerNeeds } from '../src/announcing/announcer.ts';
import { createCourse } from '../src/announcing/course.ts';
import type { ConversationRef, Message, Messenger, NoticeState } from '../src/ports.ts';
import { testStore } from './azurite/test-store.ts';
import { testPlan } from './fixtures/plan.ts';
import { begin, real } from './storage/cast.ts';

const origin: ConversationRef = {
  id: '19:drift@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'http://127.0.0.1/',
};
const posted = { state: 'sent', activityId: '1' } as const;

/** What a process says that finds these rows; `answers` is what Teams answers it. */
async function goOn(rows: Readonly<Record<string, NoticeState>>) {
  const { crises, notices, tables } = await testStore();
  const crisisId = await begin(crises, 'a', real);
  await notices.mark(crisisId, new Map(Object.entries(rows)));
  const said: { to: string; message: Message; row: NoticeState | undefined }[] = [];
  const needs: AnnouncerNeeds = {
    planId: testPlan.id,
    crises,
    notices,
    messenger: { post: async () => posted, update: async () => posted } as unknown as Messenger,
    reach: {
      send: async (to, message) => {
        said.push({ to, message, row: (await notices.states(crisisId)).get(`1-card-${to}`) });
        return { result: posted, conversation: { ...origin, id: to, kind: 'personal' } };
      },
      probe: async () => 'open',
    },
    kept: { freshen: async () => 'asItIs', stands: async () => undefined, turn: async () => undefined },
    journal: { info: () => undefined, error: () => undefined },
    clock: tables.clock,
    gatherMs: 1,
    owner: 'b',
    channel: async () => undefined,
  };
  const course = createCourse(needs, crisisId, () => undefined);
  for (let looks = 0; looks < 2; looks += 1) {
    const ledger = await crises.read(crisisId);
    if (ledger) await course.announce(ledger, origin);
    await course.idle();
  }
  await course.leave();
  const ledger = await crises.read(crisisId);
  return { said, states: await notices.states(crisisId), crisis: ledger?.crisis };
}

it('a call-out cut off in the middle is repeated once, marked; a repeat cut off is not, and the person is named', async () => {
  const { said, states, crisis } = await goOn({
    '1-card-jens': 'sending',
    '1-card-lise': 'repeating',
    '1-card-peter': 'waiting',
  });
  const summaries = (who: string) =>
    said.filter(({ to }) => to === who).map(({ message }) => message.summary ?? '');
  expect(summaries('jens')).toEqual([expect.stringContaining('(sendt igen)')]);
  // A crash during the repeat must not make it a third.
  expect(said.find(({ to }) => to === 'jens')?.row).toBe('repeating');
  expect(summaries('lise')).toEqual([]);
  expect(summaries('peter')).toEqual([expect.not.stringContaining('(sendt igen)')]);
  expect([states.get('1-card-jens'), states.get('1-card-lise')]).toEqual(['sent', 'unknown']);
  expect(crisis?.people.lise?.unreachable).toBe('unsure');
  expect(crisis?.people.jens?.unreachable).toBeUndefined();
});
