import { describe, expect, test } from 'vitest';
import { createCallHistory, readWindows, sendWindows, tenantWindows } from '../../src/teams/call-limits.ts';
import { createShaper, longestWait, type Timer, type Turn, type Urgency } from '../../src/teams/shaper.ts';

/** Time that moves only when told to. */
function handClock(): Timer & { run(ms: number): Promise<void> } {
  let now = 0;
  let waiting: { at: number; wake: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, wake) => void waiting.push({ at: now + ms, wake }),
    async run(ms) {
      await Promise.resolve();
      const end = now + ms;
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        waiting = waiting.filter((entry) => entry !== next);
        next.wake();
        await Promise.resolve();
      }
      now = end;
      await Promise.resolve();
    },
  };
}

/** Asks for turns and notes when each came; false for one that did not. Each call is answered at once. */
function gather(clock: Timer) {
  const shaper = createShaper(clock);
  const went: { at: number; to: string; granted: boolean }[] = [];
  const ask = (to: string, count: number, kind: 'send' | 'read' = 'send', urgency: Urgency = 'urgent') => {
    for (let n = 0; n < count; n += 1) {
      void shaper.turn(kind, to, urgency).then((turn) => {
        went.push({ at: clock.now(), to, granted: turn !== undefined });
        turn?.over();
      });
    }
  };
  return { shaper, went, ask };
}

/** Most calls in any window of that length. */
function most(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + ms).length));
}

