import type { Journal, SendResult } from '../ports.ts';
import type { Timer } from './shaper.ts';

/** Says an answer, in one attempt; `isLate` where so much time went by that it must say so itself. */
export type Say = (isLate: boolean) => Promise<SendResult>;

/**
 * Answers that Teams did not take when they were given. They are tried again, conversation by conversation in
 * their order, for a quarter of an hour: nobody needs to type again to learn what was stored. One in doubt is not
 * said twice; what was lost is told of instead.
 */
export interface LateAnswers {
  /** True where answers wait for this conversation already: a newer one goes behind them. */
  hasWaiting(place: string): boolean;
  /** Takes an answer on. False where there are too many. */
  add(place: string, say: Say, afterMs: number): boolean;
  /** An answer there is in doubt: `say` tells of it, once for all that were lost until then. */
  lost(place: string, say: Say): void;
  /** Teams answers again: nobody waits any longer. */
  resume(): void;
}

interface Waiting {
  readonly say: Say;
  readonly since: number;
  /** True for what tells of a lost answer. */
  readonly ofLoss: boolean;
}

interface Row {
  readonly waiting: Waiting[];
  tries: number;
  /** Times of waking that are meant; others are overtaken. */
  wakeAt: number;
  isBusy: boolean;
}

const mostInRow = 20;
const mostInAll = 500;
const givenUpAfter = 15 * 60_000;
/** Beyond that an answer is no news, and says that it is late. */
const lateAfter = 60_000;
const firstPause = 1_000;
const longestPause = 60_000;
/** Whatever cut an answer off is hardly over at once. */
const lossPause = 5_000;

export function createLateAnswers(timer: Timer, journal: Journal, luck = Math.random): LateAnswers {
  const rows = new Map<string, Row>();

  function rowOf(place: string): Row {
    const row = rows.get(place) ?? { waiting: [], tries: 0, wakeAt: 0, isBusy: false };
    rows.set(place, row);
    return row;
  }

  function wake(place: string, row: Row, afterMs: number): void {
    const pause = Math.max(afterMs, Math.min(longestPause, firstPause * 2 ** row.tries));
    const inMs = Math.min(longestPause, pause * (1 + luck() / 4));
    const at = timer.now() + inMs;
    row.wakeAt = at;
    timer.after(inMs, () => {
      if (row.wakeAt === at) void run(place, row);
    });
  }

  async function run(place: string, row: Row): Promise<void> {
    if (row.isBusy) return;
    row.isBusy = true;
    row.wakeAt = 0;
    let pause: number | undefined;
    while (pause === undefined && row.waiting.length > 0) pause = await sayAll(row);
    row.isBusy = false;
    if (row.waiting.length === 0) rows.delete(place);
    else wake(place, row, pause ?? 0);
  }

  /** Says what waits, in order, until Teams asks to wait: how long, then. */
  async function sayAll(row: Row): Promise<number | undefined> {
    for (let head = row.waiting[0]; head; head = row.waiting[0]) {
      const age = timer.now() - head.since;
      const result = age > givenUpAfter ? undefined : await head.say(age > lateAfter);
      if (result?.state === 'later') {
        row.tries += 1;
        return result.afterMs;
      }
      row.waiting.shift();
      row.tries = 0;
      journal.info('teams.lateAnswer', { state: result?.state ?? 'givenUp', afterMs: Math.round(age) });
      if (result?.state === 'unknown' && row.waiting.length > 0) return lossPause;
    }
    return undefined;
  }

  function countAll(): number {
    return [...rows.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  function add(place: string, say: Say, afterMs: number, ofLoss = false): boolean {
    const row = rowOf(place);
    const isFull = row.waiting.length >= mostInRow || countAll() >= mostInAll;
    if (isFull) {
      journal.info('teams.lateAnswer', { state: 'tooMany' });
      return false;
    }
    row.waiting.push({ say, since: timer.now(), ofLoss });
    if (row.waiting.length === 1) wake(place, row, afterMs);
    return true;
  }

  return {
    hasWaiting: (place) => rows.has(place),
    add: (place, say, afterMs) => add(place, say, afterMs),
    lost(place, say) {
      const isToldOf = rows.get(place)?.waiting.some(({ ofLoss }) => ofLoss) ?? false;
      if (!isToldOf) add(place, say, lossPause, true);
    },
    resume() {
      for (const [place, row] of rows) void run(place, row);
    },
  };
}
