import type { ServiceState } from '../teams/probes.ts';
import type { EventLoop } from './event-loop.ts';
import type { StoreCheck } from './store-check.ts';
import type { Undelivered } from './undelivered.ts';

/** `limited`: the work goes on, and somebody should look at it. */
type Verdict = 'ok' | 'limited' | 'failed';

type Check = Readonly<Record<string, string | number | boolean | null>> & { readonly state: Verdict };

export interface ReadyNeeds {
  readonly store: StoreCheck;
  /** Since when nobody waits for the tables, or what was kept meanwhile is not entered yet. */
  readonly awaySince: () => string | undefined;
  readonly undelivered: Undelivered;
  readonly eventLoop: EventLoop;
  /** How far this machine's clock is behind the tables', in ms, as far as known. */
  readonly clockOffset: () => number | undefined;
  /** True where what is asked for while the tables are away is kept on this machine. */
  readonly keeps: boolean;
  /** True while Teams does not answer at all: that is nothing this process can change. */
  readonly teamsAway: () => boolean;
  /** True where tokens can be checked: the keys they are signed with have been read. */
  readonly keysKnown: () => boolean;
}

export interface Ready {
  state(): Promise<ServiceState>;
  /** From now on this process wants no requests. */
  stop(): void;
}

const oldestNoticeMs = 30_000;
const skewWarned = 2_000;
const skewFailed = 60_000;
const delayFailed = 250;

/**
 * Whether this process can do its work, and not what it does: strangers ask, and must not learn that a crisis runs.
 * How much is under way and kept is told by the figures alone. Tables that are away leave a process that keeps what
 * is asked for `limited`: without it what it could keep would be lost.
 */
export function createReady(needs: ReadyNeeds): Ready {
  let stopping = false;
  return {
    async state() {
      const checks = stopping ? {} : await checksOf(needs);
      const verdicts = Object.values(checks).map(({ state }) => state);
      const isReady = !stopping && !verdicts.includes('failed');
      const working = verdicts.includes('limited') ? 'limited' : 'ready';
      const status = stopping ? 'stopping' : isReady ? working : 'failed';
      return { isReady, told: { status, checks } };
    },
    stop() {
      stopping = true;
    },
  };
}

async function checksOf(needs: ReadyNeeds): Promise<Record<string, Check>> {
  const { store, undelivered, eventLoop, keeps, keysKnown } = needs;
  const answers = await store.answers();
  const commits = store.commits();
  const away = !answers || !commits || needs.awaySince() !== undefined;
  const oldest = undelivered.oldestMs();
  // While the tables are away nobody can write down what became of a notice.
  const isStuck = oldest > oldestNoticeMs && !away;
  const skew = needs.clockOffset();
  const delayMs = eventLoop.delayMs();
  return {
    store: { state: away ? (keeps ? 'limited' : 'failed') : 'ok', answers, commits },
    notices: isStuck ? { state: 'failed', oldestSeconds: Math.round(oldest / 1000) } : { state: 'ok' },
    clock: { state: skewState(skew), offsetMs: skew === undefined ? null : Math.round(skew) },
    eventLoop: { state: delayMs > delayFailed ? 'failed' : 'ok', delayMs },
    teams: { state: needs.teamsAway() ? 'limited' : 'ok' },
    keys: { state: keysKnown() ? 'ok' : 'failed' },
  };
}

function skewState(skew: number | undefined): Verdict {
  if (skew === undefined || Math.abs(skew) <= skewWarned) return 'ok';
  return Math.abs(skew) > skewFailed ? 'failed' : 'limited';
}
