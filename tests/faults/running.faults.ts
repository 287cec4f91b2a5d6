import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Plan } from '../../src/domain/plan.ts';
import { readPlan } from '../../src/plan/read-plan.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';
import { connectionStringTo } from '../azurite/azurite.ts';
import { startProxy } from '../azurite/proxy.ts';
import { compiled } from '../compile.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { testPlan } from '../fixtures/plan.ts';
import { startCollector } from '../metrics/collector.ts';
import { type Ended, runProgram } from '../run-program.ts';
import { type MainProcess, ownPlan, readyOf, rejectsWhenAsked, startMain } from './main-process.ts';
import { size } from './size.ts';

// Those whom the plan knows by name alone: nobody logs in.
const cast = ['jens', 'lise', 'peter'].map((id) => testPlan.contacts.find((one) => one.id === id));
const names = cast.map((contact) => contact?.name ?? '');
const [jens = '', lise = ''] = names;
let teams: FakeTeams;
const started: MainProcess[] = [];
/** How long a start takes on this machine, as busy as it is. Milliseconds. */
let usualStart = 0;

// One for all: the ids of messages go on, as those of Teams do.
beforeAll(async () => {
  teams = await startFakeTeams({ signed: false, people: names.map((name) => ({ name })) });
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  teams.recovers();
});
afterAll(() => teams.close());

async function start(...given: Parameters<typeof startMain>): Promise<MainProcess> {
  const one = await startMain(...given);
  started.push(one);
  return one;
}

async function storeOf(planFile: string) {
  const reading = await readPlan(planFile);
  if (!reading.ok) throw new Error('no plan');
  const { plan } = reading;
  const log = createLogStore(await openTables({ connectionString: inject('azurite') }));
  return { plan, log, crises: createCrises({ log, plan }) };
}

async function textsOf(planFile: string): Promise<readonly string[]> {
  const { plan, crises } = await storeOf(planFile);
  return (await crises.active(plan.id))?.ledger.entries.map(({ text }) => text) ?? [];
}

describe('stopping under load', () => {
  let plan: string;
  let first: MainProcess;
  let second: MainProcess;
  beforeAll(async () => {
    plan = await ownPlan();
    [first, second] = await Promise.all([startMain(plan), startMain(plan)]);
    usualStart = second.startedIn;
  });
  afterAll(() => {
    for (const { child } of [first, second]) child.kill('SIGKILL');
  });

  it('answers what is under way, loses nothing it acknowledged, and leaves the announcing to another', async () => {
    teams.talksTo(first.address);
    await teams.person(jens).types('/krise start Strømsvigt');
    const answered: string[] = [];
    /** Of these: what is said to be in the log. What a busy machine's tables are too slow for is kept. */
    const acknowledged: string[] = [];
    const refusedBy: string[] = [];
    let isDown = false;
    const typing = names.map(async (name, writer) => {
      for (let n = 0; !isDown; n += 1) {
        const text = `Linje ${writer}-${n}.`;
        try {
          const { status } = await teams.person(name).types(`melding ${text}`);
          if (status !== 200) continue;
          answered.push(text);
          if (/NR\. \d+ GEMT/.test(teams.person(name).latest()?.text ?? '')) acknowledged.push(text);
        } catch (error) {
          isDown = true;
          refusedBy.push(String(((error as Error).cause as { code?: string } | undefined)?.code));
        }
      }
    });
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(size(20, 100)), { timeout: 60_000 });
    const asked = performance.now();
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    const endedAt = performance.now();
    await Promise.all(typing);
    process.stdout.write(
      `stopped after ${Math.round(endedAt - asked)} ms; ${acknowledged.length} acknowledged; refused: ${refusedBy}\n`,
    );
    const stored = await textsOf(plan);
    expect(acknowledged.filter((text) => !stored.includes(text))).toEqual([]);
    // A request that met a connection just as it was closed was never taken on.
    const unanswered = stored.filter((text) => text.startsWith('Linje') && !answered.includes(text));
    expect(unanswered).toEqual([]);
    expect(first.lines.at(-1)).toMatchObject({ event: 'process.stopped' });
    teams.talksTo(second.address);
    const before = teams.calls.length;
    await teams.person(jens).types('melding Efter skiftet.');
    await teams.until(() => teams.calls.slice(before).some(({ method }) => method === 'PUT'), 10_000);
    process.stdout.write(`another announces ${Math.round(performance.now() - endedAt)} ms after the end\n`);
  });

  it('ends at once when asked a second time', async () => {
    teams.talksTo(second.address);
    await teams.person(jens).types('/krise start Strømsvigt');
    teams.fails({ answer: 'hang', times: 100 });
    void teams
      .person(jens)
      .types('melding Telefonerne er nede.')
      .catch(() => undefined);
    await vi.waitFor(() => expect(teams.isBusy()).toBe(true), { timeout: 10_000 });
    second.child.kill('SIGTERM');
    await vi.waitFor(
      () => expect(second.lines).toContainEqual(expect.objectContaining({ event: 'process.stopping' })),
      { timeout: 10_000 },
    );
    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(1);
    // What is under way hangs: waited for, it would have ended with a line that time ran out.
    expect(second.lines.map(({ event }) => event)).not.toContain('process.stopFailed');
  });
});

