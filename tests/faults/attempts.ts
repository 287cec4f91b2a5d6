import type { StoredLog } from './stored-log.ts';

/** What a client was told of one attempt. No answer in time is `unknown`, never a failure. */
export type Answer =
  | {
      readonly state: 'acknowledged';
      readonly crisisId: string;
      readonly number: number;
      readonly hash?: string;
    }
  | { readonly state: 'refused'; readonly code: string; readonly text: string; readonly crisisId?: string }
  | { readonly state: 'unknown' };

/** One delivery of an intent, in ms on the clients' one clock. Teams and people deliver some more than once. */
export interface Attempt {
  readonly intent: string;
  /** The exclusive role that was asked for. */
  readonly role?: string;
  /** The crisis it was sent to; none for a start. */
  readonly crisisId?: string;
  readonly invokedAt: number;
  /** For an unknown answer: when nobody waited for it any more. */
  readonly answeredAt: number;
  readonly answer: Answer;
}

export interface Finding {
  readonly rule:
    | 'lost'
    | 'other entry'
    | 'twice'
    | 'gap'
    | 'chain'
    | 'order'
    | 'nobody asked'
    | 'refused and stored'
    | 'two holders'
    | 'winner not told'
    | 'two active';
  readonly what: string;
}

/** What all attempts at one intent say together. */
export interface Deeds {
  /** By intent: when it was first asked for, and first acknowledged. */
  readonly invoked: ReadonlyMap<string, number>;
  readonly acked: ReadonlyMap<string, number>;
}

/** What was asked for and what was answered, by intent. */
export function deedsOf(attempts: readonly Attempt[]): Deeds {
  const invoked = new Map<string, number>();
  const acked = new Map<string, number>();
  const earliest = (map: Map<string, number>, key: string, at: number) =>
    map.set(key, Math.min(at, map.get(key) ?? at));
  for (const { intent, invokedAt, answeredAt, answer } of attempts) {
    earliest(invoked, intent, invokedAt);
    if (answer.state === 'acknowledged') earliest(acked, intent, answeredAt);
  }
  return { invoked, acked };
}

/** The highest number that was acknowledged to somebody before a moment: all up to it was stored by then. */
export function createNewestBefore({ entries }: StoredLog, { acked }: Deeds): (moment: number) => number {
  const told = entries
    .flatMap(({ intent, number }) => {
      const at = acked.get(intent);
      return at === undefined ? [] : [{ at, number }];
    })
    .toSorted((one, other) => one.at - other.at);
  let newest = 0;
  const steps = told.map(({ at, number }) => {
    newest = Math.max(newest, number);
    return { at, newest };
  });
  return (moment) => {
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.at ?? 0) < moment) low = middle + 1;
      else high = middle;
    }
    return steps[low - 1]?.newest ?? 0;
  };
}

export function finding(rule: Finding['rule'], what: string): Finding {
  return { rule, what };
}
