import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorrection } from '../../src/commands/read-correction.ts';
import { viewOf } from '../../src/domain/log-view.ts';
import type { NoteType } from '../../src/domain/note.ts';
import { started } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

/** 14.00 on a November day, Danish time. */
const at = '2026-11-23T13:00:00.000Z';
const ole = { id: 'teams:ole', name: 'Ole Vind' };
const jens = { id: 'jens', name: 'Jens Krogh' };

/** What is typed after »ret 2«, where nr. 2 is of that type. */
function read(typed: string, type: NoteType = 'melding', isLate = false) {
  const late = isLate ? { happenedAt: '2026-11-23T00:30:00.000Z' } : {};
  const { entries } = started().does('anna', { kind: 'note', type, text: 'Alt er nede', ...late }).ledger;
  return readCorrection(typed, viewOf(entries, 2), { at, plan: testPlan, mentions: [ole] });
}

describe('what is put right', () => {
  it.each([
    ['beslutning', { type: 'beslutning' }],
    ['Undladelse', { type: 'fravalg' }],
    ['er en handling', { type: 'handling' }],
    ['fordi virus spreder sig', { reason: 'virus spreder sig' }],
    ['begrundelse: virus spreder sig', { reason: 'virus spreder sig' }],
    ['kl. 13.40', { happenedAt: '2026-11-23T12:40:00.000Z' }],
    ['13.40', { happenedAt: '2026-11-23T12:40:00.000Z' }],
    ['for 20 min siden', { happenedAt: '2026-11-23T12:40:00.000Z' }],
    ['kilde vagten', { source: 'vagten' }],
    ['kilde: vagten på rådhuset', { source: 'vagten på rådhuset' }],
    ['bekræftet', { confirmed: true }],
    ['Ubekræftet.', { confirmed: false }],
    ['må ikke ud', { sensitive: true }],
    ['må gerne offentliggøres', { sensitive: false }],
    ['af Jens', { acted: jens }],
    ['af Ole Vind', { acted: ole }],
    ['Kun mail er nede', { text: 'Kun mail er nede' }],
    ['kl. 13.40 Kun mail er nede', { happenedAt: '2026-11-23T12:40:00.000Z', text: 'Kun mail er nede' }],
    ['fra vagten: Kun mail er nede', { source: 'vagten', text: 'Kun mail er nede' }],
    [
      'beslutning: Vi lukker, fordi det brænder',
      { type: 'beslutning', text: 'Vi lukker', reason: 'det brænder' },
    ],
    ['beslutning om mail er taget', { text: 'beslutning om mail er taget' }],
    ['bekræftet af vagten er det ikke', { text: 'bekræftet af vagten er det ikke' }],
    ['sent på dagen gik mail ned', { text: 'sent på dagen gik mail ned' }],
    ['klaret', { text: 'klaret' }],
    ['112 er ringet op', { text: '112 er ringet op' }],
  ] as const)('»%s«', (typed, change) => {
    expect(read(typed)).toEqual(change);
  });

  it('of what was written late may be why', () => {
    expect(read('sent ingen net', 'melding', true)).toEqual({ lateReason: 'ingen net' });
  });

  it('of a task may be that it is done, and who carries it', () => {
    expect(read('klaret', 'opgave')).toEqual({ done: true });
    expect(read('ikke klaret', 'opgave')).toEqual({ done: false });
    expect(read('ansvarlig Jens', 'opgave')).toEqual({ owner: jens });
    expect(read('@Jens', 'opgave')).toEqual({ owner: jens });
    expect(read('Ring til vagten, ansvarlig: Jens', 'opgave')).toEqual({
      text: 'Ring til vagten',
      owner: jens,
    });
  });

  it('of a decision may hold why', () => {
    expect(read('Vi lukker, fordi det brænder', 'beslutning')).toEqual({
      text: 'Vi lukker',
      reason: 'det brænder',
    });
  });

  it('of the start is its text alone', () => {
    const view = viewOf(started().ledger.entries, 1);
    const change = readCorrection('beslutning', view, { at, plan: testPlan, mentions: [] });
    expect(change).toEqual({ text: 'beslutning' });
  });

  it.each(['constructor', '__proto__', 'er et constructor'])(
    'is a text where it is any other word: %s',
    (typed) => {
      expect(read(typed, 'opgave')).toEqual({ text: typed });
    },
  );

  it('loses no word of what is typed', () => {
    const words = fc.constantFrom(
      ...[
        'fordi',
        'kilde',
        'sent',
        'beslutning',
        'bekræftet',
        'af',
        'Jens',
        'kl.',
        '13.40',
        'vagten',
        'nede',
        '@Jens',
        ':',
        ',',
      ],
    );
    const said = (text: string): readonly string[] =>
      text.toLocaleLowerCase('da').match(/[\p{L}\p{N}]+/gu) ?? [];
    const grammar = new Set(['fordi', 'kilde', 'sent', 'beslutning', 'bekræftet', 'af', 'kl', '13', '40']);
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), fc.boolean(), (typed, isLate) => {
        const { text, reason, lateReason, source, acted, owner, ...marks } = read(
          typed.join(' '),
          'melding',
          isLate,
        );
        const kept = [text, reason, lateReason, source, acted?.name, owner?.name].join(' ');
        const lost = said(typed.join(' ')).filter((word) => !grammar.has(word) && !said(kept).includes(word));
        expect(lost, typed.join(' ')).toEqual([]);
        if (!kept.trim()) expect(Object.keys(marks)).not.toEqual([]);
      }),
    );
  });
});
