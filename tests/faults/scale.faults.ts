import { afterEach, describe, expect, it } from 'vitest';
import type { Crowd } from '../course/crowd.ts';
import { expectAllReached, gather, withinMs } from '../course/crowd-in-time.ts';

describe('a call-out within Teams’ limits', () => {
  let crowd: Crowd | undefined;
  afterEach(() => crowd?.close());

  it('reaches 200 whom the bot knows', { timeout: withinMs }, async () => {
    crowd = await gather(200, true);
    await crowd.callOut();
    expectAllReached(crowd);
    expect(crowd.calledOut().calls.length).toBeLessThanOrEqual(200 + 3);
  });

  it('reaches 200 whom it finds in the roster, each opened once', { timeout: withinMs }, async () => {
    crowd = await gather(200, false);
    await crowd.callOut();
    expectAllReached(crowd);
    // Opened and written to; the status card, the answer, the roster and its starter.
    expect(crowd.calledOut().calls.length).toBeLessThanOrEqual(2 * 200 + 4);
  });
});
