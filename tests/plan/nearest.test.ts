import { expect, test } from 'vitest';
import { nearest } from '../../src/plan/nearest.ts';

const keys = ['navn', 'titel', 'telefon', 'upn', 'kilde'];

test.each([
  ['telfon', 'telefon'],
  ['tleefon', 'telefon'],
  ['Kilde', 'kilde'],
])('"%s" most likely meant "%s"', (typed, meant) => {
  expect(nearest(typed, keys)).toBe(meant);
});

test('a word that is near nothing is not guessed at', () => {
  expect(nearest('bopæl', keys)).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
});
