import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNote } from '../../src/commands/read-note.ts';
import type { NoteType } from '../../src/domain/note.ts';
import { noteTypes } from '../../src/domain/note.ts';
import { testPlan } from '../fixtures/plan.ts';

/** 14.00 on a November day, Danish time. */
const at = '2026-11-23T13:00:00.000Z';
const ole = { id: 'teams:ole', name: 'Ole Vind' };
const read = (typed: string, type?: NoteType) => {
  const { kind: _, ...parts } = readNote(typed, at, testPlan, type, [ole]);
  return parts;
};
const text = 'Nødstrøm er startet';
const jens = { id: 'jens', name: 'Jens Krogh' };
const happenedAt = '2026-11-23T12:40:00.000Z';

describe('what stands before a note', () => {
  it.each([
    'kl. 13.40 Nødstrøm er startet',
    'Kl 13:40: Nødstrøm er startet',
    'kl. 1340 Nødstrøm er startet',
    'klokken 13.40, Nødstrøm er startet',
    '13.40 Nødstrøm er startet',
    '13.40. Nødstrøm er startet',
    'for 20 min siden Nødstrøm er startet',
    'For 20 minutter siden: Nødstrøm er startet',
  ])('»%s« tells when it happened', (typed) => {
    expect(read(typed)).toEqual({ type: 'melding', text, happenedAt });
  });

  it('tells of last night as last night', () => {
    const morning = '2026-11-23T05:00:00.000Z';
    expect(readNote('kl. 23.50 Strømmen gik', morning, testPlan)).toMatchObject({
      happenedAt: '2026-11-22T22:50:00.000Z',
    });
    expect(read('kl. halv to Strømmen gik')).toMatchObject({
      text: 'Strømmen gik',
      happenedAt: '2026-11-23T12:30:00.000Z',
    });
  });

  it('keeps in the text that a time is about right', () => {
    expect(read('ca. kl. 13.40 gik strømmen')).toMatchObject({
      text: 'ca. kl. 13.40 gik strømmen',
      happenedAt,
    });
  });

  it.each(['af Jens: ', 'af @Jens Krogh: ', 'Af jens krogh: '])('»%s« tells who acted', (lead) => {
    expect(read(`${lead}${text}`, 'handling')).toEqual({ type: 'handling', text, acted: jens });
  });

  it('takes also who is in no plan, by name', () => {
    expect(read(`af @Ole Vind: ${text}`)).toMatchObject({ acted: ole });
    expect(read(`af Bo fra Elværket: ${text}`)).toMatchObject({ text, acted: { name: 'Bo fra Elværket' } });
    expect(read(`af elektrikeren: ${text}`)).toMatchObject({ text, acted: { name: 'elektrikeren' } });
  });

  it('tells where a melding comes from, and whether somebody has made sure', () => {
    expect(read('fra vagten: Der er røg')).toEqual({ type: 'melding', text: 'Der er røg', source: 'vagten' });
    const unsure = { text: 'Der er røg', source: 'vagten', confirmed: false };
    expect(read('ubekræftet fra vagten: Der er røg')).toMatchObject(unsure);
    expect(read('fra vagten, ubekræftet: Der er røg')).toMatchObject(unsure);
    expect(read('Bekræftet: Der er røg')).toEqual({ type: 'melding', text: 'Der er røg', confirmed: true });
  });

  it('comes in any order, and all at once', () => {
    expect(read(`beslutning: af Jens: kl. 13.40 Vi lukker, fordi det brænder`)).toEqual({
      type: 'beslutning',
      text: 'Vi lukker',
      reason: 'det brænder',
      acted: jens,
      happenedAt,
    });
    expect(read('13.40 fra vagten: bekræftet: Røg')).toMatchObject({
      happenedAt,
      source: 'vagten',
      text: 'Røg',
    });
  });

  it.each(['kommunikation', 'møde', 'beslutning', 'handling'] as const)('»%s:« names the type', (type) => {
    expect(read(`${type}: ${text}`)).toEqual({ type, text });
    expect(read(`${type} ${text}`)).toEqual({ type: 'melding', text: `${type} ${text}` });
  });

  it('names no other type where the word before it has named one', () => {
    expect(read('beslutning: Vi lukker', 'handling')).toEqual({
      type: 'handling',
      text: 'beslutning: Vi lukker',
    });
  });
});

describe('why', () => {
  it('is told by a decision and a fravalg', () => {
    expect(read('Vi lukker nettet, fordi virus spreder sig', 'beslutning')).toEqual({
      type: 'beslutning',
      text: 'Vi lukker nettet',
      reason: 'virus spreder sig',
    });
    expect(read('undladelse: Vi venter\nfordi spor går tabt')).toMatchObject({
      type: 'fravalg',
      reason: 'spor går tabt',
    });
  });

  it('is part of the text elsewhere, and where nothing follows', () => {
    expect(read('Alt er nede fordi strømmen gik')).toMatchObject({ text: 'Alt er nede fordi strømmen gik' });
    expect(read('Vi lukker fordi', 'beslutning')).toEqual({ type: 'beslutning', text: 'Vi lukker fordi' });
  });
});

