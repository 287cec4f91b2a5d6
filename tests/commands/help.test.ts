import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { helpTopics, helpView, topicOf } from '../../src/commands/help.ts';

const usable = commands.filter(({ localOnly }) => !localOnly);

describe('the help', () => {
  it('begins with five examples at most, and the topics a tap away', () => {
    for (const isRunning of [true, false]) {
      const { lines, topics } = helpView(commands, true, isRunning);
      expect(lines).toHaveLength(5);
      expect(topics).toHaveLength(7);
    }
  });

  it('has every command on the card of its topic', () => {
    const told = helpTopics.flatMap((topic) => helpView(commands, true, true, topic).lines);
    expect(told.map(({ does }) => does).toSorted()).toEqual(usable.map(({ does }) => does).toSorted());
  });

  it('shows what to type, never a grammar', () => {
    const grammar = usable.flatMap(({ example, word, does }) => [example ?? word, does]);
    expect(grammar.filter((text) => /[<>[\]|]/.test(text))).toEqual([]);
  });

  it('tells someone outside only how to raise an alarm', () => {
    const { lines, topics } = helpView(commands, false, true);
    expect(lines.map(({ example }) => example)).toEqual(['alarm Ingen kan logge på']);
    expect(topics).toEqual([]);
  });

  it.each([
    ['roller', 'Roller'],
    ['om rollerne', 'Roller'],
    ['til mødestedet', 'Mødested'],
    ['Plan og kontakter', 'Plan og kontakter'],
    ['kontakt', 'Plan og kontakter'],
    ['loggen', 'Log'],
    ['situationsbilledet', 'Situationsbillede'],
    ['billedet', 'Situationsbillede'],
  ])('takes »%s« for a topic', (typed, topic) => {
    expect(topicOf(typed)).toBe(topic);
  });

  it.each([
    'situationen er ude af kontrol i kælderen',
    'logistikken er brudt sammen',
    'start en ambulance',
    'planerne brænder',
    'der er røg',
    'mig',
  ])('takes »hjælp %s« for a cry, and no topic', (typed) => {
    expect(topicOf(typed)).toBeUndefined();
  });
});
