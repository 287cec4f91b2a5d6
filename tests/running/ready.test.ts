import { describe, expect, it, vi } from 'vitest';
import { type LogStore, StoreFault } from '../../src/ports.ts';
import { createReady, type ReadyNeeds } from '../../src/running/ready.ts';
import { createStoreCheck } from '../../src/running/store-check.ts';

const well: ReadyNeeds = {
  store: { answers: async () => true, commits: () => true },
  awaySince: () => undefined,
  undelivered: { oldestMs: () => 0, count: () => 0 },
  eventLoop: { delayMs: () => 3, stop: () => undefined },
  clockOffset: () => 300,
  keeps: false,
  keysKnown: () => true,
  teamsAway: () => false,
};
const away = { answers: async () => false, commits: () => true };
const told = async (changes: Partial<ReadyNeeds>) => {
  const { isReady, told } = await createReady({ ...well, ...changes }).state();
  return [isReady, (told as { status: string }).status];
};

describe('whether the process can do its work', () => {
  it.each<[string, Partial<ReadyNeeds>, boolean, string]>([
    ['all is well', {}, true, 'ready'],
    ['it is not known yet how the clock goes', { clockOffset: () => undefined }, true, 'ready'],
    ['the tables do not answer', { store: away }, false, 'failed'],
    ['nothing can be stored', { store: { ...well.store, commits: () => false } }, false, 'failed'],
    ['nobody waits for the tables', { awaySince: () => '2026-11-23T01:14:00.000Z' }, false, 'failed'],
    ['what is asked for is kept here', { store: away, keeps: true }, true, 'limited'],
    [
      'a notice is on its way for long',
      { undelivered: { oldestMs: () => 31_000, count: () => 1 } },
      false,
      'failed',
    ],
    [
      'nobody can write down what became of it',
      { undelivered: { oldestMs: () => 31_000, count: () => 1 }, store: away, keeps: true },
      true,
      'limited',
    ],
    ['the clock is a little off', { clockOffset: () => -2_100 }, true, 'limited'],
    ['the clock is far off', { clockOffset: () => -60_100 }, false, 'failed'],
    [
      'it comes late to everything',
      { eventLoop: { ...well.eventLoop, delayMs: () => 251 } },
      false,
      'failed',
    ],
    ['Teams does not answer', { teamsAway: () => true }, true, 'limited'],
    ['no token can be checked', { keysKnown: () => false }, false, 'failed'],
  ])('is told where %s', async (_name, changes, isReady, status) => {
    expect(await told(changes)).toEqual([isReady, status]);
  });

  it('is told in the same words whether or not a crisis runs: strangers ask, too', async () => {
    const busy = { oldestMs: () => 29_000, count: () => 40 };
    const told = await createReady({ ...well, undelivered: busy }).state();
    expect(told).toEqual(await createReady(well).state());
  });

  it('is no from the moment it is to stop', async () => {
    const ready = createReady(well);
    ready.stop();
    expect(await ready.state()).toEqual({ isReady: false, told: { status: 'stopping', checks: {} } });
  });
});

describe('whether the tables answer', () => {
  it('is asked of them once in three seconds, however often somebody wants to know', async () => {
    let at = 0;
    let asked = 0;
    const probe = async () => {
      asked += 1;
    };
    const check = createStoreCheck({ probe, now: () => at });
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => check.answers()));
    at = 2_999;
    await check.answers();
    expect([answers.every(Boolean), asked]).toEqual([true, 1]);
    at = 3_001;
    await check.answers();
    expect(asked).toBe(2);
  });

  it('is no after a short while where they say nothing at all', async () => {
    const check = createStoreCheck({ probe: () => new Promise(() => undefined), patienceMs: 20 });
    expect(await check.answers()).toBe(false);
  });

  it('is waited for a second and a half if nothing else is said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const check = createStoreCheck({ probe: () => new Promise(() => undefined) });
    const answers = check.answers();
    vi.advanceTimersByTime(1_500);
    vi.useRealTimers();
    expect(await answers).toBe(false);
  });

  it('holds up few of the many who ask while the tables say nothing: the others hear what was known last', async () => {
    let at = 0;
    let probe: () => Promise<unknown> = async () => undefined;
    const check = createStoreCheck({ probe: () => probe(), now: () => at, patienceMs: 50 });
    await check.answers();
    probe = () => new Promise(() => undefined);
    at = 3_001;
    let told = 0;
    const asked = Array.from({ length: 1_000 }, async () => {
      const answer = await check.answers();
      told += 1;
      return answer;
    });
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toBeGreaterThanOrEqual(970);
    expect((await Promise.all(asked)).filter((answer) => !answer)).toHaveLength(20);
  });

  it('is no where what is read can not be stored, until something is, or nobody has tried for long', async () => {
    let at = 0;
    let append = (): Promise<never> => Promise.reject(new StoreFault('away'));
    const check = createStoreCheck({ probe: async () => undefined, now: () => at });
    const log = check.watch({ append: () => append() } as Partial<LogStore> as LogStore);
    const tried = () => log.append('K-2026-01', undefined, []).catch(() => undefined);
    await expect(log.append('K-2026-01', undefined, [])).rejects.toThrow('away');
    // One lost answer is not the tables' end.
    expect(check.commits()).toBe(true);
    at = 6_000;
    await tried();
    expect(check.commits()).toBe(false);
    at = 37_000;
    expect(check.commits()).toBe(true);
    await tried();
    expect(check.commits()).toBe(false);
    append = async () => ({ state: 'conflict' }) as never;
    await tried();
    expect(check.commits()).toBe(true);
    // A fault of ours says nothing of the tables.
    append = () => Promise.reject(new TypeError('x'));
    await tried();
    at += 6_000;
    await tried();
    expect(check.commits()).toBe(true);
  });
});