describe('who carries a task', () => {
  it.each([
    'Ring til elværket @Jens',
    '@Jens Krogh Ring til elværket',
    'Ring til elværket, ansvarlig: Jens.',
    'Ring til elværket, ansvarlig Jens',
    'Ring til elværket (ansvarlig Jens Krogh)',
    'til Jens: Ring til elværket',
    'til @Jens Krogh: Ring til elværket',
  ])('is told in »%s«', (typed) => {
    expect(read(typed, 'opgave')).toEqual({ type: 'opgave', text: 'Ring til elværket', owner: jens });
  });

  it.each([
    'Ring til @Jens',
    'Ring til elværket @Bente',
    'Ring til @Jens om nøglen',
    'til elværket: ring om nøglen',
    'Find den ansvarlig for nøglen',
    'Ring inden kl. 15',
    'kl. 12 ring til elværket',
  ])('is not told in »%s«', (typed) => {
    expect(read(typed, 'opgave')).toEqual({ type: 'opgave', text: typed });
  });
});

describe('what is not surely meant so', () => {
  it.each([
    '112 er ringet op',
    '2 servere er nede',
    '1340 brugere er ramt',
    '10.20.30.40 svarer ikke',
    '24.50 kr. koster det',
    '13.40-14.10 var strømmen væk',
    'kl. 13.40 til 14.10 var strømmen væk',
    'kl. 14.20 kommer elektrikeren',
    'Strømmen gik kl. 13.40',
    'for lidt siden gik strømmen',
    'af hensyn til borgerne: vi venter',
    'af Jens fik vi besked',
    'fra kl. 13: lukket for alle',
    'fra i morgen: nye koder',
    'fra vagten hører vi intet',
    'bekræftet er det ikke',
    'Frist: fredag? Se nr. 12',
    'kl. 13.40',
    'fra vagten:',
    'se: beslutning: Vi lukker',
  ])('»%s« is text', (typed) => {
    const expected = typed.startsWith('Frist') ? 'fredag? Se nr. 12' : typed;
    expect(read(typed)).toEqual({ type: typed.startsWith('Frist') ? 'frist' : 'melding', text: expected });
  });
});

describe('whatever is typed', () => {
  const pieces = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...['kl. 13.40', '13.40', 'for 20 min siden', 'af Jens:', 'af @Jens Krogh:', 'af Ole Vind:'],
        ...[
          'fra vagten:',
          'bekræftet',
          'ubekræftet:',
          'fordi',
          ', fordi',
          'beslutning:',
          'opgave:',
          'Frist:',
        ],
        ...['@Jens', '@', 'ansvarlig: Jens', 'ansvarlig:', 'ring', 'til', '112', '\n', ':', 'ca. kl. 13'],
      ),
    },
  );
  const typing = fc.array(pieces, { maxLength: 12 }).map((words) => words.join(' '));
  const kind = fc.constantFrom(undefined, ...noteTypes);
  /** What may become a time, a type or a mark instead of standing in a text. */
  const grammar = new Set(
    'kl 13 40 for 20 min siden af fra bekræftet ubekræftet fordi ansvarlig beslutning opgave frist'.split(
      ' ',
    ),
  );
  const wordsIn = (typed: string) =>
    (
      typed
        .normalize('NFC')
        .toLocaleLowerCase('da')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).filter((word) => !grammar.has(word));

  it('no word is lost', () => {
    fc.assert(
      fc.property(typing, kind, (typed, type) => {
        const note = readNote(typed, at, testPlan, type, [ole]);
        const { text: said, reason, source, acted, owner } = note;
        const kept = wordsIn([said, reason, source, acted?.name, owner?.name].join(' '));
        const lost = wordsIn(typed).filter((word) => {
          const index = kept.indexOf(word);
          if (index > -1) kept.splice(index, 1);
          return index === -1;
        });
        if (lost.length > 0) expect.fail(`${lost} in ${JSON.stringify(typed)} → ${JSON.stringify(note)}`);
        if (typed.trim()) expect(said).not.toBe('');
      }),
      { numRuns: 1_000 },
    );
  });

  it('a time that leaves the text is when it happened', () => {
    fc.assert(
      fc.property(typing, kind, (typed, type) => {
        const note = readNote(typed, at, testPlan, type);
        const times = (all: string) => all.match(/13\.40|20 min/g)?.length ?? 0;
        const gone = times(typed) - times([note.text, note.reason, note.source, note.acted?.name].join(' '));
        expect(gone).toBeLessThanOrEqual(note.happenedAt ? 1 : 0);
      }),
    );
  });

  it('takes time in proportion to its length', () => {
    const long = [
      'kl. 13.40 ',
      'fordi ',
      ' ',
      '@',
      ' @Jens',
      'ansvarlig: ',
      'af Jens: ',
      'fra x: ',
      ':',
      'opgave: ',
    ];
    for (const piece of long) {
      for (const type of [undefined, 'beslutning', 'opgave'] as const) {
        const typed = `a${piece.repeat(40_000 / piece.length)}b`;
        const begun = performance.now();
        readNote(typed, at, testPlan, type);
        readNote(typed.slice(1), at, testPlan, type);
        expect(performance.now() - begun, piece).toBeLessThan(1_000);
      }
    }
  });
});
