import { expect, it } from 'vitest';
import { createErrands } from '../../src/announcing/errands.ts';

const journal = { info: () => undefined, error: () => undefined };

/** When each of 200 that were put off together may be tried again, in ms. */
function comeBack(afterMs: number): readonly number[] {
  let now = 0;
  const clock = { now: () => new Date(now).toISOString() };
  const errands = createErrands(clock, journal, () => undefined);
  const keys = Array.from({ length: 200 }, (_, index) => `notice:${index}`);
  for (const key of keys) errands.putOff(key, afterMs);
  const back = new Map<string, number>();
  for (; now <= 60_000; now += 100) {
    for (const key of keys) if (!back.has(key) && errands.isFree(key)) back.set(key, now);
  }
  return keys.map((key) => back.get(key) ?? Number.POSITIVE_INFINITY);
}

it.each([2_000, 20_000, 60_000, 3_600_000])(
  'those whom Teams asks together to wait %d ms do not come back together, and within a minute',
  (afterMs) => {
    const times = comeBack(afterMs);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Math.min(afterMs, 48_000));
    expect(Math.max(...times)).toBeLessThanOrEqual(60_100);
    const most = Math.max(...times.map((time) => times.filter((other) => other === time).length));
    expect(most).toBeLessThan(80);
  },
);
