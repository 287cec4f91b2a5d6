import { describe, expect, it } from 'vitest';
import { type Ending, stopInOrder } from '../../src/running/stopping.ts';

function ending(changes: Partial<Ending> = {}) {
  const done: string[] = [];
  const given: number[] = [];
  const step = (name: string) => async () => void done.push(name);
  const parts: Ending = {
    unready: () => void done.push('unready'),
    close: step('close'),
    idle: step('idle'),
    announced: async (withinMs) => given.push(withinMs) + done.push('announced') > 0,
    flush: step('flush'),
    ...changes,
  };
  return { done, given, parts };
}
const never = () => new Promise<void>(() => undefined);

describe('stopping', () => {
  it('says first that it wants no requests, and closes a while later', async () => {
    const { done, given, parts } = ending();
    const stopped = stopInOrder(parts, { drainMs: 30, withinMs: 5_000 });
    expect(done).toEqual(['unready']);
    expect(await stopped).toBe(true);
    expect(done).toEqual(['unready', 'close', 'idle', 'announced', 'flush']);
    // The last figures need their time, too.
    expect(given[0]).toBeLessThanOrEqual(5_000 - 1_000 - 25);
  });

  it('says where not all was said', async () => {
    const { parts } = ending({ announced: async () => false });
    expect(await stopInOrder(parts, { drainMs: 0, withinMs: 5_000 })).toBe(false);
  });

  it('goes on where a part fails: whoever failed has told of it', async () => {
    const { parts } = ending({ close: () => Promise.reject(new Error('x')) });
    expect(await stopInOrder(parts, { drainMs: 0, withinMs: 5_000 })).toBe(true);
  });

  it.each(['close', 'idle'] as const)('goes on without what hangs, and says so: %s', async (part) => {
    const { done, given, parts } = ending({ [part]: never });
    const began = performance.now();
    expect(await stopInOrder(parts, { drainMs: 0, withinMs: 1_100 })).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(done.slice(-2)).toEqual(['announced', 'flush']);
    expect(given).toEqual([1_000]);
  });
});
