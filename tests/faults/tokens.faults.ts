import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../course/stage.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { serveBot } from '../fake-teams/bot-server.ts';
import type { Json } from '../fake-teams/cards.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { close, kid, listen, publicKey, published, type SignHow } from '../fake-teams/token-issuer.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { hostile, type Tools, unusableKeys } from '../teams/hostile-tokens.ts';
import { type StoredRows, storedRows } from './stored-rows.ts';

/** A host of somebody else's that listens, and writes down who came with what. */
interface Elsewhere {
  readonly origin: string;
  readonly heard: string[];
  close(): Promise<void>;
}

async function listenElsewhere(): Promise<Elsewhere> {
  const heard: string[] = [];
  const server: Server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
    response.end('{"id":"1"}');
  });
  return { origin: `http://127.0.0.1:${await listen(server)}`, heard, close: () => close(server) };
}

describe('a running crisis', () => {
  let stage: Stage;
  let elsewhere: Elsewhere;
  let rows: StoredRows;
  beforeAll(async () => {
    elsewhere = await listenElsewhere();
    stage = await setStage();
    rows = storedRows(stage.tablePrefix);
    for (const person of [stage.anna, stage.jens]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.settled();
  });
  afterAll(async () => {
    await stage.close();
    await elsewhere.close();
  });

  it('has not one row and not one message more after everything that no Teams sent', async () => {
    const { teams, anna } = stage;
    const { issuer, serviceUrl, world } = teams;
    issuer.publishes([published(publicKey, kid), ...unusableKeys]);
    await stage.restart();
    await stage.settled();
    const bearer = (claims: Json = {}, how?: SignHow) =>
      `Bearer ${issuer.sign({ aud: world.appId, serviceurl: serviceUrl, ...claims }, how)}`;
    const tools: Tools = { serviceUrl, evil: elsewhere.origin, bearer };
    const place = personalPlace(world, anna);
    const typing = { text: 'log Snydt', place, mention: false, targeted: false };
    const [before, calls] = [withoutLease(await rows.all()), teams.calls.length];
    for (const one of hostile) {
      const message = messageActivity(world, baseActivity(world, serviceUrl, anna, place), typing);
      const changed = { ...message, ...one.changes?.(tools) };
      const body = one.body ? JSON.parse(one.body(tools, changed)) : changed;
      expect([one.name, (await teams.deliver(body, one.header(tools) ?? '')).status]).toEqual([
        one.name,
        401,
      ]);
    }
    await stage.settled();
    expect(withoutLease(await rows.all())).toBe(before);
    expect(teams.calls.length).toBe(calls);
    expect(elsewhere.heard).toEqual([]);
    await anna.types('log Nu er det mig');
    expect(anna.latest()?.text).toContain('Nu er det mig');
  });
});

/** Without the row by which replicas agree who announces: it is renewed all the time. */
function withoutLease(all: string): string {
  const kept = (JSON.parse(all) as [string, Json][]).filter(
    ([, row]) => !JSON.stringify(row).includes('"lease'),
  );
  return JSON.stringify(kept);
}

describe('a conversation that somebody has written into the tables', () => {
  let stage: Stage;
  let elsewhere: Elsewhere;
  let rows: StoredRows;
  let evil: string;
  beforeEach(async () => {
    elsewhere = await listenElsewhere();
    stage = await setStage();
    rows = storedRows(stage.tablePrefix);
    evil = `${elsewhere.origin}/`;
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
    await stage.anna.installs(stage.teams.channel('Drift'));
  });
  afterEach(async () => {
    expect(elsewhere.heard).toEqual([]);
    await stage.close();
    await elsewhere.close();
  });
  const refusals = () =>
    stage.journal.filter((line) => /^teams\.send .*"state":"refused".*serviceUrl/.test(line));
  const isPerson = (table: string) => table === 'People';

  it.each(['a host that listens', 'a host that Teams had once'])(
    'of persons, at %s: nothing goes there, and they are reached by the way there is',
    async (what) => {
      const to = what.includes('listens') ? evil : 'https://smba.old.example/emea/';
      expect(await rows.replace(stage.teams.serviceUrl, to, isPerson)).toBeGreaterThanOrEqual(3);
      await stage.restart();
      await stage.anna.types('start Strømsvigt', { in: stage.teams.channel('Drift'), mention: true });
      await stage.settled();
      for (const person of [stage.jens, stage.lise]) expect(person.latest()?.text).toContain('Strømsvigt');
      expect(refusals().join()).toContain(`"host":"${new URL(to).hostname}"`);
      // From then on the way is known again.
      const refused = refusals().length;
      await stage.anna.types('rolle log @Jens Krogh', { in: stage.teams.channel('Drift'), mention: true });
      await stage.settled();
      expect(stage.jens.latest()?.text).toMatch(/log/i);
      expect(refusals().length).toBe(refused);
    },
  );

  it('wherever it stands: whoever cannot be reached is named, and the crisis goes on', async () => {
    await stage.jens.types('krisekanal her', { in: stage.teams.channel('Drift'), mention: true });
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    expect(await rows.replace(stage.teams.serviceUrl, evil, () => true)).toBeGreaterThanOrEqual(6);
    await stage.restart();
    await stage.anna.types('rolle log @Jens Krogh');
    await stage.settled();
    expect(refusals().length).toBeGreaterThan(0);
    await stage.anna.types('log Vi fortsætter');
    expect(stage.anna.latest()?.text).toContain('Vi fortsætter');
    await stage.anna.types('vis log');
    expect(stage.anna.latest()?.text).toMatch(/Jens[^.]*(kunne ikke|kan ikke) nås|Ikke nået[^.]*Jens/i);
  });

  it('of cards: the status card stands anew where the crisis is, and is kept up to date there', async () => {
    const drift = stage.teams.channel('Drift');
    await stage.anna.types('start Strømsvigt', { in: drift, mention: true });
    await stage.settled();
    const isCard = (table: string, key: string) => table === 'Log' && key.startsWith('c:');
    expect(await rows.replace(stage.teams.serviceUrl, evil, isCard)).toBeGreaterThanOrEqual(2);
    await stage.restart();
    await stage.anna.types('niveau 2', { in: drift, mention: true });
    await stage.settled();
    const status = stage.anna.sees(drift).filter(({ text }) => text.includes('NIVEAU 2'));
    expect(status.length).toBeGreaterThan(0);
    expect(refusals().length).toBeGreaterThan(0);
  });
});

it('a host of keys that never answers costs three seconds, once, and nothing when it comes back', async () => {
  const teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }] });
  teams.issuer.answers('never');
  const silent = {
    answer: async () => undefined,
    arrived: async () => undefined,
    left: async () => undefined,
  };
  const server = await serveBot(teams, silent);
  const asks = async () => {
    const since = performance.now();
    const { status } = await teams.person('Anna Berg').types('status');
    return { status, ms: performance.now() - since };
  };
  const first = await asks();
  expect(first.status).toBe(401);
  // Once three seconds, and never twice: a machine busy with other things needs some of its own.
  expect(first.ms).toBeLessThan(5_500);
  const next = [];
  for (let n = 0; n < 20; n += 1) next.push(await asks());
  const slowest = Math.max(...next.map(({ ms }) => ms));
  expect([new Set(next.map(({ status }) => status)), slowest < 2_500]).toEqual([new Set([401]), true]);
  teams.issuer.answers('well');
  const since = performance.now();
  await expect.poll(() => server.teams.keysKnown(), { timeout: 15_000 }).toBe(true);
  const back = performance.now() - since;
  expect((await asks()).status).toBe(200);
  process.stdout.write(
    `no keys: the first waited ${Math.round(first.ms)} ms, the next at most ${Math.round(slowest)} ms; ` +
      `keys ${Math.round(back)} ms after the host was back\n`,
  );
  await server.close();
  await teams.close();
});
