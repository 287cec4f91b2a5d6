import { describe, expect, it } from 'vitest';
import { topicOf } from '../../src/commands/help.ts';
import { luckOf } from '../luck.ts';
import { repeated } from './odd-texts.ts';
import { answerAttacks, attack, longest, readAnything } from './parsing.ts';
import { took } from './timing.ts';

// Quick here; tests/faults/texts.faults.ts does the same with a hundred thousand inputs and every attack.
const seed = 4;

describe('whatever somebody writes', () => {
  it('is read by every reader without a throw and in a moment', () => {
    const { faults, inputs } = readAnything(luckOf(seed), 60);
    expect(faults).toEqual([]);
    expect(inputs).toBeGreaterThan(2_000);
  });

  it('cannot make a reader slow by being the same over and over', () => {
    expect(attack(37, seed).faults).toEqual([]);
  });

  it('cannot make the answer to a command slow', async () => {
    expect((await answerAttacks(211, seed)).faults).toEqual([]);
  });

  it('is no topic of the help where it is longer than one can be', () => {
    const blanks = repeated.find(({ name }) => name.startsWith('"vis  …'))?.ofLength(10_000) ?? '';
    const text = `roller${blanks}x`;
    expect(topicOf(text)).toBeUndefined();
    expect(took(() => topicOf(text), longest.ms / 2)).toBeLessThan(longest.ms);
  });
});
