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

export interface CallHistory {
  /** Earliest moment at which one more call of this key keeps all windows. */
  freeAt(key: string, windows: readonly Window[]): number;
  note(key: string, at: number): void;
}

/** Times of past calls by key, each list only as long as its widest window needs. */
export function createCallHistory(): CallHistory {
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
