import { describe, expect, it } from 'vitest';
import { hourMinute } from '../../src/domain/danish-time.ts';
import { parseTime } from '../../src/domain/parse-time.ts';

// 23 November 2026, 02.14 in Denmark.
const at = '2026-11-23T01:14:00.000Z';

describe('a moment as people type it', () => {
  it.each([
    ['14.20', '14.20'],
    ['kl. 14.20', '14.20'],
    ['KL 14:20', '14.20'],
    ['kl 9', '09.00'],
    ['om 20 min', '02.34'],
    ['om 1 time', '03.14'],
    ['20 min', '02.34'],
    ['nu', '02.14'],
    ['om en halv time', '02.44'],
    ['om et kvarter', '02.29'],
    ['1420', '14.20'],
  ])('reads »%s« as an arrival at %s', (typed, expected) => {
    expect(hourMinute(parseTime(typed, at, 'coming') ?? '')).toBe(expected);
  });

  it('takes a time already past today as tomorrow for an arrival, and as yesterday for an incident', () => {
    expect(parseTime('01.00', at, 'coming')).toBe('2026-11-24T00:00:00.000Z');
    expect(parseTime('23.30', at, 'past')).toBe('2026-11-22T22:30:00.000Z');
    expect(parseTime('02.05', at, 'past')).toBe('2026-11-23T01:05:00.000Z');
    expect(parseTime('for 15 min siden', at, 'past')).toBe('2026-11-23T00:59:00.000Z');
  });

  it('keeps Danish time when the clocks change', () => {
    expect(parseTime('08.00', '2026-03-28T23:30:00.000Z', 'coming')).toBe('2026-03-29T06:00:00.000Z');
    expect(parseTime('08.00', '2026-10-24T22:30:00.000Z', 'coming')).toBe('2026-10-25T07:00:00.000Z');
    expect(parseTime('07.00', '2026-03-28T22:30:00.000Z', 'coming')).toBe('2026-03-29T05:00:00.000Z');
    expect(parseTime('23.45', '2026-03-29T22:30:00.000Z', 'past')).toBe('2026-03-29T21:45:00.000Z');
  });

  it.each(['', '25.00', '12.61', 'snart', 'kl.', '1'.repeat(500), '12.3', 'en time', 'engang', 'om lidt'])(
    'refuses »%s«',
    (typed) => {
      expect(parseTime(typed, at, 'coming')).toBeUndefined();
    },
  );
});
