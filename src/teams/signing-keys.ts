import type { KeyObject } from 'node:crypto';
import { type KeySet, KeysFault } from './key-document.ts';

/** The keys that tokens are checked with. What is known is kept until something newer is known. */
export interface SigningKeys {
  /** The key, from what is known. Never asks anybody. */
  known(kid: string): KeyObject | undefined;
  /**
   * The key; for one that is not known the newest set is asked for, at most once a minute, and waited for a
   * few seconds, unless the host was as slow as that the last time.
   */
  find(kid: string): Promise<KeyObject | undefined>;
  /** True once there has been a set. */
  areKnown(): boolean;
  /** Asks for the keys, and goes on doing so. */
  start(): void;
  stop(): void;
}

export interface SigningKeysParts {
  /** @throws KeysFault within a few seconds. */
  readonly fetchKeys: () => Promise<KeySet>;
  readonly timer?: KeysTimer;
  /** Told what each try came to: how many keys there are now, or why there are no newer ones. */
  readonly tell: (outcome: { readonly keys: number } | { readonly fault: string }) => void;
}

/** Milliseconds that only move forward, and waking up later, which can be called off. */
export interface KeysTimer {
  now(): number;
  after(ms: number, wake: () => void): () => void;
}

/** A key that Microsoft takes back signs for so long at most. */
const refreshEvery = 60 * 60_000;
/** A new key signs after so long at most, whoever sends made-up ones; and a host that fails has that much rest. */
const retryEvery = 60_000;
/** Without any keys nobody can be let in. */
const firstKeysEvery = 5_000;
/** As many wait for a set at the same time; a flood of made-up keys is not held in memory. */
const mostWaiting = 100;

export function createSigningKeys({ fetchKeys, tell, timer = machineTimer }: SigningKeysParts): SigningKeys {
  let keys: KeySet | undefined;
  let fetching: Promise<void> | undefined;
  let triedAt = Number.NEGATIVE_INFINITY;
  let wasSlow = false;
  let waiting = 0;
  let isRunning = false;
  let callOff: () => void = () => undefined;

  async function tryOnce(): Promise<void> {
    triedAt = timer.now();
    let nextIn = refreshEvery;
    try {
      keys = await fetchKeys();
      wasSlow = false;
      tell({ keys: keys.size });
    } catch (error) {
      const fault = error instanceof KeysFault ? error.message : 'unknown';
      wasSlow = fault === 'timeout';
      nextIn = keys ? retryEvery : firstKeysEvery;
      tell({ fault });
    }
    fetching = undefined;
    callOff();
    if (isRunning) callOff = timer.after(nextIn, () => void refresh());
  }

  /** One try at a time, whoever asks. */
  function refresh(): Promise<void> {
    fetching ??= tryOnce();
    return fetching;
  }

  const known = (kid: string) => keys?.get(kid);
  return {
    known,
    areKnown: () => keys !== undefined,
    async find(kid) {
      const key = known(kid);
      if (key) return key;
      if (timer.now() - triedAt >= retryEvery) void refresh();
      if (!fetching || wasSlow || waiting >= mostWaiting) return undefined;
      waiting += 1;
      await fetching;
      waiting -= 1;
      return known(kid);
    },
    start() {
      isRunning = true;
      void refresh();
    },
    stop() {
      isRunning = false;
      callOff();
    },
  };
}

const machineTimer: KeysTimer = {
  now: () => performance.now(),
  after(ms, wake) {
    const timeout = setTimeout(wake, ms);
    timeout.unref();
    return () => clearTimeout(timeout);
  },
};