describe('the shaper', () => {
  test('keeps one conversation below what Teams allows, second by second and minute by minute', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    for (let round = 0; round < 12; round += 1) {
      ask('a', 10);
      await clock.run(15_000);
    }
    const times = went.filter(({ granted }) => granted).map(({ at }) => at);
    expect(times.length).toBeGreaterThan(100);
    expect([most(times, 1_000), most(times, 2_000)]).toEqual([7, 8]);
    expect(most(times, 30_000)).toBeLessThanOrEqual(60);
  });

  test('lets two hundred conversations through at fifty a second', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    for (let n = 0; n < 200; n += 1) ask(`c${n}`, 1);
    await clock.run(10_000);
    const times = went.map(({ at }) => at);
    expect(times.length).toBe(200);
    expect(most(times, 1_000)).toBe(50);
    expect(Math.max(...times)).toBeLessThan(5_000);
  });

  test('one crowded conversation does not hold up another', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    ask('crowded', 30);
    ask('quiet', 1);
    await clock.run(10);
    expect(went.filter(({ to }) => to === 'quiet')).toMatchObject([{ granted: true }]);
  });

  test('keeps the order within a conversation', async () => {
    const clock = handClock();
    const shaper = createShaper(clock);
    const order: number[] = [];
    for (let n = 0; n < 20; n += 1)
      void shaper.turn('send', 'a').then((turn) => {
        order.push(n);
        turn?.over();
      });
    await clock.run(10_000);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.length).toBe(20);
  });

  test('gives up what would have to wait too long', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    ask('a', 200);
    await clock.run(longestWait + 10);
    expect(went.length).toBe(200);
    expect(went.filter(({ granted }) => granted).length).toBeGreaterThan(50);
    expect(went.filter(({ granted }) => !granted).every(({ at }) => at >= longestWait)).toBe(true);
    expect(longestWait).toBe(20_000);
  });

  test('waits where Teams asked to wait, and only there', async () => {
    const clock = handClock();
    const { shaper, went, ask } = gather(clock);
    shaper.pause('a', 5_000);
    ask('a', 1);
    ask('b', 1);
    await clock.run(4_999);
    expect(went.map(({ to }) => to)).toEqual(['b']);
    await clock.run(10);
    expect(went.map(({ to }) => to)).toEqual(['b', 'a']);
  });

  test('waits with reading as well where Teams asked to wait', async () => {
    const clock = handClock();
    const { shaper, went, ask } = gather(clock);
    shaper.pause('a', 5_000);
    ask('a', 1, 'read');
    await clock.run(4_999);
    expect(went).toEqual([]);
    await clock.run(10);
    expect(went).toHaveLength(1);
  });

  test('lets an alarm go before what was told earlier, also in one conversation', async () => {
    const clock = handClock();
    const shaper = createShaper(clock);
    const order: string[] = [];
    for (const urgency of [...Array<Urgency>(7).fill('urgent'), 'calm', 'urgent', 'alarm'] as const)
      void shaper.turn('send', 'a', urgency).then((turn) => {
        order.push(urgency);
        turn?.over();
      });
    await clock.run(10_000);
    expect(order.slice(7)).toEqual(['alarm', 'urgent', 'calm']);
  });

  test('reading and sending have limits of their own', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    ask('a', 7, 'send');
    ask('a', 14, 'read');
    await clock.run(1);
    expect(went.length).toBe(21);
  });

  test('counts a call until a second after its answer: one held up on its way may get there that late', async () => {
    const clock = handClock();
    const shaper = createShaper(clock);
    const went: number[] = [];
    const turns: Turn[] = [];
    for (let n = 0; n < 60; n += 1) {
      void shaper.turn('send', `c${n}`).then((turn) => {
        went.push(clock.now());
        if (turn) turns.push(turn);
      });
    }
    await clock.run(3_000);
    expect(went.length).toBe(50);
    for (const turn of turns.slice(0, 3)) turn.over();
    await clock.run(999);
    expect(went.length).toBe(50);
    await clock.run(100);
    expect(went.length).toBe(53);
  });

  test('lets a call-out go before cards that wait to be changed', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    for (let n = 0; n < 100; n += 1) ask(`card${n}`, 1, 'send', 'calm');
    for (let n = 0; n < 50; n += 1) ask(`call${n}`, 1);
    await clock.run(1_500);
    const calls = went.filter(({ to }) => to.startsWith('call')).map(({ at }) => at);
    expect(calls.length).toBe(50);
    await clock.run(10_000);
    expect(went.filter(({ to, granted }) => to.startsWith('card') && granted).length).toBe(100);
  });

  test('leaves half of the room to a call-out that begins while cards are being changed', async () => {
    const clock = handClock();
    const { went, ask } = gather(clock);
    for (let n = 0; n < 100; n += 1) ask(`card${n}`, 1, 'send', 'calm');
    await clock.run(100);
    const changed = went.length;
    for (let n = 0; n < 25; n += 1) ask(`call${n}`, 1);
    await clock.run(1);
    expect([changed, went.filter(({ to }) => to.startsWith('call')).length]).toEqual([25, 25]);
  });
});

test.each([
  [
    'sending',
    sendWindows,
    [
      [6, 0],
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1_800, 3_600_000],
    ],
  ],
  [
    'reading',
    readWindows,
    [
      [13, 0],
      [14, 1_000],
      [16, 2_000],
      [120, 30_000],
    ],
  ],
  [
    'of the tenant',
    tenantWindows,
    [
      [49, 0],
      [50, 1_000],
    ],
  ],
] as const)('so many calls at once are all that Teams takes for so long: %s', (_name, windows, limits) => {
  for (const [count, ms] of limits) {
    const history = createCallHistory();
    for (let n = 0; n < count; n += 1) {
      history.begin('a');
      history.end('a', 0);
    }
    const freeAt = history.freeAt('a', windows);
    expect([count, freeAt >= ms, freeAt < ms * 1.1 + 1]).toEqual([count, true, true]);
  }
});

test('what was called is remembered for as long as a limit reaches, however much it was', () => {
  const history = createCallHistory();
  for (let n = 0; n < 3_601; n += 1) {
    history.begin('a');
    history.end('a', 0);
  }
  expect(history.freeAt('a', sendWindows)).toBeGreaterThan(3_600_000);
  expect(history.freeAt('b', sendWindows)).toBe(0);
});
