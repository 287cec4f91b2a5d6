/** Does work that arrives nearly at once in the order it was meant. */
export interface InOrder {
  /**
   * Does `work` when its turn has come among what waits under the same key: what was sent first goes first.
   * Work under different keys never waits for each other.
   */
  run<Result>(key: string, sentAt: number, work: () => Promise<Result>): Promise<Result>;
}

export interface InOrderTimes {
  /** How long the first of a row waits for what was sent before it and comes after it, in ms. */
  readonly gatherMs: number;
  /** How long one piece of work may hold up the next, in ms. */
  readonly patienceMs: number;
}

interface Waiting {
  readonly sentAt: number;
  readonly start: () => Promise<unknown>;
}

/**
 * One row of waiting work a key. What has begun is never overtaken, but one that hangs is not waited for without
 * end: after `patienceMs` the next begins.
 */
export function createInOrder({ gatherMs, patienceMs }: InOrderTimes): InOrder {
  const rows = new Map<string, Waiting[]>();

  async function work(key: string, row: Waiting[]): Promise<void> {
    await after(gatherMs);
    for (let next = first(row); next; next = first(row)) {
      const done = next.start().catch(() => undefined);
      const patience = timeout(patienceMs);
      await Promise.race([done, patience.over]);
      patience.stop();
    }
    rows.delete(key);
  }

  return {
    run(key, sentAt, task) {
      return new Promise((resolve, reject) => {
        const start = async () => task().then(resolve, reject);
        const row = rows.get(key);
        if (row) return void row.push({ sentAt, start });
        const begun: Waiting[] = [{ sentAt, start }];
        rows.set(key, begun);
        void work(key, begun);
      });
    },
  };
}

/** Takes the one that was sent first; of those sent at the same moment the one that came first. */
function first(row: Waiting[]): Waiting | undefined {
  const earliest = row.reduce((best, { sentAt }, index) => {
    const before = row[best];
    return before && before.sentAt <= sentAt ? best : index;
  }, 0);
  return row.splice(earliest, 1)[0];
}

function after(ms: number): Promise<void> {
  return timeout(ms).over;
}

function timeout(ms: number): { readonly over: Promise<void>; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { over, stop: () => clearTimeout(timer) };
}
