import type { Timer } from '../../src/teams/shaper.ts';

/** Time that runs as fast as a test says, from one moment to the next: an outage of minutes, and then real limits. */
export interface SwiftTimer extends Timer {
  /** The same time as a date, for the tables' clock. */
  date(): Date;
  speed(times: number): void;
  stop(): void;
}

export function createSwiftTimer(): SwiftTimer {
  const start = Date.now();
  let speed = 1;
  let since = performance.now();
  let before = 0;
  let waiting: readonly { readonly at: number; readonly wake: () => void }[] = [];
  const now = () => before + (performance.now() - since) * speed;
  const looking = setInterval(() => {
    const at = now();
    const due = waiting.filter((one) => one.at <= at);
    if (due.length === 0) return;
    waiting = waiting.filter((one) => one.at > at);
    for (const { wake } of due) wake();
  }, 2);
  return {
    now,
    date: () => new Date(start + now()),
    after(ms, wake) {
      waiting = [...waiting, { at: now() + ms, wake }];
    },
    speed(times) {
      before = now();
      since = performance.now();
      speed = times;
    },
    stop: () => clearInterval(looking),
  };
}
