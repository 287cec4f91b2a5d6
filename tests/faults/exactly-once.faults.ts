import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LogStore } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { person } from '../domain/course.ts';
import { upTo } from '../storage/cast.ts';
import type { Answer } from './attempts.ts';
import { badLuck } from './bad-luck.ts';
import { findingsIn } from './history.ts';
import { luck, seed, size } from './size.ts';
import { type Clients, createClients, pick, someDeed } from './store-clients.ts';
import { type KillPoint, type StoreReplica, startStoreReplica } from './store-replica.ts';
import { type StoredLog, storedLog } from './stored-log.ts';

const crises = size(2, 20);
const ackedInEach = size(150, 520);
const killsInEach = size(3, 4);
const clientsAtOnce = 40;
const anna = person('anna');
const jens = person('jens');

const isWrite = ({ method }: { readonly method: string }) => method !== 'GET';
const inLog = (path: string) => path.includes('Log');
const appending: readonly KillPoint[] = [
  { name: 'any call, before it', when: 'before', at: () => true },
  { name: 'an append, before it is carried out', when: 'before', at: ({ isTransaction }) => isTransaction },
  { name: 'an append, before its answer', when: 'after', at: ({ isTransaction }) => isTransaction },
  { name: 'a reading of the log, before its answer', when: 'after', at: ({ method }) => method === 'GET' },
];
const registering: readonly KillPoint[] = [
  ...(['before', 'after'] as const).flatMap((when) => [
    {
      name: `the claim of a start, ${when} it is carried out`,
      when,
      at: (call) => call.isTransaction && call.body.includes('start:'),
    } satisfies KillPoint,
    {
      name: `the entry of a start, ${when} it is carried out`,
      when,
      at: (call) => call.isTransaction && call.body.includes('epoch'),
    } satisfies KillPoint,
  ]),
];
const ending: readonly KillPoint[] = (['before', 'after'] as const).flatMap((when) => [
  {
    name: `the entry of an end, ${when} it is carried out`,
    when,
    at: (call) => call.isTransaction && call.body.includes('ended'),
  } satisfies KillPoint,
  {
    name: `giving up the place, ${when} it is carried out`,
    when,
    at: (call) => isWrite(call) && !call.isTransaction && call.path.includes('Register'),
  } satisfies KillPoint,
]);
const reopening: readonly KillPoint[] = (['before', 'after'] as const).flatMap((when) => [
  {
    name: `taking the place again, ${when} it is carried out`,
    when,
    at: (call) => isWrite(call) && call.path.includes('Register') && call.body.includes('reopening'),
  } satisfies KillPoint,
  {
    name: `the entry of a reopening, ${when} it is carried out`,
    when,
    at: (call) => call.isTransaction && inLog(call.path + call.body) && call.body.includes('reopened'),
  } satisfies KillPoint,
]);

