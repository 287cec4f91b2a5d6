import { expect, it } from 'vitest';
import { repeat } from '../../src/running/repeating.ts';

it('does each at once and again and again until it is called off, and nothing of what is never due', async () => {
  const done = { often: 0, rarely: 0, never: 0 };
  const count = (which: keyof typeof done) => async () => {
    done[which] += 1;
  };
  const stop = repeat([2, count('often')], [60_000, count('rarely')], [0, count('never')]);
  expect(done).toEqual({ often: 1, rarely: 1, never: 0 });
  await expect.poll(() => done.often, { interval: 2 }).toBeGreaterThan(2);
  stop();
  const { often } = done;
  await new Promise((resolve) => setTimeout(resolve, 15));
  expect(done).toEqual({ often, rarely: 1, never: 0 });
});
