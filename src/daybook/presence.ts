import { AsyncLocalStorage } from 'node:async_hooks';
import { oneAtATime } from '../one-at-a-time.ts';
import { type Clock, type Journal, StoreAway, StoreFault } from '../ports.ts';

/** Whether the tables answer. While they do not, nobody waits for them. */
export interface Presence {
  /**
   * Since when, ISO 8601 UTC. Undefined while they answer and nothing that was asked for meanwhile is left to be
   * entered in the log: to people the tables are away until then.
   */
  awaySince(): string | undefined;
  /**
   * Asks the tables something, with a short patience. Throws `StoreAway` at once while they are away, `StoreFault`
   * where they do not answer, and what the call throws. A call that was given up may still succeed. `longestMs`: for
   * what takes its time while the tables do answer.
   */
  ask<Value>(call: () => Promise<Value>, longestMs?: number): Promise<Value>;
}

/** The same, for whoever watches over it. */
export interface WatchedPresence extends Presence {
  /** Something waits to be entered in the log: until that is done the tables are away, whatever they answer. */
  behind(): void;
  /** Looks no more; resolves when no look is under way. */
  stop(): Promise<void>;
}

export interface PresenceNeeds {
  /** One cheap point read. */
  readonly probe: () => Promise<unknown>;
  /** Enters what was asked for meanwhile, once the tables answer; what it cannot do is left for the next look. */
  readonly catchUp?: () => Promise<void>;
  /** True while something waits to be entered. */
  readonly isBehind?: () => boolean;
  /** They answer again, and all is entered. */
  readonly onBack?: () => void;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly times?: Partial<PresenceTimes>;
}

/** All in ms. */
export interface PresenceTimes {
  /** A call that takes longer makes one wonder whether the tables answer at all. */
  readonly patience: number;
  /** So quickly a point read must answer then. */
  readonly proof: number;
  /** So long a call may take while the tables do answer. */
  readonly longest: number;
  /** How often it is looked whether they are back. */
  readonly every: number;
  /** Tables that answer a point read within this are slow, and what was kept can be entered. */
  readonly slowest: number;
}

const usual: PresenceTimes = { patience: 1200, proof: 800, longest: 3500, every: 1000, slowest: 3000 };

/**
 * A call that fails or is slow proves little: a queue may be long, or one answer lost. A point read then tells
 * whether the tables are away, and from then on one a second whether they are back.
 */
export function createPresence(needs: PresenceNeeds): WatchedPresence {
  const { probe, catchUp, isBehind = () => false, clock, journal } = needs;
  const times = { ...usual, ...needs.times };
  let since: string | undefined;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const apart = AsyncLocalStorage.snapshot();

  function leave(lookInMs: number): void {
    if (since) return;
    since = clock.now();
    journal.info('tables.away');
    lookIn(lookInMs);
  }

  function lookIn(ms: number): void {
    if (stopped) return;
    // No part of the request that found them away: its lines in the log are its own.
    timer = apart(
      setTimeout,
      () => {
        looking = look().finally(() => {
          looking = undefined;
          if (since) lookIn(times.every);
        });
      },
      ms,
    );
  }

  async function look(): Promise<void> {
    const before = performance.now();
    if (!(await answersWithin(times.slowest))) return;
    const isSlow = performance.now() - before > times.patience;
    // A failure of it must not end the looking.
    await catchUp?.().catch((error: unknown) => journal.error('daybook.notEntered', error));
    // Nothing comes between this and the answer: what is kept now would wait for ever.
    if (isSlow || isBehind()) return;
    since = undefined;
    journal.info('tables.back');
    needs.onBack?.();
  }

  function answersWithin(ms: number): Promise<boolean> {
    const asked = probe().then(
      () => true,
      () => false,
    );
    return Promise.race([asked, pause(ms).then(() => false)]);
  }

  /** Finds out whether the tables are away. */
  const prove = oneAtATime(async () => {
    if (!(await answersWithin(times.proof))) leave(times.every);
  }).run;

  return {
    awaySince: () => since,
    async ask(call, longestMs = times.longest) {
      if (since) throw new StoreAway(since);
      const answer = call().then(
        (value) => ({ value }),
        async (error: unknown) => {
          if (error instanceof StoreFault && !since) await prove();
          throw error;
        },
      );
      const soon = await within(times.patience, answer);
      if (soon) return soon.value;
      if (!since) await prove();
      // Away: what has come meanwhile counts, and nothing is waited for.
      const late = await within(since ? 0 : longestMs - times.patience, answer);
      if (late) return late.value;
      // The next call of the same request must not take as long.
      leave(times.every);
      throw new StoreFault('the tables did not answer in time');
    },
    behind: () => leave(0),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      // A last look, so that a process that is replaced leaves as little as it can.
      await (looking ?? (since && isBehind() ? look() : undefined));
    },
  };
}

/** What came of it within that time; a failure after it is nobody's. */
async function within<Value>(ms: number, answer: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([answer, pause(ms)]);
}

/** In small steps: a process that was itself held up has not given anyone the time to answer. */
async function pause(ms: number): Promise<undefined> {
  const step = 100;
  for (let left = ms; left >= 0; left -= step) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(step, left)));
  }
}
