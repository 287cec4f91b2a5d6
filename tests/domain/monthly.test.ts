import { describe, expect, it } from 'vitest';
import { isQuarterly, monthlyDue, monthName, type Review } from '../../src/domain/monthly.ts';

const review = (state: Review['state'], at: string, month = at.slice(0, 7)): Review => ({
  month,
  state,
  at,
  by: 'one',
});

describe('the monthly card', () => {
  it.each([
    // 1 December 2026 is a Tuesday; Danish winter time is an hour ahead of UTC.
    ['2026-12-01T07:59:00Z', undefined, 'before kl. 9'],
    ['2026-12-01T08:00:00Z', '2026-12', 'at kl. 9 in winter'],
    ['2026-06-01T07:00:00Z', '2026-06', 'at kl. 9 in summer'],
    // 1 August 2026 is a Saturday.
    ['2026-08-01T08:00:00Z', undefined, 'on a Saturday'],
    ['2026-08-02T08:00:00Z', undefined, 'on a Sunday'],
    ['2026-08-03T07:00:00Z', '2026-08', 'on the first weekday'],
    ['2026-08-18T12:00:00Z', '2026-08', 'as soon as the service is up'],
    ['2026-08-18T15:00:00Z', undefined, 'in the evening'],
    ['2026-08-18T23:30:00Z', undefined, 'at night'],
    // Already September in Denmark, still August in UTC.
    ['2026-08-31T22:30:00Z', undefined, 'at night at the month’s end'],
  ])('at %s is due for %s: %s', (now, month, _when) => {
    expect(monthlyDue(now, undefined)).toBe(month);
  });

  it('goes once in each month', () => {
    const sent = review('sent', '2026-12-01T08:00:00Z');
    expect(monthlyDue('2026-12-02T08:00:00Z', sent)).toBeUndefined();
    expect(monthlyDue('2027-01-01T08:00:00Z', sent)).toBe('2027-01');
  });

  it('is not repeated where it may have been sent', () => {
    expect(monthlyDue('2026-12-03T08:00:00Z', review('sending', '2026-12-01T08:00:00Z'))).toBeUndefined();
  });

  it('is taken over from whoever stopped before sending anything', () => {
    const preparing = review('preparing', '2026-12-01T08:00:00Z');
    expect(monthlyDue('2026-12-01T08:09:00Z', preparing)).toBeUndefined();
    expect(monthlyDue('2026-12-01T08:10:00Z', preparing)).toBe('2026-12');
  });

  it('is tried again the next day for an owner who could not be reached', () => {
    const failed = review('failed', '2026-12-01T08:00:00Z');
    expect(monthlyDue('2026-12-01T15:00:00Z', failed)).toBeUndefined();
    expect(monthlyDue('2026-12-02T08:00:00Z', failed)).toBe('2026-12');
  });

  it('does not go back to a month before the newest', () => {
    expect(monthlyDue('2026-12-01T08:00:00Z', review('failed', '2027-01-04T08:00:00Z'))).toBeUndefined();
  });

  it('tells once in a quarter who has not confirmed', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
    expect(months.filter(isQuarterly)).toEqual(['2026-01', '2026-04', '2026-07', '2026-10']);
  });

  it('calls a month by its Danish name', () => {
    expect(monthName('2026-12')).toBe('december 2026');
  });
});