describe('what nobody caught', () => {
  it('ends the process with one line and no text, and the next start says what was not said', async () => {
    const plan = await ownPlan();
    const first = await start(plan, {}, rejectsWhenAsked);
    teams.talksTo(first.address);
    for (const name of names) await teams.person(name).types('hjælp');
    const before = teams.person(lise).sees().length;
    teams.fails({ answer: 'hang', times: 1_000, method: 'POST' });
    void teams
      .person(jens)
      .types('/krise start Strømsvigt')
      .catch(() => undefined);
    await vi.waitFor(async () => expect(await textsOf(plan)).toHaveLength(1), { timeout: 20_000 });
    first.child.kill('SIGUSR2');
    expect(await first.ended()).toBe(1);
    const last = first.lines.filter(({ level }) => level === 'fatal');
    expect(last).toMatchObject([
      {
        event: 'process.ended',
        kind: 'unhandledRejection',
        error: 'SyntaxError',
        errorId: expect.any(String),
      },
    ]);
    expect(JSON.stringify(first.lines)).not.toContain('hemmelig');
    teams.recovers();
    // By the tables' time the right to announce, which the dead process held, has run out.
    const later = await startProxy(inject('azurite'));
    later.date = () => new Date(Date.now() + 30_000);
    const second = await start(plan, { AZURE_STORAGE_CONNECTION_STRING: later.connectionString });
    teams.talksTo(second.address);
    await teams.until(() => teams.person(lise).sees().length > before, 40_000);
    second.child.kill('SIGKILL');
    await later.close();
  });
});

describe('a start', () => {
  let onUsedPort: Ended;
  let away: MainProcess;
  beforeAll(async () => {
    [onUsedPort, away] = await Promise.all([
      startOnUsedPort(),
      startMain(await ownPlan(), { AZURE_STORAGE_CONNECTION_STRING: connectionStringTo(9) }),
    ]);
  });
  afterAll(() => away.child.kill('SIGKILL'));

  it('on a port that is used says so and ends', () => {
    expect(onUsedPort.code).toBe(1);
    expect(onUsedPort.err).toContain('Porten er i brug af et andet program.');
  });

  it('with the tables away answers all the same, and says that they are', async () => {
    await vi.waitFor(
      () =>
        expect(away.lines.find(({ event }) => event === 'process.started')).toMatchObject({ tables: 'away' }),
      { timeout: 10_000 },
    );
    expect((await fetch(`${away.address}/healthz`)).status).toBe(200);
    expect(await readyOf(away.address)).toMatchObject({ status: 200, told: { status: 'limited' } });
  });

  it('is ready within five seconds with a long crisis', async () => {
    const planFile = await ownPlan();
    const entries = await longCrisis(planFile, size(1_000, 10_000));
    const began = performance.now();
    const one = await start(planFile);
    await vi.waitFor(async () => expect((await readyOf(one.address)).status).toBe(200), { timeout: 20_000 });
    const ready = performance.now() - began;
    teams.talksTo(one.address);
    await teams.person(jens).types('vis log');
    const answered = performance.now() - began;
    process.stdout.write(
      `${entries} entries: listening ${Math.round(one.startedIn)} ms, ready ${Math.round(ready)} ms, log shown ${Math.round(answered)} ms after the start\n`,
    );
    const shown = teams
      .person(jens)
      .sees()
      .map(({ text }) => text);
    expect(shown.join('\n')).toContain(`Melding ${entries - 1}`);
    // Beside other work on two cores it may take twice as long; and any start where that is much.
    expect(ready).toBeLessThan(Math.max(10_000, 2 * usualStart));
  });
});

