import {
  calmWindows,
  createCallHistory,
  readWindows,
  sendWindows,
  tenantWindows,
  type Window,
} from './call-limits.ts';

/** Milliseconds that only move forward, and waking up later. Tests have their own. */
export interface Timer {
  now(): number;
  after(ms: number, wake: () => void): void;
}

/** Longest wait for a turn: beyond it the caller is told to come back. Milliseconds. */
export const longestWait = 20_000;

/** `alarm`: what somebody must act on. `calm`: what rings nobody, as changing a card. Each waits for those before it. */
export type Urgency = (typeof urgencies)[number];
const urgencies = ['alarm', 'urgent', 'calm'] as const;

/** Keeps calls below Teams' limits: in a conversation in order of arrival, but what is urgent first. */
export interface Shaper {
  /** Resolves when the call may go out; undefined when its turn did not come within `longestWait`. */
  turn(kind: 'send' | 'read', conversationId: string, urgency?: Urgency): Promise<Turn | undefined>;
  /** Lets nothing more out to a conversation for a while: Teams asked us to wait. */
  pause(conversationId: string, ms: number): void;
}

/** A call that may go out. It must be told when the call is over, however that ended. */
export interface Turn {
  over(): void;
}

interface Waiting {
  readonly key: string;
  readonly urgency: Urgency;
  readonly windows: readonly Window[];
  readonly since: number;
  readonly go: (turn: Turn | undefined) => void;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  after: (ms, wake) => void setTimeout(wake, ms),
};

/** Keys of the whole tenant's calls, and of the calm ones among them; no conversation is called so. */
const tenantKey = '';
const calmKey = 'calm';

/** Makes the shaper of one process; replicas share the tenant's limit, so few replicas stay below it. */
export function createShaper(timer: Timer = systemTimer): Shaper {
  const sent = createCallHistory();
  const paused = new Map<string, number>();
  let queue: readonly Waiting[] = [];
  let wakingAt = Number.POSITIVE_INFINITY;

  /** When this call may go, as far as is known now. */
  const readyAt = ({ key, windows, urgency }: Waiting): number =>
    Math.max(
      paused.get(key) ?? 0,
      sent.freeAt(tenantKey, tenantWindows),
      sent.freeAt(key, windows),
      urgency === 'calm' ? sent.freeAt(calmKey, calmWindows) : 0,
    );

  const begin = ({ key, urgency }: Waiting): Turn => {
    const counted = [key, tenantKey, ...(urgency === 'calm' ? [calmKey] : [])];
    for (const each of counted) sent.begin(each);
    return {
      over() {
        for (const each of counted.splice(0)) sent.end(each, timer.now());
        pump();
      },
    };
  };

  const pump = (): void => {
    const now = timer.now();
    const blocked = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    queue = queue.filter((waiting) => {
      const ready = blocked.has(waiting.key) ? Number.POSITIVE_INFINITY : readyAt(waiting);
      if (ready <= now) {
        waiting.go(begin(waiting));
        return false;
      }
      if (waiting.since + longestWait <= now) {
        waiting.go(undefined);
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
    turn: (kind, conversationId, urgency = 'urgent') =>
      new Promise((go) => {
        const windows = kind === 'send' ? sendWindows : readWindows;
        const waiting = { key: `${kind} ${conversationId}`, urgency, windows, since: timer.now(), go };
        const rank = urgencies.indexOf(urgency);
        const before = queue.findIndex((one) => urgencies.indexOf(one.urgency) > rank);
        queue = before < 0 ? [...queue, waiting] : queue.toSpliced(before, 0, waiting);
        pump();
      }),
    pause(conversationId, ms) {
      const until = timer.now() + ms;
      for (const kind of ['send', 'read']) paused.set(`${kind} ${conversationId}`, until);
    },
  };
}
