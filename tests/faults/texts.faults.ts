import { describe, expect, it } from 'vitest';
import { recordFiles } from '../../src/export/record-files.ts';
import { recorded } from '../export/recorded.ts';
import { longTexts } from '../hostile/long-texts.ts';
import { odd } from '../hostile/odd-texts.ts';
import { answerAttacks, attack, longest, readAnything } from '../hostile/parsing.ts';
import { longestStretch } from '../hostile/timing.ts';
import { writeThrough } from '../hostile/written.ts';
import { luck, size } from './size.ts';

describe('whatever somebody writes', () => {
  it('is read by every reader: nothing throws, nothing takes more than 20 ms', () => {
    const { inputs, slowest, faults } = readAnything(luck('texts'), size(220, 2_600));
    process.stdout.write(`${inputs} texts read, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
    expect(inputs).toBeGreaterThan(size(9_000, 100_000));
    expect(slowest).toBeLessThanOrEqual(longest.ms);
  });

  it('cannot make a reader slow by being the same over and over, up to 10,000 characters', () => {
    const { inputs, slowest, faults } = attack(size(24, 1));
    process.stdout.write(`${inputs} attacks read, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
  });

  it('cannot make the answer to a command slow', async () => {
    const { inputs, slowest, faults } = await answerAttacks(size(199, 9));
    process.stdout.write(`${inputs} attacks answered, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
  });
});

describe('an odd text', () => {
  it('is stored, shown and handed on as text, by whatever way it came', async () => {
    const { faults, entries, cards } = await writeThrough(odd, { each: size(1, 12), read: size(10, 24) });
    process.stdout.write(`${entries} entries and ${cards} cards of ${Object.keys(odd).length} odd texts\n`);
    expect(faults).toEqual([]);
  });
});

describe('a text as long as an entry takes', () => {
  it.each(Object.entries(longTexts(size(2_000, 11_900))))(
    'is drawn without holding others up for more than 200 ms: %s',
    async (name, text) => {
      const course = recorded().does('anna', { kind: 'note', type: 'melding', text });
      const record = course.wait(1).does('anna', { kind: 'note', type: 'melding', text }).record();
      // Once to warm up: reading the fonts is done once in a process.
      await recordFiles(recorded().record(), ['pdf']);
      const stretch = await longestStretch(() => recordFiles(record, ['pdf', 'csv', 'jsonl']));
      process.stdout.write(`${name}: longest stretch ${stretch.toFixed(0)} ms\n`);
      expect(stretch).toBeLessThan(200);
    },
  );
});
