/** Teams' published limits: how many calls in how many milliseconds. */
const conversationLimits = [
  { count: 7, ms: 1_000 },
  { count: 8, ms: 2_000 },
  { count: 60, ms: 30_000 },
  { count: 1_800, ms: 3_600_000 },
];
const tenantLimit = { count: 50, ms: 1_000 };

/** Counts calls against the limits. */
export interface RateLimits {
  /** Notes a call and says whether it was above a limit. */
  note(key: string, at: number): boolean;
}

export function createRateLimits(): RateLimits {
  const calls = new Map<string, number[]>();
  const above = (key: string, at: number, limits: readonly { count: number; ms: number }[]): boolean => {
    const times = [...(calls.get(key) ?? []), at];
    calls.set(key, times);
    return limits.some(({ count, ms }) => times.filter((time) => time > at - ms).length > count);
  };
  return {
    note(key, at) {
      const inTenant = above('', at, [tenantLimit]);
      return above(`in ${key}`, at, conversationLimits) || inTenant;
    },
  };
}
