import { describe, expect, it } from 'vitest';
import { filtered } from '../../src/domain/log-filter.ts';
import { logView, viewOf } from '../../src/domain/log-view.ts';
import { started } from './course.ts';

const course = started()
  .does('anna', { kind: 'note', type: 'melding', text: 'Telefonerne er nede, se nr. 1', source: 'vagten' })
  .does('peter', { kind: 'correct', of: 2, text: 'Kun mail er nede', confirmed: true })
  .does('jens', {
    kind: 'note',
    type: 'beslutning',
    text: 'Vi lukker',
    acted: { id: 'anna', name: 'Anna Holm' },
  })
  .does('peter', { kind: 'correct', of: 2, type: 'handling', reason: 'virus' })
  .does('jens', { kind: 'correct', of: 4, happenedAt: '2026-11-23T01:00:00.000Z', lateReason: 'intet net' });
const { entries } = course.ledger;
const numbers = (filter: Parameters<typeof filtered>[1]) =>
  filtered(logView(entries), filter).map(({ entry }) => entry.number);

describe('how an entry reads now', () => {
  it('is the same alone as among all', () => {
    expect(entries.map(({ number }) => viewOf(entries, number))).toEqual(logView(entries));
  });
});

describe('a part of the log', () => {
  it('is of the type an entry has now', () => {
    expect(numbers({ type: 'handling' })).toEqual([2]);
    expect(numbers({ type: 'melding' })).toEqual([]);
  });

  it('is of whoever wrote, acted, or carries the task', () => {
    expect(numbers({ person: 'anna' })).toEqual([1, 2, 4]);
    expect(numbers({ person: 'Jens Krogh' })).toEqual([4, 6]);
    expect(numbers({ person: 'Jen' })).toEqual([]);
  });

  it('is since when it could be read, not since when it happened', () => {
    expect(numbers({ since: entries[3]?.at ?? '' })).toEqual([4, 5, 6]);
  });

  it('holds a text now or before, in its reason, its source or its names', () => {
    for (const text of ['kun mail', 'telefonerne', 'VIRUS', 'vagten']) expect(numbers({ text })).toContain(2);
    expect(numbers({ text: 'intet net' })).toEqual([4, 6]);
    expect(numbers({ text: 'kaffe' })).toEqual([]);
  });

  it('lacks what is still to be done', () => {
    expect(numbers({ lacks: 'reason' })).toEqual([4]);
    expect(numbers({ lacks: 'done' })).toEqual([]);
  });
});
