import { describe, expect, it } from 'vitest';
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

/** Errands by a clock that stands still until it is moved, and how often another look was asked for. */
function standing() {
  const state = { now: 0, looks: 0, failed: [] as string[] };
  const errands = createErrands(
    { now: () => new Date(state.now).toISOString() },
    { info: () => undefined, error: (event) => void state.failed.push(event) },
    () => {
      state.looks += 1;
    },
    () => 0,
  );
  return { state, errands };
}

/** Something under way, until it is told to end. */
function open() {
  let end = () => {};
  const errand = () =>
    new Promise<void>((resolve) => {
      end = resolve;
    });
  return { errand, end: () => end() };
}

describe('an errand', () => {
  it('that was under way when a round began is left to the next, which is asked for when it is done', async () => {
    const { state, errands } = standing();
    const [a, b] = [open(), open()];
    errands.begin('a', a.errand);
    errands.begin('b', b.errand);
    errands.startRound();
    a.end();
    await new Promise((resolve) => setTimeout(resolve));
    // Done since: the tables that this round has read may not tell of it yet.
    expect([errands.isFree('a'), errands.isFree('c')]).toEqual([false, true]);
    expect([state.looks, errands.endRound(), errands.isBusy()]).toEqual([0, false, true]);
    errands.startRound();
    expect([errands.isFree('a'), errands.isFree('b')]).toEqual([true, false]);
    errands.begin('d', open().errand);
    b.end();
    await new Promise((resolve) => setTimeout(resolve));
    expect(state.looks).toBe(1);
  });

  it('waits ever longer where it is put off, until it comes through or nobody asks for it', async () => {
    const { state, errands } = standing();
    const pause = () => errands.nextFree() - state.now;
    const pauses = [0, 0, 0, 30_000].map((afterMs) => {
      errands.putOff('a', afterMs);
      return pause();
    });
    expect(pauses).toEqual([1000, 2000, 4000, 30_000]);
    expect(errands.isFree('a')).toBe(false);
    errands.resume();
    expect(errands.isFree('a')).toBe(true);
    errands.begin('a', async () => errands.putOff('a', 0));
    await errands.idle();
    expect([pause(), errands.isFree('a')]).toEqual([16_000, false]);
    errands.startRound();
    expect([errands.isFree('a'), errands.endRound(), pause()]).toEqual([false, true, 16_000]);
    errands.startRound();
    errands.endRound();
    expect(pause()).toBe(Number.POSITIVE_INFINITY);
    errands.putOff('a', 0);
    errands.begin('a', async () => undefined);
    await errands.idle();
    errands.putOff('a', 0);
    expect(pause()).toBe(1000);
  });

  it('that fails is told of and tried again', async () => {
    const { state, errands } = standing();
    errands.begin('notice:1', () => Promise.reject(new Error('ours')));
    await errands.idle();
    expect([state.failed, errands.nextFree()]).toEqual([['errand.failed'], 1000]);
  });
});
