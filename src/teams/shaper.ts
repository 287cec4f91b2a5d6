import { createCallHistory, readWindows, sendWindows, tenantWindow, type Window } from './call-limits.ts';

/** Milliseconds that only move forward, and waking up later. Tests have their own. */
export interface Timer {
  now(): number;
  after(ms: number, wake: () => void): void;
}

/** Longest wait for a turn: beyond it the caller is told to come back. Milliseconds. */
export const longestWait = 20_000;

/** Keeps calls below Teams' limits, in order of arrival within a conversation. */
export interface Shaper {
  /** Resolves when the call may go out; false when its turn did not come within `longestWait`. */
  turn(kind: 'send' | 'read', conversationId: string): Promise<boolean>;
  /** Lets nothing more out to a conversation for a while: Teams asked us to wait. */
  pause(conversationId: string, ms: number): void;
}

interface Waiting {
  readonly key: string;
  readonly windows: readonly Window[];
  readonly since: number;
  readonly go: (granted: boolean) => void;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  after: (ms, wake) => void setTimeout(wake, ms),
};

/** Makes the shaper of one process; replicas share the tenant's limit, so few replicas stay below it. */
export function createShaper(timer: Timer = systemTimer): Shaper {
  const sent = createCallHistory();
  const paused = new Map<string, number>();
  let queue: readonly Waiting[] = [];
  let wakingAt = Number.POSITIVE_INFINITY;

  /** When this call may go, as far as is known now. */
  const readyAt = ({ key, windows }: Waiting): number =>
    Math.max(paused.get(key) ?? 0, sent.freeAt('', [tenantWindow]), sent.freeAt(key, windows));

  const pump = (): void => {
    const now = timer.now();
    const blocked = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    queue = queue.filter((waiting) => {
      const ready = blocked.has(waiting.key) ? Number.POSITIVE_INFINITY : readyAt(waiting);
      if (ready <= now) {
        sent.note(waiting.key, now);
        sent.note('', now);
        waiting.go(true);
        return false;
      }
      if (waiting.since + longestWait <= now) {
        waiting.go(false);
        return false;
      }
      blocked.add(waiting.key);
      next = Math.min(next, ready, waiting.since + longestWait);
      return true;
    });
    wake(next, now);
  };

  const wake = (at: number, now: number): void => {
    if (at >= wakingAt) return;
    wakingAt = at;
    timer.after(Math.max(1, Math.ceil(at - now)), () => {
      wakingAt = Number.POSITIVE_INFINITY;
      pump();
    });
  };

  return {
    turn: (kind, conversationId) =>
      new Promise((go) => {
        const windows = kind === 'send' ? sendWindows : readWindows;
        queue = [...queue, { key: `${kind} ${conversationId}`, windows, since: timer.now(), go }];
        pump();
      }),
    pause(conversationId, ms) {
      const until = timer.now() + ms;
      for (const kind of ['send', 'read']) paused.set(`${kind} ${conversationId}`, until);
    },
  };
}
