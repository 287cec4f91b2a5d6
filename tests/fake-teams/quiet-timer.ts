import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Timer } from '../../src/teams/shaper.ts';

/** Time that stands still while anything is under way. */
export interface QuietTimer extends Timer {
  /** One more thing that time waits for. */
  watch(isBusy: () => boolean): void;
}

/** Turns of the event loop without anything under way, after which nothing more comes by itself. */
const quietTurns = 30;

/**
 * Once all is quiet, time jumps to the next waking: waiting costs nothing, and work takes no time. So what is
 * measured by it is what the limits alone make of it, the same on any machine.
 */
export function createQuietTimer(): QuietTimer {
  const watched: (() => boolean)[] = [];
  let waiting: readonly { readonly at: number; readonly wake: () => void }[] = [];
  let now = 0;
  let running = false;

  async function quiet(): Promise<void> {
    for (let turns = 0; turns < quietTurns; turns += 1) {
      await turn();
      while (watched.some((isBusy) => isBusy())) {
        turns = 0;
        await pause(1);
      }
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      await quiet();
      now = Math.max(now, Math.min(...waiting.map(({ at }) => at)));
      const due = waiting.filter(({ at }) => at <= now);
      waiting = waiting.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    }
    running = false;
  }

  return {
    now: () => now,
    watch: (isBusy) => void watched.push(isBusy),
    after(ms, wake) {
      waiting = [...waiting, { at: now + ms, wake }];
      if (!running) void run();
    },
  };
}
