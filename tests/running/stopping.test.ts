import { describe, expect, it } from 'vitest';
import { type Ending, stopInOrder } from '../../src/running/stopping.ts';

function ending(changes: Partial<Ending> = {}) {
  const done: string[] = [];
  const step = (name: string) => async () => void done.push(name);
  const parts: Ending = {
    unready: () => void done.push('unready'),
    close: step('close'),
    idle: step('idle'),
    announced: async () => done.push('announced') > 0,
    flush: step('flush'),
    ...changes,
  };
  return { done, parts };
}
const never = () => new Promise<void>(() => undefined);

describe('stopping', () => {
  it('says first that it wants no requests, and closes a while later', async () => {
    const { done, parts } = ending();
    const stopped = stopInOrder(parts, { drainMs: 30, withinMs: 5_000 });
    expect(done).toEqual(['unready']);
    expect(await stopped).toBe(true);
    expect(done).toEqual(['unready', 'close', 'idle', 'announced', 'flush']);
  });

  it.each(['close', 'idle'] as const)('goes on without what hangs, and says so: %s', async (part) => {
    const { done, parts } = ending({ [part]: never });
    const began = performance.now();
    expect(await stopInOrder(parts, { drainMs: 0, withinMs: 1_100 })).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(done.slice(-2)).toEqual(['announced', 'flush']);
  });
});
