import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwayCallOut, createAwayCallOut } from '../../src/alarms/away-call-out.ts';
import type { Daybook } from '../../src/daybook/daybook.ts';
import { itemOf } from '../../src/daybook/holding.ts';
import { type Keeping, openKeeping } from '../../src/daybook/keeping.ts';
import { createKeptCalls } from '../../src/daybook/kept-calls.ts';
import { type Crises, type Message, StoreFault } from '../../src/ports.ts';
import { textOf } from '../fake-teams/cards.ts';
import { channel, jens, noon, real, startBy } from '../storage/cast.ts';

const away = () => Promise.reject(new StoreFault('away'));
const crises = new Proxy({} as Crises, { get: () => away });
const journal = { info: () => undefined, error: () => undefined };
const typed = { ...startBy('s1').start, by: jens };
const request = { ...startBy('s1'), start: typed };

let directory: string;
let running: Keeping[];
/** Each message, as "id: its summary or text". */
let sent: string[];
let cards: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  [running, sent, cards] = [[], [], []];
});
afterEach(async () => {
  for (const keeping of running) await keeping.stop();
  await rm(directory, { recursive: true, force: true });
});

/** A process that keeps in this directory; `reaches` is whom its messages get through to, and nothing comes of others'. */
async function process(reaches: readonly string[]): Promise<{ keeping: Keeping; callOut: AwayCallOut }> {
  const times = { patience: 50, proof: 20, longest: 100, calm: 0 };
  const clock = { now: () => noon };
  const keeping = await openKeeping({
    crises,
    planId: real.planId,
    probe: away,
    clock,
    journal,
    directory,
    times,
  });
  running.push(keeping);
  const send = async (id: string, { text, summary, card }: Message) => {
    if (!reaches.includes(id)) return new Promise<never>(() => undefined);
    sent.push(`${id}: ${summary ?? text}`);
    if (card) cards.push(textOf(card));
    return { result: { state: 'sent', activityId: '1' } as const };
  };
  const { forPeople, calls } = keeping;
  return { keeping, callOut: createAwayCallOut({ reach: { send }, crises: forPeople, calls, journal }) };
}

async function start({ forPeople }: Keeping) {
  const outcome = await forPeople.start(real, request);
  if (outcome.state !== 'kept') throw new Error(outcome.state);
  return outcome.ledger.crisis;
}

const everybody = ['anna', 'jens', 'lise', 'peter'];

describe('a start that was kept', () => {
  it('calls people out by the next process where this one ends before anybody was called', async () => {
    const first = await process([]);
    await start(first.keeping);
    await first.keeping.stop();
    const next = await process(everybody);
    await Promise.all([next.callOut.goOn(), next.callOut.goOn()]);
    await next.callOut.goOn();
    expect(sent.slice(0, 3)).toEqual(['anna', 'lise', 'peter'].map((id) => `${id}: KRISE: Strømsvigt`));
    expect(sent.slice(3)).toEqual([
      expect.stringMatching(
        /^jens: Krisen er startet[\s\S]*Sendt i Teams til Anna Holm, Lise Bro og Peter Lund\./,
      ),
    ]);
  });

  it('calls nobody twice, but whom it is in doubt about: them once more, and says so', async () => {
    const first = await process(['anna']);
    void first.callOut.start(await start(first.keeping), 's1', channel);
    await until(() => first.keeping.calls.called('s1').get('anna') === 'sent');
    await first.keeping.stop();
    const second = await process(['anna', 'jens', 'lise']);
    void second.callOut.goOn();
    await until(() => second.keeping.calls.called('s1').get('lise') === 'sent');
    await second.keeping.stop();
    expect(sent).toEqual(['anna: KRISE: Strømsvigt', 'lise: KRISE: Strømsvigt (sendt igen)']);
    expect(cards.at(-1)).toContain('Måske har du fået det her før. Loggen svarer ikke lige nu.');
    // The same message, delivered again to the next one: Peter had the one repeat that may have reached him.
    const third = await process(everybody);
    await third.callOut.goOn();
    const { reached, missed } = await third.callOut.start(await start(third.keeping), 's1', channel);
    expect(sent).toHaveLength(2);
    expect(reached.map(({ id }) => id)).toEqual(['anna', 'lise']);
    expect(missed.map(({ id }) => id)).toEqual(['peter']);
  });

  it('by two replicas, of which one is dead, goes by the surest of what either noted', () => {
    const line = { kind: 'kept', crisisId: 'K', intent: 's1', by: jens, at: noon, text: '' } as const;
    const what = { kind: 'start', series: real, request } as const;
    const [dead, own] = [1, 2].map((n) => itemOf({ ...line, n, what }));
    if (!dead || !own) throw new Error('two were made');
    for (const [person, one, other] of [
      ['anna', 'sending', 'sent'],
      ['lise', 'sending', 'missed'],
      ['peter', 'sending', 'repeating'],
    ] as const) {
      dead.called.sms.set(person, one);
      own.called.sms.set(person, other);
    }
    for (const waiting of [
      [dead, own],
      [own, dead],
    ]) {
      const { called } = createKeptCalls({ waiting: () => waiting } as unknown as Daybook);
      expect(Object.fromEntries(called('s1', 'sms'))).toEqual({
        anna: 'sent',
        lise: 'missed',
        peter: 'repeating',
      });
    }
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
