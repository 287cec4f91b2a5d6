import { afterEach, expect, inject, test } from 'vitest';
import type { Ledger } from '../../src/domain/ledger.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { type Crowd, gatherCrowd } from '../course/crowd.ts';
import type { Fault } from '../fake-teams/faults.ts';
import type { Person } from '../fake-teams/person.ts';
import { createSwiftTimer, type SwiftTimer } from '../fake-teams/swift-timer.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';
import { luck, size } from './size.ts';

const many = size(12, 200);
const awayMinutes = size(3, 10);
/** Where only the limits of the machine count. */
const swift = 60;

let crowd: Crowd;
let line: FaultyLine;
let timer: SwiftTimer;

async function gather(answerWithinMs: number): Promise<void> {
  timer = createSwiftTimer();
  line = await startProxy(inject('azurite'));
  line.date = timer.date;
  const { connectionString } = line;
  const pace = { answerWithinMs, tickMs: 50, gatherMs: 5 };
  crowd = await gatherCrowd({
    connectionString,
    plan: testPlan,
    size: many,
    known: true,
    timer,
    withinMs: 60_000,
    pace,
  });
}

afterEach(async () => {
  crowd.teams.recovers();
  timer.speed(swift);
  await crowd.close();
  await line.close();
  timer.stop();
});

async function ledger(): Promise<Ledger> {
  const { crises } = await testStore({ prefix: crowd.tablePrefix });
  const [recent] = await crises.recent(crowd.planId);
  const found = recent && (await crises.read(recent.crisisId));
  if (!found) throw new Error('no crisis was stored');
  return found;
}

/** What arrived at them, by what a notification showed. */
function posted(person: Person, shows: (text: string) => boolean): readonly string[] {
  const home = personalPlace(crowd.teams.world, person).id;
  return crowd.teams.calls
    .filter(({ method, placeId, tookEffect }) => method === 'POST' && placeId === home && tookEffect)
    .map(({ body }) => String(body.summary ?? body.text ?? ''))
    .filter(shows);
}

const calls = (person: Person) => posted(person, (text) => text.startsWith('KRISE: Strømsvigt'));
const levels = (person: Person) => posted(person, (text) => text.includes('iveau'));

function expectOnceOrMarked(who: Person): void {
  const got = calls(who);
  expect([1, 2], who.name).toContain(got.length);
  expect(got[0], who.name).toBeDefined();
  if (got.length === 2) expect(got[1], who.name).toContain('(sendt igen)');
}

/** What Teams may do to a call, by luck: mostly it is well. */
function mixture(name: string): (method: string) => Fault | undefined {
  const next = luck(name);
  const kinds: readonly Fault[] = [
    { answer: 429, retryAfter: '2' },
    { answer: 429 },
    { answer: 412 },
    { answer: 502 },
    { answer: 503, afterwards: true },
    { answer: 500, afterwards: true },
    { answer: 504 },
    { answer: 'reset' },
    { answer: 'reset', afterwards: true },
    { answer: 'hang' },
    { answer: 'stall', afterwards: true },
    { answer: 200, raw: '{}', afterwards: true },
    { answer: 403, code: 'ConversationBlockedByUser' },
    { answer: 404, code: 'ConversationNotFound' },
    { answer: 413, code: 'MessageSizeTooBig' },
  ];
  return () => (next() < 0.3 ? kinds[Math.floor(next() * kinds.length)] : undefined);
}

