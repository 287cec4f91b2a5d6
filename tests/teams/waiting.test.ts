import { beforeEach, describe, expect, test } from 'vitest';
import type { ConversationRef, SendResult } from '../../src/ports.ts';
import { createLateAnswers } from '../../src/teams/late-answers.ts';
import { createOutage } from '../../src/teams/outage.ts';

/** Time that moves only when told to; what happened is noted with its second. */
let now: number;
let waking: { readonly at: number; readonly wake: () => void }[];
let happened: unknown[];
const timer = {
  now: () => now,
  after: (ms: number, wake: () => void) => void waking.push({ at: now + ms, wake }),
};
const journal = {
  info: (event: string, fields?: object) => void happened.push([event, fields]),
  error: () => undefined,
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
async function passes(ms: number): Promise<void> {
  const end = now + ms;
  for (;;) {
    const next = waking.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    waking = waking.filter((one) => one !== next);
    now = next.at;
    next.wake();
    await settled();
  }
  now = end;
}
beforeEach(() => {
  [now, waking, happened] = [0, [], []];
});

describe('whether Teams is there', () => {
  const place = (id: string): ConversationRef => ({ id, kind: 'personal', serviceUrl: 'https://x/' });
  const [a, b] = [place('a'), place('b')];
  let isBack: boolean;
  let probed: number[];
  const create = () => {
    [isBack, probed] = [false, []];
    const probe = async () => {
      probed.push(now / 1000);
      return isBack;
    };
    const outage = createOutage({ timer, journal, probe });
    outage.whenOver(() => void happened.push('over'));
    return outage;
  };
  const goesAway = (outage: ReturnType<typeof create>) => {
    for (const to of [a, b, a]) outage.note('silence', to);
  };

  test('is doubted after three silences in a row, in more than one place', () => {
    const outage = create();
    for (const to of [a, a, a, a]) outage.note('silence', to);
    expect(outage.isOn()).toBe(false);
    outage.note('answer', a);
    for (const to of [a, b]) outage.note('silence', to);
    expect(outage.isOn()).toBe(false);
    outage.note('silence', b);
    expect(outage.isOn()).toBe(true);
    expect(happened).toEqual([['teams.away', { silences: 3 }]]);
  });

  test('is asked by one at a time, ever more rarely, and told at once', async () => {
    const outage = create();
    goesAway(outage);
    for (let seconds = 0; seconds < 36; seconds += 1) {
      for (let n = 0; n < 5; n += 1) outage.wanted();
      if (seconds === 20) outage.note('silence', b);
      await passes(1_000);
    }
    expect(probed).toEqual([1, 3, 7, 15, 25, 35]);
    isBack = true;
    outage.wanted();
    await passes(10_000);
    expect([outage.isOn(), happened.slice(1)]).toEqual([false, [['teams.back', { awayMs: 45_000 }], 'over']]);
    probed.length = 0;
    goesAway(outage);
    outage.wanted();
    await passes(1_000);
    expect(probed).toEqual([47]);
  });
});

describe('answers that Teams puts off', () => {
  const later: SendResult = { state: 'later', afterMs: 0 };
  const sent: SendResult = { state: 'sent', activityId: '1' };
  const create = (luck = 0) => createLateAnswers(timer, journal, () => luck);
  /** An answer that comes to these ends, the last of them again and again. */
  function answer(name: string, ...ends: SendResult[]) {
    return async (isLate: boolean) => {
      happened.push(`${name} ${now / 1000}${isLate ? ' late' : ''}`);
      return (ends.length > 1 ? ends.shift() : ends[0]) ?? sent;
    };
  }
  const said = () => happened.filter((one) => typeof one === 'string');

  test('are tried ever more rarely, say after a minute that they are late, and are given up in the end', async () => {
    const late = create();
    late.add('a', answer('x', later), 0);
    await passes(200_000);
    expect(said()).toEqual(['x 1', 'x 3', 'x 7', 'x 15', 'x 31', 'x 63 late', 'x 123 late', 'x 183 late']);
    await passes(15 * 60_000);
    expect(happened.at(-1)).toMatchObject(['teams.lateAnswer', { state: 'givenUp' }]);
    expect(late.hasWaiting('a')).toBe(false);
  });

  test('do not all come in the same moment', async () => {
    create(1).add('a', answer('x', sent), 1_000);
    await passes(2_000);
    expect(said()).toEqual(['x 1.25']);
  });

  test('come in their order, each from the first pause on', async () => {
    const late = create();
    late.add('a', answer('x', later, later, sent), 2_000);
    late.add('a', answer('y', later, sent), 0);
    await passes(20_000);
    expect(said()).toEqual(['x 2', 'x 4', 'x 8', 'y 8', 'y 10']);
  });

  test('wait a while behind one in doubt, and what was lost is told of once', async () => {
    const late = create();
    late.add('a', answer('x', { state: 'unknown' }), 1_000);
    late.add('a', answer('y', sent), 0);
    await passes(10_000);
    expect(said()).toEqual(['x 1', 'y 6']);
    late.lost('a', answer('lost', sent));
    late.lost('a', answer('again', sent));
    await passes(10_000);
    expect(said().slice(2)).toEqual(['lost 15']);
  });

  test('are said at once when Teams is back, each once', async () => {
    const late = create();
    let finish: () => void = () => undefined;
    const slowly = () =>
      new Promise<SendResult>((resolve) => {
        happened.push('x');
        finish = () => resolve(sent);
      });
    late.add('a', slowly, 60_000);
    late.add('a', answer('y', sent), 0);
    late.resume();
    late.resume();
    finish();
    await settled();
    await passes(120_000);
    expect(said()).toEqual(['x', 'y 0']);
  });

  test('that were tried sooner than meant wait anew: no older waking counts', async () => {
    const late = create();
    late.add('a', answer('x', later, later, sent), 0);
    await passes(500);
    late.resume();
    await settled();
    await passes(20_000);
    expect(said()).toEqual(['x 0.5', 'x 2.5', 'x 6.5']);
  });

  test('are so many and no more, in one place and in all', () => {
    const late = create();
    const taken = Array.from({ length: 30 }, (_, n) => `place ${n}`).map(
      (place) =>
        Array.from({ length: 21 }, () => late.add(place, answer('x', sent), 0)).filter(Boolean).length,
    );
    expect(taken).toEqual([...Array(25).fill(20), ...Array(5).fill(0)]);
  });
});