async function startOnUsedPort(): Promise<Ended> {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const ended = await runProgram(
    await compiled('src/main.ts'),
    {
      PORT: String(port),
      KRISE_PLAN: await ownPlan(),
      AZURE_STORAGE_CONNECTION_STRING: inject('azurite'),
    },
    ['bot'],
  );
  other.close();
  return ended;
}

async function longCrisis(planFile: string, entries: number): Promise<number> {
  const { plan, crises } = await storeOf(planFile);
  const by = personOf(plan);
  const at = new Date().toISOString();
  const origin = { id: 'a:1', kind: 'personal', serviceUrl: 'http://127.0.0.1/' } as const;
  const begin = { kind: 'start', by, at, headline: 'Lang', level: 1, exercise: false, plan } as const;
  const series = { planId: plan.id, exercise: false };
  const { ledger } = await crises.start(series, { intent: 'start', origin, start: begin });
  const id = ledger?.crisis.id ?? '';
  for (let from = 1; from < entries; from += 200) {
    const some = Array.from({ length: Math.min(200, entries - from) }, (_, index) => from + index);
    await Promise.all(
      some.map((n) =>
        crises.submit(id, `n-${n}`, by, at, { kind: 'note', type: 'melding', text: `Melding ${n}` }),
      ),
    );
  }
  return entries;
}

function personOf(plan: Plan) {
  const { id, name } = plan.contacts.find((contact) => contact.id === 'jens') ?? { id: 'jens', name: jens };
  return { id, name };
}

describe('the figures and the log of a process', () => {
  it('arrive while it works, and cost nothing where whoever takes them hangs or has gone away', async () => {
    const collector = await startCollector();
    const env = {
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
    };
    const one = await start(await ownPlan(), env);
    teams.talksTo(one.address);
    const person = teams.person(jens);
    await person.types('/krise start Strømsvigt');
    const typed = performance.now();
    await person.types('melding Telefonerne er nede.');
    const usual = performance.now() - typed;
    const of = (name: string, value: string) =>
      collector.points.find(
        (point) => point.name === `krisebot.${name}` && Object.values(point.attributes).includes(value),
      )?.value;
    await vi.waitFor(
      () => {
        expect(of('request.duration', 'melding')).toBe(1);
        expect(of('append.duration', 'stored')).toBeGreaterThanOrEqual(2);
        expect(of('teams.call.duration', 'post')).toBeGreaterThan(0);
      },
      { timeout: 30_000, interval: 100 },
    );
    expect(JSON.stringify(collector.points)).not.toMatch(/Telefon|Holm|jens/i);
    collector.way = 'hangs';
    // Nobody reads its log any more, either.
    one.child.stderr?.destroy();
    await pause(1_500);
    const began = performance.now();
    for (let n = 0; n < 10; n += 1) await person.types(`melding Linje ${n}.`);
    expect(performance.now() - began).toBeLessThan(Math.max(10_000, 30 * usual));
    const asked = performance.now();
    one.child.kill('SIGTERM');
    expect(await one.ended()).toBe(0);
    process.stdout.write(
      `stopped after ${Math.round(performance.now() - asked)} ms with a collector that hangs\n`,
    );
    await collector.close();
  });
});
