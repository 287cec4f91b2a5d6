import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How late the process gets round to what is due: what a person feels as waiting, whatever the cause. */
export interface EventLoop {
  /** The delay, in ms, that 99 of 100 looks in the last whole interval stayed below. */
  delayMs(): number;
  stop(): void;
}

const resolution = 20;

/** Looks all the time, and starts over every `everyMs`. Keeps no process alive. */
export function watchEventLoop(everyMs = 5_000): EventLoop {
  const histogram = monitorEventLoopDelay({ resolution });
  let last = 0;
  function startOver(): void {
    // What it measures includes the time between two looks.
    last = Math.max(0, histogram.percentile(99) / 1e6 - resolution);
    histogram.reset();
  }
  // When all timers that are due have run: its own may be the last of them, with the very delay that made this late.
  const timer = setInterval(() => setImmediate(startOver), everyMs).unref();
  histogram.enable();
  return {
    delayMs: () => Math.round(last),
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
