import { setImmediate as turn } from 'node:timers/promises';

/** Time that passes when a test says so. */
export interface SlowClock {
  now(): number;
  after(ms: number, wake: () => void): () => void;
  /** Lets that many ms pass, waking whoever is due on the way, each at their time. */
  passes(ms: number): Promise<void>;
}

export function createSlowClock(): SlowClock {
  let now = 0;
  let waiting: readonly { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    after(ms, wake) {
      const mine = { at: now + ms, wake };
      waiting = [...waiting, mine];
      return () => {
        waiting = waiting.filter((one) => one !== mine);
      };
    },
    async passes(ms) {
      const until = now + ms;
      await turn();
      for (;;) {
        const next = waiting.toSorted((one, other) => one.at - other.at)[0];
        if (!next || next.at > until) break;
        waiting = waiting.filter((one) => one !== next);
        now = next.at;
        next.wake();
        await turn();
      }
      now = until;
      await turn();
    },
  };
}
