import type { Clock } from '../ports.ts';

/** Below this a difference is not worth correcting: the store tells its time in whole seconds. */
const tolerance = 2000;
/** What was learnt longer ago than this may be overtaken: a machine's clock can be set, or drift asleep. */
const knownForMs = 60_000;

/** A clock that learns from the store how far it is off. */
export interface StoreClock extends Clock {
  /** Takes in a `Date` header together with when the request left and the answer came (ms). */
  learn(date: string, leftAt: number, cameAt: number): void;
  /** How far this machine's clock is behind the store's, in ms, as far as known. */
  offset(): number | undefined;
  /** True where the store has told its time within the last minute: this clock is then right within 2 s. */
  isSure(): boolean;
}

/**
 * Makes the clock that all replicas share: the machine's own, corrected by the store's when it is more
 * than two seconds off.
 */
export function createStoreClock(
  machine: () => number = Date.now,
  elapsed: () => number = () => performance.now(),
): StoreClock {
  let known: number | undefined;
  let learntAt = Number.NEGATIVE_INFINITY;
  return {
    now: () => {
      const behind = known !== undefined && Math.abs(known) > tolerance ? known : 0;
      return new Date(machine() + behind).toISOString();
    },
    learn: (date, leftAt, cameAt) => {
      const told = Date.parse(date);
      // A slow answer says little about when the store looked at its clock.
      if (Number.isNaN(told) || cameAt - leftAt > tolerance) return;
      known = told + 500 - (leftAt + cameAt) / 2;
      learntAt = elapsed();
    },
    offset: () => known,
    isSure: () => elapsed() - learntAt < knownForMs,
  };
}
