/** At most `count` calls in any `ms` milliseconds. */
export interface Window {
  readonly count: number;
  readonly ms: number;
}

/**
 * What Teams allows one bot in one conversation, sending and reading, and one app in a tenant
 * (msteams-docs, "Optimize your bot with rate limiting in Teams", 2026-10-08). The windows are a little
 * longer than published: no two clocks run alike.
 */
export const sendWindows: readonly Window[] = [
  { count: 7, ms: 1_020 },
  { count: 8, ms: 2_020 },
  { count: 60, ms: 30_200 },
  { count: 1_800, ms: 3_600_500 },
];
export const readWindows: readonly Window[] = [
  { count: 14, ms: 1_020 },
  { count: 16, ms: 2_020 },
  { count: 120, ms: 30_200 },
];
export const tenantWindows: readonly Window[] = [{ count: 50, ms: 1_020 }];
/** Half of that at most for what rings nobody: a call-out that begins meanwhile finds room. */
export const calmWindows: readonly Window[] = [{ count: 25, ms: 1_020 }];

/**
 * Past and present calls by key. Nobody knows when a call got to Teams, only that it was between its start
 * and its answer, so it counts from the one until a whole window after the other: however long calls are
 * held up on their way, they never bunch up above a limit.
 */
export interface CallHistory {
  /** Earliest moment at which one more call of this key keeps all windows; Infinity: once one is answered. */
  freeAt(key: string, windows: readonly Window[]): number;
  begin(key: string): void;
  end(key: string, at: number): void;
}

interface Calls {
  underWay: number;
  /** When the past ones ended, in order, only as many as the widest window needs. */
  readonly ended: number[];
}

export function createCallHistory(): CallHistory {
  const calls = new Map<string, Calls>();
  const longest = Math.max(...[...sendWindows, ...readWindows, ...tenantWindows].map(({ count }) => count));
  const callsOf = (key: string): Calls => {
    const known = calls.get(key) ?? { underWay: 0, ended: [] };
    calls.set(key, known);
    return known;
  };
  return {
    freeAt(key, windows) {
      const { underWay, ended } = callsOf(key);
      const freeIn = ({ count, ms }: Window): number => {
        if (underWay >= count) return Number.POSITIVE_INFINITY;
        return (ended[ended.length - count + underWay] ?? Number.NEGATIVE_INFINITY) + ms;
      };
      return Math.max(0, ...windows.map(freeIn));
    },
    begin(key) {
      callsOf(key).underWay += 1;
    },
    end(key, at) {
      const known = callsOf(key);
      known.underWay -= 1;
      known.ended.push(at);
      if (known.ended.length > longest * 2) known.ended.splice(0, known.ended.length - longest);
    },
  };
}
