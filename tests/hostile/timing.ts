const tries = 5;

/** How long a call takes, in ms. A busy machine makes one slow, hardly all five: the best of them counts. */
export function took(run: () => unknown, enough: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < tries && best > enough; tried += 1) {
    const before = performance.now();
    run();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

/** The same for what answers later. */
export async function tookLater(run: () => unknown, enough: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < tries && best > enough; tried += 1) {
    const before = performance.now();
    await run();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

/**
 * The longest this process works without letting others have their turn, in ms of its own: what other processes
 * take of a busy machine is not counted.
 */
export async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  let [longest, last, isWatching] = [0, cpuMs(), true];
  const look = (): void => {
    const now = cpuMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (isWatching) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isWatching = false;
  return Math.max(longest, cpuMs() - last);
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
