/** How many calls in how many milliseconds. */
interface Limit {
  readonly count: number;
  readonly ms: number;
}

/** `send`: posting, changing, opening. `read`: rosters and single members. */
export type CallKind = 'send' | 'read';

/** What Teams publishes for one bot in one conversation, and for one app in a tenant. */
const conversationLimits: Readonly<Record<CallKind, readonly Limit[]>> = {
  send: [
    { count: 7, ms: 1_000 },
    { count: 8, ms: 2_000 },
    { count: 60, ms: 30_000 },
    { count: 1_800, ms: 3_600_000 },
  ],
  read: [
    { count: 14, ms: 1_000 },
    { count: 16, ms: 2_000 },
    { count: 120, ms: 30_000 },
    { count: 3_600, ms: 3_600_000 },
  ],
};
export const tenantLimit: Limit = { count: 50, ms: 1_000 };

/** Counts calls against the limits. */
export interface RateLimits {
  /** Notes a call and says whether it was above a limit. */
  note(kind: CallKind, key: string, at: number): boolean;
}

export function createRateLimits(): RateLimits {
  const calls = new Map<string, number[]>();
  const above = (key: string, at: number, limits: readonly Limit[]): boolean => {
    // No older ones than any limit counts: a long run makes many.
    const longest = Math.max(...limits.map(({ ms }) => ms));
    const times = [...(calls.get(key) ?? []).filter((time) => time > at - longest), at];
    calls.set(key, times);
    return limits.some(({ count, ms }) => times.filter((time) => time > at - ms).length > count);
  };
  return {
    note(kind, key, at) {
      const inTenant = above('', at, [tenantLimit]);
      return above(`${kind} ${key}`, at, conversationLimits[kind]) || inTenant;
    },
  };
}
