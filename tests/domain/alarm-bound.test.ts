import { describe, expect, it } from 'vitest';
import { isBeyondBound, mostTakenIn, takenIn } from '../../src/domain/alarm-bound.ts';

const minute = (n: number) => new Date(Date.parse('2026-11-23T01:00:00.000Z') + n * 60_000).toISOString();
const raised = (...minutes: readonly number[]) => minutes.map((n) => ({ intent: `m${n}`, at: minute(n) }));

describe('alarms of one person', () => {
  it('are passed on three times in an hour, and again when the first is an hour old', () => {
    expect(isBeyondBound(raised(0, 1), { intent: 'x', at: minute(2) })).toBe(false);
    expect(isBeyondBound(raised(0, 1, 2), { intent: 'x', at: minute(60) })).toBe(true);
    expect(isBeyondBound(raised(0, 1, 2), { intent: 'x', at: minute(61) })).toBe(false);
  });

  it('count the same when Teams delivers one of them again', () => {
    const all = raised(0, 1, 2, 3);
    expect(isBeyondBound(all, { intent: 'm2', at: minute(5) })).toBe(false);
    expect(isBeyondBound(all, { intent: 'm3', at: minute(5) })).toBe(true);
    expect(isBeyondBound([...raised(0, 1), ...raised(0, 1)], { intent: 'x', at: minute(5) })).toBe(false);
  });

  it('do not fill the log of the crisis they led to, and take no room from others’', () => {
    const flood = Array.from({ length: 500 }, () => ({ by: { id: 'teams:ole' } }));
    const taken = takenIn([...flood, { by: { id: 'mette' } }]);
    expect(taken).toHaveLength(mostTakenIn + 1);
    expect(taken.at(-1)?.by.id).toBe('mette');
  });
});
