import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFilter } from '../../src/commands/read-filter.ts';
import { logView } from '../../src/domain/log-view.ts';
import { person, started } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

/** 14.00 on a November day, Danish time. */
const at = '2026-11-23T13:00:00.000Z';
const views = logView(
  started().does('anna', {
    kind: 'note',
    type: 'melding',
    text: 'Der er røg',
    acted: { name: 'Bo fra Elværket' },
  }).ledger.entries,
);
const read = (typed: string) =>
  readFilter(typed, { by: person('peter'), at, plan: testPlan, views: () => views });
const since = '2026-11-23T12:00:00.000Z';

describe('what is asked of the log', () => {
  it.each([
    ['', {}, 1],
    ['side 3', {}, 3],
    ['beslutninger', { type: 'beslutning' }, 1],
    ['Handlinger', { type: 'handling' }, 1],
    ['undladelser', { type: 'fravalg' }, 1],
    ['rettelser', { type: 'rettelse' }, 1],
    ['Jens', { person: 'Jens Krogh' }, 1],
    ['@Jens Krogh', { person: 'Jens Krogh' }, 1],
    ['Bo', { person: 'Bo fra Elværket' }, 1],
    ['mine', { person: 'Peter Lund' }, 1],
    ['siden kl. 13', { since }, 1],
    ['siden 13.00', { since }, 1],
    ['siden for 1 time siden', { since }, 1],
    ['med telefonerne er nede', { text: 'telefonerne er nede' }, 1],
    ['uden begrundelse', { lacks: 'reason' }, 1],
    ['åbne opgaver', { lacks: 'done' }, 1],
    ['handlinger Jens siden 13.00 side 2', { type: 'handling', person: 'Jens Krogh', since }, 2],
    ['meldinger af Jens med røg side 2', { type: 'melding', person: 'Jens Krogh', text: 'røg' }, 2],
  ] as const)('»%s« is understood', (typed, filter, page) => {
    expect(read(typed)).toEqual({ filter, page });
  });

  it.each([
    'telefoni',
    'Elektrikeren er på stedet',
    'handlinger og mere',
    'beslutninger handlinger',
    'siden sidst',
    'siden',
    'side',
    'med',
    'af',
    'Bente',
  ])('»%s« is no question, and is not half answered', (typed) => {
    expect(read(typed)).toBeUndefined();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => void read(typed)));
    const word = fc.constantFrom(
      'side',
      '2',
      'siden',
      'kl.',
      '13',
      'med',
      'Jens',
      'af',
      'opgaver',
      'åbne',
      '@',
      ',',
    );
    fc.assert(fc.property(fc.array(word), (words) => void read(words.join(' '))));
  });
});
