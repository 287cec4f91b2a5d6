/** What is to be ended, in this order. */
export interface Ending {
  /** From now on `/readyz` says no. */
  readonly unready: () => void;
  /** Takes no more requests, and answers those under way. */
  readonly close: () => Promise<void>;
  /** Looks of its own that are under way. */
  readonly idle: () => Promise<unknown>;
  /** Says what it has begun to say, for at most so many ms, and gives up its right. True where nothing is left. */
  readonly announced: (withinMs: number) => Promise<boolean>;
  /** Sends the last figures, for at most so many ms. */
  readonly flush: (withinMs: number) => Promise<void>;
}

export interface StopTimes {
  /** How long requests are still taken after `/readyz` has said no: who shares them out must hear of it first. */
  readonly drainMs: number;
  /** How long all of it may take. */
  readonly withinMs: number;
}

/** What is left for the last figures, and so many ms at least for what was begun. */
const flushMs = 1_000;
const leastMs = 1_000;

/** Stops in order. True where all that was begun is done; false where time ran out: the next start does the rest. */
export async function stopInOrder(ending: Ending, { drainMs, withinMs }: StopTimes): Promise<boolean> {
  const endsAt = performance.now() + withinMs - flushMs;
  const left = () => Math.max(leastMs, endsAt - performance.now());
  ending.unready();
  if (drainMs > 0) await pause(drainMs);
  const isClosed = await inTime(left() - leastMs, ending.close());
  const isIdle = await inTime(left() - leastMs, ending.idle());
  const isSaid = await ending.announced(left());
  await ending.flush(flushMs);
  return isClosed && isIdle && isSaid;
}

/** True where it was done in that time. A failure is done, too: whoever failed has told of it. */
export async function inTime(ms: number, work: Promise<unknown>): Promise<boolean> {
  const done = work.then(
    () => true,
    () => true,
  );
  return Promise.race([done, pause(ms).then(() => false)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
