import type { Clock, Journal } from '../ports.ts';

/**
 * Calls to Teams, each by its key. None waits for another: a slow one holds up nobody else's. One that is
 * put off is free again later, after pauses that grow.
 */
export interface Errands {
  /** Before a round looks at the tables: what is under way then, or begun since, is left to the next round. */
  startRound(): void;
  /** True where it may be begun in this round. */
  isFree(key: string): boolean;
  begin(key: string, errand: () => Promise<void>): void;
  putOff(key: string, afterMs: number): void;
  /** After a round: forgets pauses of what nobody asked for in it. True where nothing is under way. */
  endRound(): boolean;
  /** What stood in the way is gone: all that was put off is free. */
  resume(): void;
  /** When the first that was put off is free again, in ms since 1970. */
  nextFree(): number;
  isBusy(): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Those who were put off together must not come back together: a pause is up to so much longer. */
const spread = 0.25;

interface Pause {
  readonly times: number;
  readonly until: number;
}

/** `onDone` is called when the last errand under way, or one that a round asked for meanwhile, is done. */
export function createErrands(
  clock: Clock,
  journal: Journal,
  onDone: () => void,
  luck: () => number = Math.random,
): Errands {
  const underWay = new Map<string, Promise<void>>();
  const pauses = new Map<string, Pause>();
  let touched = new Set<string>();
  let asked = new Set<string>();
  let missed = new Set<string>();
  const now = () => Date.parse(clock.now());

  function putOff(key: string, afterMs: number): void {
    const times = pauses.get(key)?.times ?? 0;
    const asked = Math.max(afterMs, Math.min(longestPauseMs, firstPauseMs * 2 ** times));
    const least = Math.min(asked, longestPauseMs / (1 + spread));
    pauses.set(key, { times: times + 1, until: now() + least * (1 + spread * luck()) });
  }

  async function run(key: string, errand: () => Promise<void>): Promise<void> {
    const before = pauses.get(key);
    try {
      await errand();
      if (pauses.get(key) === before) pauses.delete(key);
    } catch (error) {
      journal.error('errand.failed', error, { errand: key.split(':')[0] });
      putOff(key, 0);
    } finally {
      underWay.delete(key);
      if (underWay.size === 0 || missed.has(key)) onDone();
    }
  }

  return {
    startRound() {
      touched = new Set(underWay.keys());
      asked = new Set();
      missed = new Set();
    },
    isFree(key) {
      asked.add(key);
      if (touched.has(key)) missed.add(key);
      return !touched.has(key) && (pauses.get(key)?.until ?? 0) <= now();
    },
    begin(key, errand) {
      touched.add(key);
      underWay.set(key, run(key, errand));
    },
    putOff,
    endRound() {
      for (const key of pauses.keys()) {
        if (!asked.has(key) && !underWay.has(key)) pauses.delete(key);
      }
      return touched.size === 0;
    },
    resume() {
      for (const [key, { times }] of pauses) pauses.set(key, { times, until: 0 });
    },
    nextFree: () => Math.min(...[...pauses.values()].map(({ until }) => until)),
    isBusy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
