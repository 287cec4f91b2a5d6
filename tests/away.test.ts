import { describe, expect, it } from 'vitest';
import { createAfterAway } from '../src/after-away.ts';
import { createAwayCallOut } from '../src/alarms/away-call-out.ts';
import { createWhichCrisis } from '../src/answering/which-crisis.ts';
import { createKeptCalls } from '../src/daybook/kept-calls.ts';
import { createQuietJournal } from '../src/daybook/quiet-journal.ts';
import { createLateArrivals } from '../src/people/late-arrivals.ts';
import { type ConversationRef, type Crises, type Message, StoreFault } from '../src/ports.ts';
import type { Bot } from '../src/request.ts';
import { textOf } from './fake-teams/cards.ts';
import { testPlan } from './fixtures/plan.ts';

const here: ConversationRef = { id: 'a:1', kind: 'personal', serviceUrl: 'https://smba.example/' };
const silent = { info: () => undefined, error: () => undefined };
/** A process that keeps nothing. */
const alone = { crises: { read: async () => undefined }, calls: createKeptCalls(undefined), journal: silent };
const start = {
  id: 'K-foreløbig-00000000',
  plan: testPlan,
  headline: 'Strømsvigt',
  level: 1 as const,
  exercise: false,
  startedAt: '2026-11-23T01:14:00.000Z',
  startedBy: { id: 'jens', name: 'Jens Krogh' },
};

describe('a call-out while the log does not answer', () => {
  it('goes to everyone but whoever started, once for one start, and names whom it did not get to', async () => {
    const sent: { readonly to: string; readonly message: Message }[] = [];
    const reach = {
      send: async (to: string, message: Message) => {
        sent.push({ to, message });
        if (to === 'lise') throw new StoreFault('away');
        const state = to === 'peter' ? ('unreachable' as const) : ('sent' as const);
        return { result: state === 'sent' ? { state, activityId: '1' } : { state } };
      },
    };
    const callOut = createAwayCallOut({ ...alone, reach });
    const [first, again] = await Promise.all([
      callOut.start(start, 'one', here),
      callOut.start(start, 'one', here),
    ]);
    expect(again).toBe(first);
    expect(sent.map(({ to }) => to)).toEqual(['anna', 'lise', 'peter']);
    expect(first.missed.map(({ name }) => name)).toEqual(['Lise Bro', 'Peter Lund']);
    expect(first.reached.map(({ name }) => name)).toEqual(['Anna Holm']);
    const { message } = sent[0] ?? {};
    expect(message).toMatchObject({ summary: 'KRISE: Strømsvigt', alert: true });
    expect(textOf(message?.card)).toMatch(
      /Rollekortet kommer, når den svarer[\s\S]*Mødelokale 3[\s\S]*96\s11\s00\s00[\s\S]*Kriseleder[\s\S]*Vælg mødested/,
    );
  });

  it('says ØVELSE first in an exercise', async () => {
    const summaries: (string | undefined)[] = [];
    const send = async (_to: string, { summary }: Message) => {
      summaries.push(summary);
      return { result: { state: 'sent', activityId: '1' } as const };
    };
    const callOut = createAwayCallOut({ ...alone, reach: { send } });
    await callOut.start({ ...start, exercise: true }, 'x', here);
    expect(new Set(summaries)).toEqual(new Set(['ØVELSE: Strømsvigt']));
  });
});

describe('whoever opens the chat while the tables are away', () => {
  it('is received when they are back, once', async () => {
    let away = true;
    const posted: unknown[] = [];
    const bot: Bot = {
      answer: async () => undefined,
      arrived: async (_conversation, accountId) => ({ text: `Hej ${accountId}` }),
      left: async () => undefined,
    };
    const messenger = {
      post: async (_to: ConversationRef, message: Message) => {
        posted.push(message.text);
        return { state: 'sent', activityId: '1' } as const;
      },
    };
    const late = createLateArrivals(bot, { isAway: () => away, messenger, journal: silent });
    // Teams tells of one arrival in two ways.
    await late.bot.arrived(here, 'a1');
    expect(await late.bot.arrived(here, 'a1')).toBeUndefined();
    await late.catchUp();
    expect(posted).toEqual([]);
    away = false;
    await late.catchUp();
    await late.catchUp();
    expect(posted).toEqual(['Hej a1']);
    expect(await late.bot.arrived(here, 'b2')).toEqual({ text: 'Hej b2' });
  });
});

describe('where nobody can tell whether a crisis runs', () => {
  const away = () => Promise.reject(new StoreFault('away'));
  const crises = { active: away, read: away, recent: away } as unknown as Crises;
  const find = createWhichCrisis({ plan: testPlan, crises });
  const tap = { verb: 'kontakter', crisisId: 'K-2026-07', data: {} };

  it('what needs none is not held up, and what needs one is', async () => {
    const spec = { needs: 'nothing' } as const;
    expect(await find({ spec, args: 'drift' }, undefined)).toEqual({ ledger: undefined, args: 'drift' });
    expect(await find({ spec }, tap)).toEqual({ ledger: undefined, args: '' });
    await expect(find({ spec: { needs: 'crisis' } }, undefined)).rejects.toThrow(StoreFault);
    await expect(find({ spec: { needs: 'record' } }, tap)).rejects.toThrow(StoreFault);
  });
});

describe('what fails by itself while the tables are away', () => {
  it('is counted and told once; any other failure is told at once', () => {
    let away = true;
    const lines: unknown[] = [];
    const journal = {
      info: (event: string, fields = {}) => void lines.push([event, fields]),
      error: (event: string) => void lines.push(event),
    };
    const presence = {
      awaySince: () => (away ? 'then' : undefined),
      ask: <T>(call: () => Promise<T>) => call(),
    };
    const quiet = createQuietJournal(journal, presence);
    quiet.error('announce.failed', new StoreFault('away'));
    quiet.error('announce.failed', new StoreFault('away'));
    quiet.error('announce.failed', new Error('another'));
    away = false;
    quiet.error('announce.failed', new StoreFault('now'));
    quiet.tell();
    quiet.tell();
    expect(lines).toEqual(['announce.failed', 'announce.failed', ['tables.failures', { leftOut: 2 }]]);
  });
});

describe('what is made up for when the tables answer again', () => {
  it('is done step by step, once at a time, whatever becomes of one; no more once they are away again', async () => {
    const done: string[] = [];
    const failed: string[] = [];
    let isAway = false;
    const steps = [
      async () => void done.push('a'),
      () => Promise.reject(new Error('ours')),
      () => {
        done.push('b');
        isAway = true;
      },
      () => void done.push('c'),
    ];
    const journal = { info: () => undefined, error: (event: string) => void failed.push(event) };
    const after = createAfterAway({ isAway: () => isAway, steps, journal });
    await Promise.all([after.look(), after.look()]);
    expect([done, failed]).toEqual([['a', 'b'], ['tables.notCaughtUp']]);
    await after.look();
    expect(done).toEqual(['a', 'b']);
  });
});
