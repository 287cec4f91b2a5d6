import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { watchEventLoop } from '../../src/running/event-loop.ts';

/** Another timer than its own, that is due first when the process gets round to them. */
const other = setInterval(() => undefined, 5);
afterAll(() => clearInterval(other));

it('tells in milliseconds how late the process was, and forgets it when that is over', async () => {
  const watch = watchEventLoop(100);
  await setTimeout(25);
  // Its first look is over: it measures from there.
  await setImmediate();
  const until = performance.now() + 150;
  while (performance.now() < until) Math.sqrt(until);
  await expect.poll(watch.delayMs, { interval: 5 }).toBeGreaterThan(60);
  expect(watch.delayMs()).toBeLessThan(20_000);
  await expect.poll(watch.delayMs, { interval: 5, timeout: 10_000 }).toBeLessThan(60);
  watch.stop();
});
