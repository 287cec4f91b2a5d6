import { describe, expect, it } from 'vitest';
import type { Review } from '../../src/domain/monthly.ts';
import type { ConversationRef, KnownAccount, Reviews, SendResult } from '../../src/ports.ts';
import { createMonthly } from '../../src/readiness/monthly.ts';
import type { Readiness } from '../../src/readiness/readiness.ts';
import { testPlan } from '../fixtures/plan.ts';

const room: ConversationRef = { id: '19:drift', kind: 'channel', serviceUrl: 'https://example.org/' };
const account: KnownAccount = { accountId: 'a', name: 'Karen Friis', guest: false, seenAt: room };
const first = '2026-12-01T08:00:00.000Z';
const view: Awaited<ReturnType<Readiness>> = {
  at: first,
  people: [],
  channel: { where: 'none', byPlan: false, canChoose: false, seen: undefined },
  corrections: [],
  reader: 'owner',
};

/** A monthly card on one row in memory; what is sent, what is journaled. */
function setUp() {
  const world = {
    row: undefined as Review | undefined,
    sent: [] as string[],
    lines: [] as string[],
    running: false,
    answer: (): SendResult => ({ state: 'sent', activityId: '1' }),
    whileLooking: () => {},
  };
  const reviews: Reviews = {
    last: async () => world.row,
    change: async (_planId, change) => {
      world.row = change(world.row);
      return world.row;
    },
  };
  const replica = () =>
    createMonthly({
      plan: testPlan,
      crises: { active: async () => (world.running ? ({} as never) : undefined) },
      people: { all: async () => [account] },
      reviews,
      readiness: async () => {
        world.whileLooking();
        return view;
      },
      reach: {
        send: async (person) => {
          world.sent.push(person);
          return { result: world.answer() };
        },
      },
      journal: {
        info: (event, fields) => void world.lines.push(`${event} ${JSON.stringify(fields)}`),
        error: (event, error) => void world.lines.push(`${event}: ${String(error)}`),
      },
      clock: { now: () => first },
    });
  return { world, replica };
}

describe('the month’s card', () => {
  it('goes to the plan’s owner, and the row says so', async () => {
    const { world, replica } = setUp();
    await replica().look();
    expect(world.sent).toEqual([testPlan.owner]);
    expect(world.row).toMatchObject({ month: '2026-12', state: 'sent' });
  });

  it('is not sent where a crisis begins while people are looked for, but after it', async () => {
    const { world, replica } = setUp();
    world.whileLooking = () => {
      world.running = true;
    };
    await replica().look();
    expect(world.sent).toEqual([]);
    world.running = false;
    world.whileLooking = () => {};
    await replica().look('2026-12-01T09:00:00.000Z');
    expect(world.sent).toHaveLength(1);
  });

  it('is not sent by a replica whose claim another has taken over', async () => {
    const { world, replica } = setUp();
    world.whileLooking = () => {
      if (world.row) world.row = { ...world.row, by: 'another' };
    };
    await replica().look();
    expect(world.sent).toEqual([]);
    expect(world.row?.state).toBe('preparing');
  });

  it.each([
    ['failed before anything was sent', () => raise('the tables are away')],
    ['was put off by Teams', (): SendResult => ({ state: 'later', afterMs: 1000 })],
  ])('that %s is tried again', async (_what, answer) => {
    const { world, replica } = setUp();
    const sent = world.answer;
    world.answer = answer;
    await replica().look();
    world.answer = sent;
    await replica().look('2026-12-01T08:05:00.000Z');
    expect(world.sent).toHaveLength(1);
    await replica().look('2026-12-01T08:10:00.000Z');
    expect(world.sent).toHaveLength(2);
    expect(world.row?.state).toBe('sent');
  });

  it('that may have been sent is not sent again', async () => {
    const { world, replica } = setUp();
    world.answer = () => ({ state: 'unknown' });
    await replica().look();
    await replica().look('2026-12-02T08:00:00.000Z');
    expect(world.sent).toHaveLength(1);
    expect(world.row?.state).toBe('sending');
  });

  it('says in the journal what became of it, also where it fails', async () => {
    const { world, replica } = setUp();
    world.whileLooking = () => raise('the tables are away');
    await replica().look();
    world.whileLooking = () => {};
    await replica().look('2026-12-01T08:10:00.000Z');
    expect(world.lines[0]).toContain('review.failed: Error: the tables are away');
    expect(world.lines[1]).toContain('"result":"sent"');
  });
});

function raise(what: string): never {
  throw new Error(what);
}