test(`of ${many} people, whatever Teams does, each has the call-out once or twice, or is named; news at most once`, async () => {
  await gather(1_000);
  const { teams, starter, others, bot } = crowd;
  // Not faster than the machine: what it cannot keep up with would count as Teams' silence.
  timer.speed(size(8, 2));
  teams.spoils(mixture('mixture'));
  await starter.types('start Strømsvigt');
  const isOver = async () => {
    const known = (await ledger()).crisis.people;
    return others.every((who) => calls(who).length > 0 || known[idOf(who)]?.unreachable !== undefined);
  };
  await expect.poll(isOver, { timeout: 60_000, interval: 500 }).toBe(true);
  await starter.types('niveau 2');
  await bot.idle();
  teams.recovers();
  await starter.types('melding Strømmen er tilbage');
  await bot.idle();
  const { entries, crisis } = await ledger();
  const told = others.map((who) => ({ who, got: calls(who), news: levels(who) }));
  for (const { who, got, news } of told) {
    if (got.length > 0) expectOnceOrMarked(who);
    expect(news.length, who.name).toBeLessThanOrEqual(1);
    if (got.length === 0) expect(crisis.people[idOf(who)]?.unreachable, who.name).toBeDefined();
  }
  // Named once for one reason, and the crisis goes on.
  const named = entries.flatMap(({ event }) =>
    event.kind === 'unreachable' ? [`${event.person.id} ${event.cause}`] : [],
  );
  expect(new Set(named).size).toBe(named.length);
  expect(entries.at(-1)?.text).toContain('Strømmen er tilbage');
  report('mixture', {
    people: told.length,
    once: told.filter(({ got }) => got.length === 1).length,
    twice: told.filter(({ got }) => got.length === 2).length,
    named: new Set(named.map((one) => one.split(' ')[0])).size,
    calls: teams.calls.length,
  });
});

test(`${awayMinutes} minutes without Teams: what is typed is stored, nothing piles up, and all that is due comes after`, async () => {
  await gather(400);
  const { teams, starter, others, bot } = crowd;
  await crowd.callOut();
  const beganAt = timer.now();
  const callsBefore = teams.calls.length;
  teams.fails({ answer: 'hang', times: 60 });
  teams.fails({ answer: 503, times: 1_000_000 });
  timer.speed(swift);
  const heap = process.memoryUsage().heapUsed;
  const waits: number[] = [];
  let lines = 0;
  while (timer.now() - beganAt < awayMinutes * 60_000) {
    lines += 1;
    const before = performance.now();
    const level = lines % 8 === 0 ? 1 : 2;
    const { status } = await starter.types(
      lines % 4 === 0 ? `niveau ${level}` : `melding Linje ${lines} uden Teams`,
    );
    waits.push(performance.now() - before);
    expect(status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // A level that came and went is no news: in the end it is 2, set anew.
  await starter.types('niveau 1');
  await starter.types('niveau 2');
  const grown = (process.memoryUsage().heapUsed - heap) / 2 ** 20;
  const away = teams.calls.slice(callsBefore);
  const sentInto = away.filter(({ body }) => body.type === 'message');
  const storedAway = (await ledger()).entries.filter(({ text }) => text.includes('uden Teams')).length;
  expect(storedAway).toBe(Math.ceil(lines - Math.floor(lines / 4)));
  // Nothing but what was under way when it began, and the question whether Teams is back.
  expect(sentInto.length).toBeLessThanOrEqual(60);
  expect(Math.max(...waits)).toBeLessThan(5_000);
  timer.speed(1);
  const backAt = timer.now();
  const callsAtBack = teams.calls.length;
  teams.recovers();
  await teams.until(() => teams.calls.slice(callsAtBack).some(({ status }) => status < 300), 30_000);
  await expect
    .poll(() => others.every((who) => levels(who).length > 0), { timeout: 60_000, interval: 200 })
    .toBe(true);
  const lastAt = teams.calls.at(-1)?.at ?? 0;
  await bot.idle();
  const after = teams.calls.slice(callsAtBack);
  expect(after.filter(({ overLimit }) => overLimit)).toEqual([]);
  for (const who of others) {
    expectOnceOrMarked(who);
    // What was in doubt when it began is not said again; what was overtaken meanwhile is not said at all.
    expect(
      levels(who).filter((text) => text.includes('iveau 2')),
      who.name,
    ).toHaveLength(1);
    expect(
      levels(who).filter((text) => text.includes('iveau 1')),
      who.name,
    ).toEqual([]);
  }
  report('outage', {
    people: others.length,
    lines,
    slowestMs: Math.round(Math.max(...waits)),
    sentInto: sentInto.length,
    heapMb: Math.round(grown),
    afterMs: Math.round(lastAt - backAt),
    callsAfter: after.length,
  });
});

/** Everyone of the crowd is a contact. */
function idOf(person: Person): string {
  return crowd.idOf(person.name);
}

function report(name: string, figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${name} ${JSON.stringify(figures)}\n`);
}
