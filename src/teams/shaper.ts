/** Milliseconds that only move forward, and waking up later. Tests have their own. */
export interface Timer {
  now(): number;
  after(ms: number, wake: () => void): void;
}

/** At most `count` calls in any `ms` milliseconds. */
export interface Window {
  readonly count: number;
  readonly ms: number;
}

/**
 * What Teams allows one bot in one conversation, sending and reading, and one app in a tenant
 * (msteams-docs, "Optimize your bot with rate limiting in Teams", 2026-10-08). The windows are a little
 * longer than published, because calls bunch up on their way.
 */
export const sendWindows: readonly Window[] = [
  { count: 7, ms: 1_150 },
  { count: 8, ms: 2_150 },
  { count: 60, ms: 30_200 },
  { count: 1_800, ms: 3_600_500 },
];
export const readWindows: readonly Window[] = [
  { count: 14, ms: 1_150 },
  { count: 16, ms: 2_150 },
  { count: 120, ms: 30_200 },
];
export const tenantWindow: Window = { count: 50, ms: 1_150 };

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
  const sent = createHistory();
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

interface History {
  /** Earliest moment at which one more call of this key keeps all windows. */
  freeAt(key: string, windows: readonly Window[]): number;
  note(key: string, at: number): void;
}

/** Times of past calls by key, each list only as long as its widest window needs. */
function createHistory(): History {
  const times = new Map<string, number[]>();
  const longest = Math.max(...[...sendWindows, ...readWindows, tenantWindow].map(({ count }) => count));
  return {
    freeAt(key, windows) {
      const past = times.get(key) ?? [];
      return Math.max(
        0,
        ...windows.map(({ count, ms }) => {
          const oldest = past[past.length - count];
          return oldest === undefined ? 0 : oldest + ms;
        }),
      );
    },
    note(key, at) {
      const past = times.get(key) ?? [];
      past.push(at);
      if (past.length > longest * 2) past.splice(0, past.length - longest);
      times.set(key, past);
    },
  };
}
