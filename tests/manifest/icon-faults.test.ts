import { describe, expect, it } from 'vitest';
import { colorIconFaults, outlineIconFaults } from '../../src/manifest/icon-faults.ts';
import { blue, clear, png, white } from './drawing.ts';
import { sources } from './packing.ts';

const square = (inside: boolean) => (inside ? white : blue);
const within = (x: number, y: number) => [x, y].every((at) => at >= 48 && at < 144);

describe('the icons', () => {
  it('of the app are as Teams asks', () => {
    expect(colorIconFaults('color.png', sources.color)).toEqual([]);
    expect(outlineIconFaults('outline.png', sources.outline)).toEqual([]);
  });

  it('may fill the safe area and have soft white edges', () => {
    expect(
      colorIconFaults(
        'c.png',
        png(192, 192, (x, y) => square(within(x, y))),
      ),
    ).toEqual([]);
    const soft = png(32, 32, (x) => (x === 3 ? [255, 255, 255, 90] : clear));
    expect(outlineIconFaults('o.png', soft)).toEqual([]);
  });

  it.each([
    ['no picture', Buffer.from('<svg/>'), 'c.png er ikke en PNG med 8 bit pr. farve.'],
    ['cut short', png(192, 192, () => blue).slice(0, 60), 'c.png er ikke en PNG med 8 bit pr. farve.'],
    ['too small', png(96, 96, () => blue), 'c.png er 96 × 96. Teams kræver 192 × 192.'],
    ['see-through', png(192, 192, () => clear), 'c.png: baggrunden skal fylde hele billedet.'],
    [
      'wider than what Teams leaves of it',
      png(192, 192, (x, y) => square(x === 47 && y === 96)),
      'c.png: symbolet skal holde sig inden for de midterste 96 × 96 billedpunkter.',
    ],
  ])('in colour may not be %s', (_, file, fault) => {
    expect(colorIconFaults('c.png', file)).toEqual([fault]);
  });

  it.each([
    ['of another shape', png(32, 31, () => clear), 'o.png er 32 × 31. Teams kræver 32 × 32.'],
    ['in colour', png(32, 32, (x) => (x < 9 ? blue : clear)), 'o.png: stregerne skal være helt hvide.'],
    [
      'without background to see through',
      png(32, 32, () => white),
      'o.png: baggrunden skal være gennemsigtig.',
    ],
    ['empty', png(32, 32, () => clear), 'o.png er tom.'],
  ])('in outline may not be %s', (_, file, fault) => {
    expect(outlineIconFaults('o.png', file)).toEqual([fault]);
  });
});
