import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPresence, type PresenceNeeds } from '../../src/daybook/presence.ts';
import { StoreFault } from '../../src/ports.ts';

const start = Date.parse('2026-03-01T02:10:00.000Z');
const silent = { info: () => undefined, error: () => undefined };

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Tables that answer a point read after so many ms, or not at all. */
function tables(how: { answersAfter?: number } = { answersAfter: 10 }) {
  const state = { ...how, reads: 0 };
  const probe = async () => {
    state.reads += 1;
    if (state.answersAfter === undefined) throw new StoreFault('nobody there');
    await pause(state.answersAfter);
  };
  return { state, probe };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const never = () => new Promise<string>(() => undefined);

function presenceOf(needs: Pick<PresenceNeeds, 'probe'> & Partial<PresenceNeeds>) {
  return createPresence({ clock: { now: () => new Date().toISOString() }, journal: silent, ...needs });
}

/** What became of a promise, and when. */
async function told(promise: Promise<unknown>): Promise<{ after: number; result: unknown }> {
  const from = Date.now();
  const ended = promise.then(
    (result) => ({ after: Date.now() - from, result }),
    (result: unknown) => ({ after: Date.now() - from, result }),
  );
  await vi.advanceTimersByTimeAsync(10_000);
  return ended;
}

describe('whether the tables answer', () => {
  it('gives up a call after 2 s where a point read gets no answer either', async () => {
    const { probe } = tables({});
    const presence = presenceOf({ probe });
    const { after, result } = await told(presence.ask(never));
    expect(result).toBeInstanceOf(StoreFault);
    expect(after).toBeLessThanOrEqual(2000);
    expect(presence.awaySince()).toMatch(/^2026-03-01T02:10:01/);
  });

  it('waits longer for a slow call while a point read is answered, and is not away', async () => {
    const { probe } = tables();
    const presence = presenceOf({ probe });
    const slow = () => pause(2500).then(() => 'read');
    expect(await told(presence.ask(slow))).toMatchObject({ after: 2500, result: 'read' });
    const { after, result } = await told(presence.ask(never));
    expect(result).toBeInstanceOf(StoreFault);
    expect(after).toBeLessThan(3600);
    expect(presence.awaySince()).toBeUndefined();
  });

  it('takes one fault for an answer that was lost, where a point read is answered', async () => {
    const { probe } = tables();
    const presence = presenceOf({ probe });
    const fails = () => Promise.reject(new StoreFault('lost'));
    expect((await told(presence.ask(fails))).result).toBeInstanceOf(StoreFault);
    expect(presence.awaySince()).toBeUndefined();
  });

  it('passes on what is no fault of the tables and asks nothing because of it', async () => {
    const { probe, state } = tables({});
    const presence = presenceOf({ probe });
    const { result } = await told(presence.ask(() => Promise.reject(new TypeError('ours'))));
    expect(result).toBeInstanceOf(TypeError);
    expect(state.reads).toBe(0);
  });

  it('asks nothing while away but a point read a second, and is back as soon as one is answered', async () => {
    const { probe, state } = tables({});
    const presence = presenceOf({ probe });
    await told(presence.ask(() => Promise.reject(new StoreFault('gone'))));
    const call = vi.fn(never);
    expect(await told(presence.ask(call))).toMatchObject({ after: 0, result: expect.any(StoreFault) });
    expect(call).not.toHaveBeenCalled();
    const before = state.reads;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state.reads - before).toBeGreaterThanOrEqual(9);
    expect(state.reads - before).toBeLessThanOrEqual(11);
    state.answersAfter = 5;
    await vi.advanceTimersByTimeAsync(1100);
    expect(presence.awaySince()).toBeUndefined();
    expect((await told(presence.ask(async () => 'read'))).result).toBe('read');
  });

  it('stays away to people until what was kept is entered, also where entering it fails at first', async () => {
    const { probe } = tables();
    let waiting = 2;
    const catchUp = async () => {
      waiting -= 1;
      if (waiting === 1) throw new StoreFault('away again');
    };
    const presence = presenceOf({ probe, catchUp, isBehind: () => waiting > 0 });
    presence.behind();
    await vi.advanceTimersByTimeAsync(500);
    expect(presence.awaySince()).toBe('2026-03-01T02:10:00.000Z');
    await vi.advanceTimersByTimeAsync(1000);
    expect(presence.awaySince()).toBeUndefined();
  });

  it('stays away to people while a point read is slow, but what was kept is entered', async () => {
    const { probe, state } = tables({ answersAfter: 2000 });
    let waiting = true;
    const catchUp = async () => {
      waiting = false;
    };
    const presence = presenceOf({ probe, catchUp, isBehind: () => waiting });
    presence.behind();
    await vi.advanceTimersByTimeAsync(2500);
    expect([waiting, presence.awaySince() !== undefined]).toEqual([false, true]);
    state.answersAfter = 10;
    await vi.advanceTimersByTimeAsync(4000);
    expect(presence.awaySince()).toBeUndefined();
  });

  it('looks no more once stopped', async () => {
    const { probe, state } = tables({});
    const presence = presenceOf({ probe });
    presence.behind();
    await vi.advanceTimersByTimeAsync(3000);
    await presence.stop();
    const before = state.reads;
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.reads).toBe(before);
  });

  it('has nobody wait a second time for what does not answer, although a point read is answered', async () => {
    const { probe } = tables();
    const presence = presenceOf({ probe });
    const first = presence.ask(never).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3600);
    expect(await first).toBeInstanceOf(StoreFault);
    expect(await told(presence.ask(never))).toMatchObject({ after: 0, result: expect.any(StoreFault) });
  });

  it('asks once for many who fail at the same time', async () => {
    const { probe, state } = tables();
    const presence = presenceOf({ probe });
    const fails = () => presence.ask(() => Promise.reject(new StoreFault('lost')));
    await told(Promise.allSettled([fails(), fails(), fails()]));
    expect(state.reads).toBe(1);
  });

  it('takes its own being held up for no silence of the tables', async () => {
    const { probe, state } = tables();
    const presence = presenceOf({ probe });
    const answer = presence.ask(async () => {
      await pause(50);
      for (let turn = 0; turn < 20; turn += 1) await undefined;
      return 'read';
    });
    // All at once: nobody else had a turn in these seconds.
    vi.advanceTimersByTime(5000);
    expect((await told(answer)).result).toBe('read');
    expect(state.reads).toBe(0);
  });

  it('looks a last time when stopped, so that little is left, and then no more', async () => {
    const { probe, state } = tables();
    let entered = 0;
    const catchUp = async () => {
      entered += 1;
    };
    const stopped = presenceOf({ probe, catchUp, isBehind: () => true });
    stopped.behind();
    await told(stopped.stop());
    expect([entered, state.reads]).toEqual([1, 1]);
    const looking = presenceOf({ probe, catchUp, isBehind: () => true });
    looking.behind();
    await vi.advanceTimersByTimeAsync(5);
    await told(looking.stop());
    expect([entered, state.reads]).toEqual([2, 2]);
  });

  it('is no part of the request that found them away', async () => {
    vi.useRealTimers();
    const { probe } = tables();
    const request = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const presence = presenceOf({ probe, catchUp: async () => void seen.push(request.getStore()) });
    request.run('one', () => presence.behind());
    await vi.waitFor(() => expect(seen).toEqual([undefined]));
  });
});
