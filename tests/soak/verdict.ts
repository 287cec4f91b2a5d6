import { percentile } from '../bench/figures.ts';
import { type Point, type Slope, secondHalf, slopeOf } from './slope.ts';
import type { Soaked } from './soak.ts';
import type { Sample } from './watching.ts';

/** Most that a bot's heap may grow, in MB an hour, with nothing in it that nobody holds. */
export const heapBound = 1;
/** The same of what the machine gives it. */
export const rssBound = 1;
/** Shorter runs say how memory grows and hold it against nothing: so long caches fill and code is made. */
const heapCountsFromMinutes = 60;
const rssCountsFromMinutes = 240;
/** What eight hours must have gone through. */
const leastFaults = 600;
const leastFaultsFromMinutes = 480;

/** How one of the bots that live long did. */
export interface Growth {
  readonly bot: number;
  readonly heap: Slope | undefined;
  /** The same with no crisis running, which does not rise and fall with the length of a log. */
  readonly heapBetween: Slope | undefined;
  readonly rss: Slope | undefined;
  readonly first: Sample | undefined;
  readonly last: Sample | undefined;
  readonly delayMs: number;
}

export function growthOf(samples: readonly Sample[], bot: number): Growth {
  const own = samples.filter((sample) => sample.bot === bot);
  const between = own.filter(({ isBetween }) => isBetween);
  const slope = (from: readonly Sample[], value: (sample: Sample) => number) =>
    slopeOf(secondHalf(from.map((sample): Point => ({ at: sample.at, value: value(sample) }))));
  return {
    bot,
    heap: slope(own, ({ vitals }) => vitals.heapMb),
    heapBetween: slope(between, ({ vitals }) => vitals.heapMb),
    rss: slope(own, ({ vitals }) => vitals.rssMb),
    first: between[0],
    last: between.at(-1),
    delayMs: percentile(
      own.map(({ vitals }) => vitals.delayMs),
      0.99,
    ),
  };
}

/** Which of the promises were broken; none where all held. */
export function brokenBars({
  options,
  minutes,
  faults,
  stopped,
  people,
  verifying,
  watching,
}: Soaked): readonly string[] {
  const broken: string[] = [];
  const bar = (is: boolean, what: string) => void (is && broken.push(what));
  const { findings } = verifying;
  bar(stopped !== undefined, `stopped before its end: ${stopped}`);
  bar(findings.length > 0, `${findings.length} findings in the logs`);
  bar(verifying.looks === 0, 'nothing was verified');
  bar(watching.samples.length === 0, 'nothing was measured');
  bar(watching.dead.size > 0, `bots that ended by themselves: ${[...watching.dead].join(', ')}`);
  bar(people.counts.stored < people.counts.notes, 'notes that never came through');
  const isLong = minutes >= leastFaultsFromMinutes;
  bar(isLong && faults < leastFaults, `${faults} faults are too few to say anything`);
  const bots = new Set(watching.samples.map(({ bot }) => bot));
  for (const bot of bots) {
    const { last, heapBetween, rss } = growthOf(watching.samples, bot);
    const { uncaught = [], warnings = [] } = last?.vitals ?? {};
    bar(uncaught.length > 0, `bot ${bot}: nobody caught ${uncaught.join('; ')}`);
    bar(warnings.length > 0, `bot ${bot}: Node warned of ${warnings.join('; ')}`);
    const isHeapHeld = options.minutes < heapCountsFromMinutes || !isAbove(heapBetween, heapBound);
    bar(!isHeapHeld, `bot ${bot}: the heap grows`);
    bar(options.minutes >= rssCountsFromMinutes && isAbove(rss, rssBound), `bot ${bot}: memory grows`);
  }
  return broken;
}

/** Surely above, and not by chance: by two standard errors. */
function isAbove(slope: Slope | undefined, bound: number): boolean {
  return slope !== undefined && slope.perHour - 2 * slope.error > bound;
}
