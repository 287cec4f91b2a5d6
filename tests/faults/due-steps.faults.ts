import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { createTicking } from '../../src/ticking.ts';
import { type Call, startProxy } from '../azurite/proxy.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { real, startBy, upTo } from '../storage/cast.ts';
import { badLuck } from './bad-luck.ts';
import { luck, size } from './size.ts';
import { pick } from './store-clients.ts';
import { type StoreReplica, startStoreReplica } from './store-replica.ts';

const crises = size(3, 40);
/** The minutes of a crisis at which somebody looks at the clock, and what has come due by then. */
const looks = [
  { minute: 6, last: 'reminded' },
  { minute: 11, last: 'rolesOpened' },
  { minute: 62, last: 'pictureOverdue' },
] as const;
const firstMoment = Date.parse('2027-01-12T01:14:00.000Z');
const dayMs = 86_400_000;

/** What time alone has brought about, without when: the same in every crisis that goes the same way. */
function dueSteps(entries: readonly Entry[]): readonly string[] {
  return entries
    .filter(({ by }) => by.id === 'system')
    .map(({ event }) => {
      const { words: _, due: _when, ...rest } = { words: '', due: '', ...event };
      return JSON.stringify(rest);
    })
    .toSorted();
}

describe('what time brings about, on two replicas that are killed again and again', () => {
  const random = luck('due-steps');
  const prefix = `D${randomBytes(8).toString('hex')}`;
  let now = firstMoment;
  let replicas: readonly StoreReplica[] = [];
  let store: TestStore;
  let kills = 0;

  beforeAll(async () => {
    const start = () => startStoreReplica(inject('azurite'), prefix, { tickMs: 20 });
    replicas = await Promise.all([start(), start()]);
    for (const { proxy } of replicas) proxy.date = () => new Date(now);
    for (const replica of replicas) replica.luck = badLuck(random);
    store = await testStore({ prefix });
  });
  afterAll(() => Promise.all(replicas.map((replica) => replica.close())));

  /** Kills the one or the other at one of its next calls, a few times while something goes on. */
  async function killing(meanwhile: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = meanwhile.finally(() => {
      isOver = true;
      for (const replica of replicas) replica.disarm();
    });
    while (!isOver) {
      const name = random() < 0.5 ? ('before' as const) : ('after' as const);
      const at = ({ method }: Call) => method !== 'GET' || random() < 0.1;
      if (await pick(replicas, random).killAt({ name, when: name, at })) kills += 1;
      if (!isOver) await new Promise((resolve) => setTimeout(resolve, 100 + random() * 900));
    }
    await over;
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 15));
  }

  /** One crisis an hour long, as fast as its steps come; its entries. */
  async function passed(n: number, { crises: own, log }: TestStore): Promise<readonly Entry[]> {
    now = firstMoment + n * dayMs;
    const began = now;
    const started = await own.start(real, startBy(`start-${n}`, real, new Date(now).toISOString()));
    const crisisId = started.ledger?.crisis.id ?? '';
    for (const { minute, last } of looks) {
      now = began + minute * 60_000;
      await until(async () =>
        (await log.entriesAfter(crisisId, undefined)).some(({ event }) => event.kind === last),
      );
    }
    const at = new Date(now).toISOString();
    const { by } = startBy('', real).start;
    await own.submit(crisisId, `end-${n}`, by, at, { kind: 'callOff', reason: 'Det er slut' });
    return log.entriesAfter(crisisId, undefined);
  }

  /** The same with nothing in the way. */
  async function calm(): Promise<readonly Entry[]> {
    const proxy = await startProxy(inject('azurite'));
    proxy.date = () => new Date(now);
    const quiet = await testStore({ connectionString: proxy.connectionString });
    const { clock } = quiet.tables;
    const journal = { info: () => undefined, error: () => undefined };
    const needs = { planId: real.planId, crises: quiet.crises, clock, isSure: clock.isSure, journal };
    const ticking = createTicking({ ...needs, onStored: () => undefined });
    const beating = setInterval(() => void ticking.tick(), 20);
    const entries = await passed(0, quiet);
    clearInterval(beating);
    await ticking.idle();
    await proxy.close();
    return entries;
  }

  it(`is an entry exactly once (${crises} crises)`, async () => {
    const expected = dueSteps(await calm());
    expect(expected.length).toBeGreaterThanOrEqual(looks.length);
    for (const n of upTo(crises)) {
      const passing = passed(n, store);
      await killing(passing);
      expect(dueSteps(await passing)).toEqual(expected);
    }
    process.stdout.write(`due steps ${crises * expected.length}, kills ${kills}\n`);
    expect(kills).toBeGreaterThan(0);
  });
});
