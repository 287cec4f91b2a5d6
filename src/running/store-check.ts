import { oneAtATime } from '../one-at-a-time.ts';
import { type LogStore, StoreFault } from '../ports.ts';

/** Whether the tables can be read and written, as far as this process knows. */
export interface StoreCheck {
  /**
   * Asks at most every few seconds, however often it is called, and never waits for long. Of many at a time most
   * hear what was known last: whoever asks is a stranger, and holds a connection that Teams may need.
   */
  answers(): Promise<boolean>;
  /** False where appending has failed for a while and not succeeded since. */
  commits(): boolean;
}

export interface StoreCheckNeeds {
  /** One cheap point read. */
  readonly probe: () => Promise<unknown>;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
  readonly everyMs?: number;
  readonly patienceMs?: number;
}

/** One lost answer is no fault of the tables: what has failed for so long is. Milliseconds. */
const failingFor = 5_000;
/** As many wait for what the tables say. */
const mostWaiting = 20;
/** A failure that nobody has tried again since says nothing any more. Milliseconds. */
const oldNews = 30_000;

export function createStoreCheck(needs: StoreCheckNeeds): StoreCheck & { watch(log: LogStore): LogStore } {
  const { probe, now = () => performance.now(), everyMs = 3_000, patienceMs = 1_500 } = needs;
  let known: { readonly answers: boolean; readonly at: number } | undefined;
  let waiting = 0;
  let failing: { readonly since: number; readonly last: number } | undefined;

  async function ask(): Promise<boolean> {
    const answers = await within(patienceMs, probe);
    known = { answers, at: now() };
    return answers;
  }

  const asking = oneAtATime(ask);
  return {
    async answers() {
      if (known && (now() - known.at < everyMs || waiting >= mostWaiting)) return known.answers;
      waiting += 1;
      return asking.run().finally(() => {
        waiting -= 1;
      });
    },
    commits() {
      if (!failing || now() - failing.last > oldNews) return true;
      return failing.last - failing.since < failingFor;
    },
    watch: (log) => ({
      ...log,
      async append(...given) {
        try {
          const result = await log.append(...given);
          failing = undefined;
          return result;
        } catch (error) {
          if (error instanceof StoreFault) failing = { since: failing?.since ?? now(), last: now() };
          throw error;
        }
      },
    }),
  };
}

function within(ms: number, probe: () => Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms);
    const done = (answers: boolean) => {
      clearTimeout(late);
      resolve(answers);
    };
    probe().then(
      () => done(true),
      () => done(false),
    );
  });
}
