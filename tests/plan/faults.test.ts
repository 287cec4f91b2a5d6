import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/plan/fault.ts';
import { parsePlan } from '../../src/plan/read-plan.ts';
import { testPlanText } from '../fixtures/plan.ts';
import { type Slip, slips } from './slips.ts';

function faultsOf(text: string): readonly Fault[] {
  const reading = parsePlan(text, 'plan.yaml');
  return reading.ok ? [] : reading.faults;
}

/** The plan with the slip in it, and the number of the line that should be named. */
function make({ from, to, line }: Slip): { text: string; line: number } {
  const start = testPlanText.indexOf(from);
  if (start < 0) throw new Error(`the fictional plan has no "${from}"`);
  const text = testPlanText.slice(0, start) + to + testPlanText.slice(start + from.length);
  const offset = line === undefined ? start + to.search(/\S|$/) : text.indexOf(line);
  return { text, line: text.slice(0, offset).split('\n').length };
}

describe('a slip in the plan is named by its line, with what to do', () => {
  test.each(Object.entries(slips))('%s', (_name, slip) => {
    const { text, line } = make(slip);
    expect(faultsOf(text)).toContainEqual({
      file: 'plan.yaml',
      line,
      column: expect.any(Number),
      what: slip.what,
      advice: expect.stringContaining(slip.advice),
    });
  });
});

/** Slips that the schema, the references or YAML itself find, each in its own place. */
const together = [
  'a mistyped key',
  'a holder nobody knows',
  'a negative time',
  'a contact that stands twice',
];

test('every fault is told at once, in the order of the file', () => {
  const text = together
    .map((name) => slips[name])
    .reduce((broken, slip) => (slip ? broken.replace(slip.from, slip.to) : broken), testPlanText);
  const faults = faultsOf(text);
  for (const name of together) expect(faults.map(({ what }) => what)).toContain(slips[name]?.what);
  const lines = faults.map(({ line }) => line ?? 0);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});

test('whoever is to get an SMS in an exercise must have a number', () => {
  const text = testPlanText
    .replace('    telefon: 9611 0005\n', '')
    .replace('sms: [peter]', 'sms: [peter, mette]');
  expect(faultsOf(text)).toMatchObject([
    {
      line: text.slice(0, text.indexOf('sms: [')).split('\n').length,
      what: '»mette« har intet telefonnummer og kan ikke få en sms.',
    },
  ]);
});

test('an empty file is a fault, not a crash', () => {
  expect(faultsOf('')).toMatchObject([{ line: 1, what: 'Planen er tom.' }]);
});

test("a key written with a Mac's two-part letters is the same key", () => {
  expect(faultsOf(testPlanText.normalize('NFD'))).toEqual([]);
});

test.each([
  ['cut off in the middle', testPlanText.slice(0, testPlanText.length / 2)],
  ['with a quote that never ends', testPlanText.replace('tekst: Adgang', 'tekst: "Adgang')],
  ['that is no plan at all', '{"name": ["x", null, {}]}'],
  ['that is a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000'],
])('a file %s yields faults with lines and never throws', (_name, text) => {
  const faults = faultsOf(text);
  expect(faults).not.toEqual([]);
  expect(faults.filter(({ line, what, advice }) => !line || !what || !advice)).toEqual([]);
});

test('a broken line is told once, not again with every line below it', () => {
  const text = testPlanText.replace('kritiske_ydelser:\n', 'kritiske_ydelser\n');
  expect(faultsOf(text).length).toBeLessThan(5);
});

test('a plan that lacks any one of its paragraphs is read or explained, never thrown at', () => {
  const paragraphs = testPlanText.split('\n\n');
  for (const index of paragraphs.keys()) {
    for (const { line, what, advice } of faultsOf(paragraphs.toSpliced(index, 1).join('\n\n'))) {
      expect(line).toBeGreaterThan(0);
      expect(`${what} ${advice}`).not.toMatch(/undefined|null|\[object/);
    }
  }
});
