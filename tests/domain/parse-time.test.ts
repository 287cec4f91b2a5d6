import { describe, expect, it } from 'vitest';
import { hourMinute } from '../../src/domain/danish-time.ts';
import { arrivalIn, parseTime } from '../../src/domain/parse-time.ts';

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
    ['14', '14.00'],
    ['om 20', '02.34'],
    ['om ca. 20 minutter', '02.34'],
    ['ca. 20 min', '02.34'],
    ['om tyve minutter', '02.34'],
    ['om 1½ time', '03.44'],
    ['om 1,5 time', '03.44'],
    ['om halvanden time', '03.44'],
    ['om en time', '03.14'],
    ['en halv time', '02.44'],
    ['om 1 time og 20 min', '03.34'],
    ['om en time og et kvarter', '03.29'],
    ['om tre kvarter', '02.59'],
    ['om en halv times tid', '02.44'],
    ['ca. kl. 14.20', '14.20'],
    ['klokken 14.20', '14.20'],
    ['senest 14.20', '14.20'],
    ['14.20-tiden', '14.20'],
    ['er der om 20 min.', '02.34'],
    ['er fremme kl. 14.20', '14.20'],
    ['halv tre', '02.30'],
    ['kl. kvart i tre', '02.45'],
    ['kvart over 3', '03.15'],
    ['kl. tre', '03.00'],
    ['halv et', '12.30'],
    ['i morgen kl. 8', '08.00'],
  ])('reads »%s« as an arrival at %s', (typed, expected) => {
    expect(hourMinute(parseTime(typed, at, 'coming') ?? '')).toBe(expected);
  });

  it('takes a time already past today as tomorrow for an arrival, and as yesterday for an incident', () => {
    expect(parseTime('01.00', at, 'coming')).toBe('2026-11-24T00:00:00.000Z');
    expect(parseTime('23.30', at, 'past')).toBe('2026-11-22T22:30:00.000Z');
    expect(parseTime('02.05', at, 'past')).toBe('2026-11-23T01:05:00.000Z');
    expect(parseTime('for 15 min siden', at, 'past')).toBe('2026-11-23T00:59:00.000Z');
  });

  it('takes a bare hour as the nearest one to come, and a written 24-hour time as it stands', () => {
    const afternoon = '2026-11-23T13:20:00.000Z';
    expect(hourMinute(parseTime('kl. 3', afternoon, 'coming') ?? '')).toBe('15.00');
    expect(hourMinute(parseTime('halv fire', afternoon, 'coming') ?? '')).toBe('15.30');
    expect(hourMinute(parseTime('03.00', afternoon, 'coming') ?? '')).toBe('03.00');
    expect(hourMinute(parseTime('03', afternoon, 'coming') ?? '')).toBe('03.00');
    expect(hourMinute(parseTime('kl. 9', afternoon, 'past') ?? '')).toBe('09.00');
    expect(hourMinute(parseTime('halv to', afternoon, 'past') ?? '')).toBe('13.30');
  });

  it('takes tomorrow for tomorrow', () => {
    expect(parseTime('i morgen kl. 8', at, 'coming')).toBe('2026-11-24T07:00:00.000Z');
    expect(parseTime('14.20 i morgen', at, 'coming')).toBe('2026-11-24T13:20:00.000Z');
  });

  it('takes no length of time alone for when something began', () => {
    expect(parseTime('en time', at, 'past')).toBeUndefined();
    expect(parseTime('for en halv time siden', at, 'past')).toBe('2026-11-23T00:44:00.000Z');
  });

  it.each([
    ['fra Viborg, er der om 20 min', '02.34'],
    ['om 20 min, Lise er med', '02.34'],
    ['med bil. Fremme kl. 03.10', '03.10'],
    ['men først kl. 4', '04.00'],
  ])('finds the arrival in »%s«', (typed, expected) => {
    expect(hourMinute(arrivalIn(typed, at) ?? '')).toBe(expected);
  });

  it.each(['er der om lidt', 'med 14 mand', 'ad rute 26', '3. sal', 'snart', 'om 2'])(
    'finds no arrival in »%s«',
    (typed) => {
      expect(arrivalIn(typed, at)).toBeUndefined();
    },
  );

  it('keeps Danish time when the clocks change', () => {
    expect(parseTime('08.00', '2026-03-28T23:30:00.000Z', 'coming')).toBe('2026-03-29T06:00:00.000Z');
    expect(parseTime('08.00', '2026-10-24T22:30:00.000Z', 'coming')).toBe('2026-10-25T07:00:00.000Z');
    expect(parseTime('07.00', '2026-03-28T22:30:00.000Z', 'coming')).toBe('2026-03-29T05:00:00.000Z');
    expect(parseTime('23.45', '2026-03-29T22:30:00.000Z', 'past')).toBe('2026-03-29T21:45:00.000Z');
  });

  it.each([
    '',
    '25.00',
    '12.61',
    'snart',
    'kl.',
    '1'.repeat(500),
    '12.3',
    'halv',
    'tre',
    'engang',
    'om lidt',
  ])('refuses »%s«', (typed) => {
    expect(parseTime(typed, at, 'coming')).toBeUndefined();
  });
});

describe('a word that means something to objects', () => {
  it.each(['constructor', '__proto__', 'valueof', 'tostring'])('is no length of time: %s', (word) => {
    for (const typed of [word, `om ${word}`, `for ${word} siden`, `om ${word} min`, `halv ${word}`]) {
      expect(parseTime(typed, at, 'coming')).toBeUndefined();
      expect(arrivalIn(`${typed}, tror jeg`, at)).toBeUndefined();
    }
  });
});
