import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHold, type Hold } from '../../src/announcing/hold.ts';
import type { Notices } from '../../src/ports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The right to announce for four seconds, from tables that take one to answer, as told. */
function holding() {
  const state = { asked: 0, released: 0, failed: [] as string[], isOurs: true, isAway: false };
  const notices: Pick<Notices, 'lease' | 'releaseLease'> = {
    async lease() {
      state.asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (state.isAway) throw new Error('away');
      return state.isOurs;
    },
    async releaseLease() {
      state.released += 1;
    },
  };
  const journal = { info: () => undefined, error: (event: string) => void state.failed.push(event) };
  const lease = { crisisId: 'K', owner: 'me', forMs: 4000 };
  return { state, hold: createHold(notices as Notices, journal, lease) };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
async function taken(hold: Hold): Promise<boolean> {
  const taking = hold.take();
  await pass(1000);
  return taking;
}

describe('the right to announce', () => {
  it('ends here before it ends there, and is given up once', async () => {
    const { state, hold } = holding();
    await hold.release();
    expect([hold.isHeld(), state.released]).toEqual([false, 0]);
    expect(await taken(hold)).toBe(true);
    await pass(2900);
    expect(hold.isHeld()).toBe(true);
    await pass(200);
    expect(hold.isHeld()).toBe(false);
    await hold.release();
    await hold.release();
    expect(state.released).toBe(1);
  });

  it('is asked for by one at a time, and over as soon as another has it', async () => {
    const { state, hold } = holding();
    const both = [hold.take(), hold.take()];
    await pass(1000);
    await Promise.all(both);
    expect(state.asked).toBe(1);
    state.isOurs = false;
    expect([await taken(hold), hold.isHeld()]).toEqual([false, false]);
  });

  it('is renewed by itself until it rests, also where the tables do not answer once', async () => {
    const { state, hold } = holding();
    await taken(hold);
    hold.keep();
    hold.keep();
    state.isAway = true;
    await pass(2000);
    expect(state.failed).toContain('lease.renewFailed');
    state.isAway = false;
    await pass(20_000);
    expect(hold.isHeld()).toBe(true);
    const { asked } = state;
    expect(asked).toBeGreaterThan(8);
    expect(asked).toBeLessThan(25);
    hold.rest();
    await pass(20_000);
    expect([state.asked - asked, hold.isHeld()]).toEqual([0, false]);
  });
});
