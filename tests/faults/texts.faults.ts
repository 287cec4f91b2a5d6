import { describe, expect, it } from 'vitest';
import { answerAttacks, attack, longest, readAnything } from '../hostile/parsing.ts';
import { luck, size } from './size.ts';

describe('whatever somebody writes', () => {
  it('is read by every reader: nothing throws, nothing takes more than 20 ms', () => {
    const { inputs, slowest, faults } = readAnything(luck('texts'), size(250, 2_600));
    process.stdout.write(`${inputs} texts read, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
    expect(inputs).toBeGreaterThan(size(9_000, 100_000));
    expect(slowest).toBeLessThanOrEqual(longest.ms);
  });

  it('cannot make a reader slow by being the same over and over, up to 10,000 characters', () => {
    const { inputs, slowest, faults } = attack(size(12, 1));
    process.stdout.write(`${inputs} attacks read, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
  });

  it('cannot make the answer to a command slow', async () => {
    const { inputs, slowest, faults } = await answerAttacks(size(97, 9));
    process.stdout.write(`${inputs} attacks answered, the slowest in ${slowest.toFixed(1)} ms\n`);
    expect(faults).toEqual([]);
  });
});
