import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { entryKey, tableKey } from '../../src/storage/keys.ts';
import { badLuckOfBots } from '../faults/bad-luck.ts';
import type { BotReplica } from '../faults/bot-replica.ts';
import { startTown, type Town } from '../faults/whole-town.ts';
import { testPlan } from '../fixtures/plan.ts';
import { luckOf } from '../luck.ts';
import { createCourse } from './crisis-course.ts';
import type { SoakOptions } from './soak-options.ts';
import { createTownspeople, everybody, type Townspeople } from './townspeople.ts';
import { createVerifying, type Verifying } from './verifying.ts';
import { type Watching, watchBots } from './watching.ts';

/** What a run came to. */
export interface Soaked {
  readonly options: SoakOptions;
  readonly minutes: number;
  readonly crises: number;
  readonly faults: number;
  readonly kills: number;
  readonly overLimit: number;
  /** Why it went no further, where it did not. */
  readonly stopped: string | undefined;
  readonly people: Pick<Townspeople, 'counts' | 'took' | 'statuses'>;
  readonly verifying: Pick<Verifying, 'findings'> & { readonly looks: number; readonly entries: number };
  readonly watching: Pick<Watching, 'samples' | 'dead'>;
}

/** Those that live from the first minute to the last; one more is killed now and then. */
const longLived = 2;
/** What people still see: a client shows no more of a conversation either. */
const messagesKept = 600;
const mostBetweenLooksMs = 60_000;

/** Whole bots that live through one crisis after the other, on tables that fail, with a verifier beside them. */
export async function soak(
  upstream: string,
  options: SoakOptions,
  say: (line: string) => void,
): Promise<Soaked> {
  const luck = luckOf(options.seed);
  const daybooks = await mkdtemp(join(tmpdir(), 'krise-soak-'));
  const town = await startTown(upstream, longLived + 1, (bot) => ({
    tickMs: 1_000,
    inEarnest: timesOf(options),
    daybookDirectory: join(daybooks, String(bot)),
    hasSpare: bot >= longLived,
    flags: ['--expose-gc', '--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${tmpdir()}`],
  }));
  try {
    return await run(town, options, luck, say);
  } finally {
    await town.close();
    await rm(daybooks, { recursive: true, force: true });
  }
}

/** What time brings about comes about in every crisis, however short it is. */
function timesOf({ minutes, crises }: SoakOptions) {
  const each = minutes / crises;
  return {
    reminderMinutes: each / 8,
    openRoleMinutes: each / 4,
    firstPictureMinutes: each / 3,
    nextPictureMinutes: each / 3,
  };
}

async function run(
  town: Town,
  options: SoakOptions,
  luck: () => number,
  say: (line: string) => void,
): Promise<Soaked> {
  const began = performance.now();
  const lengthMs = options.minutes * 60_000;
  const eachMs = lengthMs / options.crises;
  const verifying = createVerifying(town);
  const people = createTownspeople(town, verifying, luck, options.pace);
  const watching = watchBots(town.bots.slice(0, longLived), () => performance.now() - began);
  const course = createCourse(town, people);
  const [first, , killed] = town.bots as [BotReplica, BotReplica, BotReplica];
  let faults = 0;
  let kills = 0;
  let overLimit = 0;

  for (const { proxy } of town.bots) {
    const fate = badLuckOfBots(luck, options.faults);
    proxy.fate = (call) => {
      const fault = fate(call);
      if (fault !== 'pass') faults += 1;
      return fault;
    };
  }

  /** Each minute, or oftener in a short run. */
  async function looks(crisisId: string, isOver: () => boolean): Promise<void> {
    const everyMs = Math.min(mostBetweenLooksMs, eachMs / 4);
    for (;;) {
      await sleep(everyMs, isOver);
      if (isOver()) return;
      await verifying.look(crisisId);
      await watching.look(false);
      overLimit += town.teams.calls.filter((call) => call.overLimit).length;
      town.teams.forgets(messagesKept);
      for (const { proxy } of town.bots) proxy.calls.length = 0;
    }
  }

  async function kill(isOver: () => boolean): Promise<void> {
    await sleep(eachMs * luck(), isOver);
    if (isOver()) return;
    await killed.kill();
    kills += 1;
  }

  async function crisis(n: number): Promise<void> {
    const crisisId = await course.begin(n);
    // However long its start took, there is time to live in it.
    const until = Math.max(eachMs * n, performance.now() - began + eachMs / 2);
    const isOver = () => performance.now() - began >= until;
    await Promise.all([people.live(crisisId, isOver), looks(crisisId, isOver), kill(isOver)]);
    if (options.isSpoilt) await spoil(town, crisisId, first);
    await course.end(crisisId);
    await verifying.look(crisisId);
    await verifying.lookAtAll(testPlan.id);
    for (const bot of town.bots.slice(0, longLived)) await bot.look();
    await watching.look(true);
    say(`${clock(performance.now() - began)}  ${crisisId} over; ${progress()}`);
  }

  function progress(): string {
    const heaps = watching.samples.slice(-longLived).map(({ vitals }) => vitals.heapMb.toFixed(1));
    return `${people.counts.commands} commands, ${faults} faults, ${verifying.findings.length} findings, heap ${heaps.join(' and ')} MB`;
  }

  for (const id of everybody) {
    town.teams.talksTo(first.address());
    await town.person(id).installs();
  }
  let crises = 0;
  let stopped: string | undefined;
  do {
    crises += 1;
    stopped = await crisis(crises).then(() => undefined, String);
  } while (!stopped && crises < options.crises && performance.now() - began < lengthMs);
  const minutes = (performance.now() - began) / 60_000;
  const { findings } = verifying;
  const verified = { findings, looks: verifying.looks(), entries: verifying.entries() };
  return {
    options,
    minutes,
    crises,
    faults,
    kills,
    overLimit,
    stopped,
    people,
    verifying: verified,
    watching,
  };
}

async function sleep(ms: number, isOver: () => boolean): Promise<void> {
  const until = performance.now() + ms;
  while (!isOver() && performance.now() < until) {
    await setTimeout(Math.min(500, Math.max(1, until - performance.now())));
  }
}

/** What a run must find: an entry that is gone, and a promise nobody looks after. */
async function spoil({ store }: Town, crisisId: string, bot: BotReplica): Promise<void> {
  await store.tables.log.client.deleteEntity(tableKey(crisisId), entryKey(2));
  await bot.stumble();
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