describe('two replicas whose tables fail and whose processes are killed', () => {
  const random = luck('exactly-once');
  const prefix = `F${randomBytes(8).toString('hex')}`;
  const kills = new Map<string, number>();
  let replicas: readonly StoreReplica[] = [];
  let clients: Clients;
  let log: LogStore;
  let logs: readonly StoredLog[] = [];

  const intent = (what: string, n: number | string) => `${what}-${n}`;

  /** Kills whichever comes to such a point first while something goes on, or else one of them after it. */
  async function killing(points: readonly KillPoint[], meanwhile: () => Promise<unknown>): Promise<void> {
    const point = pick(points, random);
    let hits = 0;
    const armed = replicas.map(async (replica) => {
      if (!(await replica.killAt(point))) return;
      hits += 1;
      for (const other of replicas) other.disarm();
    });
    await meanwhile();
    for (const replica of replicas) replica.disarm();
    await Promise.all(armed);
    if (hits === 0) await pick(replicas, random).kill();
    const name = hits > 0 ? point.name : 'at rest';
    kills.set(name, (kills.get(name) ?? 0) + Math.max(1, hits));
  }

  const start = (n: number | string) =>
    clients.insist({ kind: 'start', intent: intent('start', n), exercise: false });

  async function begun(n: number): Promise<string> {
    let answers: readonly Answer[] = await Promise.all([start(`${n}a`), start(`${n}b`), start(`${n}c`)]);
    for (let tries = 0; tries < 20; tries += 1) {
      const found = answers.find(({ state }) => state === 'acknowledged');
      if (found?.state === 'acknowledged') return found.crisisId;
      answers = [await start(`${n}-${tries}`)];
    }
    throw new Error(`crisis ${n} did not begin: ${JSON.stringify(answers)}`);
  }

  async function course(crisisId: string, n: number): Promise<void> {
    const goal = clients.acked() + ackedInEach;
    let deeds = 0;
    const work = async () => {
      while (clients.acked() < goal) {
        deeds += 1;
        const ask = { kind: 'submit', crisisId, intent: intent('deed', `${n}-${deeds}`) } as const;
        await clients.insist({ ...ask, ...someDeed(random, deeds) });
      }
    };
    const working = Promise.all(upTo(clientsAtOnce).map(work));
    for (const kill of upTo(killsInEach)) {
      const from = goal - ackedInEach + (ackedInEach * (kill - 1)) / killsInEach;
      while (clients.acked() < from) await new Promise((resolve) => setTimeout(resolve, 2));
      await killing(appending, async () => {
        const until = Math.min(goal, clients.acked() + ackedInEach / killsInEach / 2);
        while (clients.acked() < until) await new Promise((resolve) => setTimeout(resolve, 2));
      });
    }
    await working;
  }

  const end = (crisisId: string, n: number | string) =>
    clients.insist({
      kind: 'submit',
      crisisId,
      intent: intent('end', n),
      by: anna,
      body: { kind: 'callOff', reason: 'Det er slut' },
    });
  const reopen = (crisisId: string, n: number | string) =>
    clients.insist({
      kind: 'submit',
      crisisId,
      intent: intent('reopen', n),
      by: jens,
      body: { kind: 'reopen', reason: 'Det er ikke slut' },
    });

  /** Ends it while somebody starts the next; and opens it again at the same moment as another start. */
  async function finished(crisisId: string, n: number): Promise<void> {
    const early = random() < 0.3 ? [start(`${n}-early`)] : [];
    await killing(ending, () => Promise.all([end(crisisId, n), ...early]));
    await killing(reopening, () => {
      const beside = random() < 0.5 ? [start(`${n}-beside`)] : [];
      return Promise.all([reopen(crisisId, `${n}a`), ...beside, reopen(crisisId, `${n}b`)]);
    });
    await Promise.all([end(crisisId, `${n}-again`), end(crisisId, `${n}-twice`)]);
  }

  /** Whatever runs is ended, until nothing does. */
  async function cleared(n: number): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      const found = await pick(replicas, random).ask({ kind: 'active', exercise: false });
      if (found.state !== 'active') continue;
      if (!found.crisisId) return;
      await end(found.crisisId, `${n}-clear-${tries}`);
    }
    throw new Error('something goes on running');
  }

  beforeAll(async () => {
    replicas = await Promise.all([1, 2].map(() => startStoreReplica(inject('azurite'), prefix)));
    for (const replica of replicas) replica.luck = badLuck(random);
    clients = createClients(replicas, random);
    log = (await testStore({ prefix })).log;
  });
  afterAll(() => Promise.all(replicas.map((replica) => replica.close())));

  it(`lose nothing and do nothing twice (seed ${seed})`, async () => {
    for (const n of upTo(crises)) {
      let crisisId = '';
      await killing(registering, async () => {
        crisisId = await begun(n);
      });
      await course(crisisId, n);
      await finished(crisisId, n);
      await cleared(n);
    }
    const started = await log.started('digital-drift');
    const chains = await Promise.all(started.map(({ crisisId }) => log.chain(crisisId)));
    logs = chains.flatMap((chain) => (chain ? [storedLog(chain)] : []));
    const killed = [...kills.values()].reduce((sum, count) => sum + count, 0);
    const entries = logs.reduce((sum, one) => sum + one.entries.length, 0);
    process.stdout.write(
      `acknowledged ${clients.acked()}, deliveries ${clients.attempts.length}, stored ${entries}, ` +
        `crises ${logs.length}, kills ${killed}: ${JSON.stringify(Object.fromEntries(kills))}\n`,
    );
    expect(clients.failures).toEqual([]);
    expect(logs).toHaveLength(started.length);
    expect(findingsIn(clients.attempts, logs)).toEqual([]);
    expect(clients.acked()).toBeGreaterThanOrEqual(crises * ackedInEach);
    expect(killed).toBeGreaterThanOrEqual(crises * (killsInEach + 2));
  });
});
