import { outsideRequest } from './request-log.ts';

/**
 * Tells of what happens often but rarely: the first at once, and then once a minute how many more there were. A
 * flood of one kind costs a line a minute, whatever its size; nothing is forgotten without being counted.
 */
export interface Coalescing<T> {
  /** It happened. `key` is its kind; `example` is what a line about it may show. */
  add(key: string, example: T): void;
  /** Tells now what was counted and not told yet: before a stop. */
  flush(): void;
}

export interface CoalescingOptions<T> {
  /** Says that a kind happened so often since it was told of last. `last` is the newest example. */
  readonly tell: (key: string, count: number, last: T) => void;
  /** Wakes once, that many ms later. */
  readonly after: (ms: number, wake: () => void) => void;
  /** How often a kind is told of, in ms. */
  readonly everyMs?: number;
  /** Kinds that are kept apart at the same time; those beyond are counted together as `otherKinds`. */
  readonly mostKinds?: number;
}

/** The key of kinds beyond the most that are kept apart. */
export const otherKinds = '…';

interface Counted<T> {
  untold: number;
  last: T;
}

export function createCoalescing<T>(options: CoalescingOptions<T>): Coalescing<T> {
  const { tell, after, everyMs = 60_000, mostKinds = 100 } = options;
  const kinds = new Map<string, Counted<T>>();
  let isWaiting = false;

  const wait = (): void => {
    if (isWaiting || kinds.size === 0) return;
    isWaiting = true;
    after(everyMs, () => {
      isWaiting = false;
      tellAll();
      wait();
    });
  };

  /** A kind that did not happen again is forgotten: its next is the first once more. */
  const tellAll = (): void => {
    for (const [key, counted] of kinds) {
      if (counted.untold === 0) kinds.delete(key);
      else tell(key, counted.untold, counted.last);
      counted.untold = 0;
    }
  };

  return {
    add(kind, example) {
      const key = kinds.has(kind) || kinds.size < mostKinds ? kind : otherKinds;
      const known = kinds.get(key);
      if (known) {
        known.untold += 1;
        known.last = example;
        return;
      }
      kinds.set(key, { untold: 0, last: example });
      tell(key, 1, example);
      wait();
    },
    flush: tellAll,
  };
}

/** Waking by the machine's clock. It keeps no process alive, and what is told then belongs to no request. */
export function wakeLater(ms: number, wake: () => void): void {
  outsideRequest(() => setTimeout(wake, ms).unref());
}
