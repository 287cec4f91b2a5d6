import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Crowd } from '../course/crowd.ts';
import { expectAllReached, gather, withinMs } from './crowd-in-time.ts';

describe('a call-out to 50 whom the bot knows', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await gather(50, true);
    await crowd.callOut();
  }, withinMs);
  afterAll(() => crowd.close());

  it('reaches everyone as fast as Teams’ limits allow, with no call too many', () => {
    expectAllReached(crowd);
    // A card to each, the status card and the answer; the one who is blocked is tried in a new conversation.
    expect(crowd.calledOut().calls.length).toBeLessThanOrEqual(50 + 3);
  });

  it('names the one whom Teams does not let it reach, in the log and first to be phoned', async () => {
    const { starter, blocked } = crowd;
    await starter.types('vis log');
    expect(starter.latest()?.text).toContain(`${blocked.name} kan ikke nås i Teams`);
    await starter.types('ring');
    const [, first] = starter.latest()?.text.split('\n') ?? [];
    expect(first).toBe(blocked.name);
  });

  it('changes nobody’s card when somebody answers and it looks as before', async () => {
    const before = crowd.teams.calls.length;
    await crowd.others[0]?.types('set');
    await crowd.bot.idle();
    const changed = crowd.teams.calls.slice(before).filter(({ method }) => method === 'PUT');
    expect(changed.length).toBeLessThanOrEqual(2);
  });
});

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
