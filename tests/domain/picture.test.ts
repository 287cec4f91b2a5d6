import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatementInput } from '../../src/domain/command.ts';
import { erasedText } from '../../src/domain/erased-text.ts';
import { changesSince, pictureAt, versionOf } from '../../src/domain/picture.ts';
import { pictureFields } from '../../src/domain/picture-field.ts';
import { changedOn, formFields } from '../../src/domain/picture-form.ts';
import { notedSince, proposalsOf } from '../../src/domain/picture-log.ts';
import { dueLine, pictureLine, statementText } from '../../src/domain/picture-words.ts';
import { readPicture } from '../../src/domain/read-picture.ts';
import { readStatement } from '../../src/domain/read-statement.ts';
import { sharedPicture } from '../../src/domain/share-picture.ts';
import { type Course, started } from './course.ts';

const says = (...statements: readonly StatementInput[]) => ({ kind: 'updatePicture', statements }) as const;
const affected = (text: string): StatementInput => ({ field: 'affected', certainty: 'certain', text });
const send = { kind: 'publishPicture', seen: 99 } as const;
const melding = (text: string) => ({ kind: 'note', type: 'melding', text }) as const;

describe('the situation picture', () => {
  it('says what is not known instead of guessing: core fields nobody has answered, and what is said to be unknown', () => {
    const course = started().does('anna', says({ field: 'cause', certainty: 'unknown', text: '' }));
    const unknown = pictureAt(course.ledger).unknown.map(({ id }) => id);
    expect(unknown).toEqual(expect.arrayContaining(['affected', 'lifeCritical', 'outlook', 'cause']));
    expect(unknown).not.toContain('media');
    // The log itself tells what it is called and since when we know.
    expect(unknown).not.toContain('knownSince');
    expect(unknown).toContain('began');
  });

  it('is readable as it stood with any entry', () => {
    const course = started()
      .does('anna', says(affected('Mail')))
      .does('anna', { kind: 'setLevel', level: 2 })
      .does('anna', { kind: 'correct', of: 1, text: 'Brand i serverrum' })
      .does('anna', says(affected('Mail og telefoni')));
    expect(pictureAt(course.ledger, 2)).toMatchObject({ level: 1, headline: 'Strømsvigt', upTo: 2 });
    expect(pictureAt(course.ledger, 2).statements.affected?.text).toBe('Mail');
    expect(pictureAt(course.ledger)).toMatchObject({ level: 2, headline: 'Brand i serverrum' });
    expect(pictureAt(course.ledger).statements).toEqual(course.crisis.picture.statements);
  });

  it('tells what a version changed: the words or how sure they are', () => {
    const course = started()
      .does('anna', says(affected('Mail'), { field: 'cause', certainty: 'assumed', text: 'Kabel' }))
      .does('anna', send)
      .does('anna', says(affected('Mail'), { field: 'cause', certainty: 'certain', text: 'Kabel' }))
      .does('anna', send);
    const second = versionOf(course.ledger, 2);
    expect(second && changesSince(course.ledger, second.picture, 1).map(({ field }) => field.id)).toEqual([
      'cause',
    ]);
    expect(versionOf(course.ledger, 3)).toBeUndefined();
  });

  it('says of an erased text that it was erased, and keeps its place', () => {
    const course = started()
      .does('anna', says(affected('Mail')))
      .does('anna', send);
    const entries = course.ledger.entries.map((entry) =>
      entry.event.kind === 'pictureUpdated'
        ? { ...entry, event: { ...entry.event, words: { affected: erasedText } } }
        : entry,
    );
    const picture = versionOf({ ...course.ledger, entries }, 1)?.picture;
    expect(picture?.stated.map(({ statement }) => statementText(statement))).toEqual([erasedText]);
  });

  it('says when the next is due, and that it is overdue once that is known', () => {
    const course = started()
      .does('anna', says(affected('Mail')))
      .does('anna', send);
    expect(pictureLine(course.crisis)).toBe('Situationsbillede S1 kl. 02.16 · næste senest kl. 03.16');
    expect(dueLine(course.crisis, '2026-11-23T02:16:00.000Z')).toBe('⚠ Skulle være opdateret kl. 03.16');
    const reminded = course.at(90).ticks();
    expect(pictureLine(reminded.crisis)).toBe(
      '⚠ Situationsbillede S1 kl. 02.16 · skulle være opdateret kl. 03.16',
    );
  });
});

describe('what the log tells', () => {
  const noted = started()
    .does('anna', { kind: 'nameTime', happenedAt: '2026-11-23T01:05:00.000Z' })
    .does('jens', melding('Telefonerne er nede'))
    .does('jens', { ...melding('Peter er syg'), sensitive: true })
    .does('jens', { kind: 'note', type: 'handling', text: 'Elektriker er kaldt' });

  it('is proposed for the first picture, as it reads now, without what is sensitive', () => {
    const course = noted.does('anna', { kind: 'correct', of: 3, text: 'Kun mail er nede' });
    expect(proposalsOf(course.ledger)).toEqual({
      happened: 'Strømsvigt. Kun mail er nede',
      began: 'kl. 02.05',
      knownSince: 'kl. 02.14',
      actions: 'Elektriker er kaldt',
    });
  });

  it('is no part of the picture until a person has confirmed it', () => {
    expect(pictureAt(noted.ledger).stated).toEqual([]);
    expect(noted.when('anna', send)).toMatchObject({ code: 'invalid' });
  });

  it('is proposed neither over a statement nor once a picture was sent', () => {
    const stated = noted.does('anna', says({ field: 'happened', certainty: 'certain', text: 'Brand' }));
    expect(proposalsOf(stated.ledger).happened).toBeUndefined();
    expect(proposalsOf(stated.does('anna', send).ledger)).toEqual({});
  });

  it('since a version is what people wrote after it, the newest first, and what they put right of before', () => {
    const course = noted
      .does('anna', says(affected('Mail')))
      .does('anna', send)
      .does('jens', melding('Strømmen er tilbage'))
      .does('jens', { kind: 'correct', of: 3, text: 'Kun mail er nede' });
    expect(notedSince(course.ledger, 7).map(({ entry }) => entry.number)).toEqual([9, 8]);
  });
});

describe('a line that updates the picture', () => {
  const one = (typed: string) => readPicture(typed).statements[0];

  it.each([
    ['ramt: mail ned, telefoni delvist', 'affected', 'certain', 'mail ned, telefoni delvist'],
    ['Ramt : mail ned', 'affected', 'certain', 'mail ned'],
    ['ramt mail ned', 'affected', 'certain', 'mail ned'],
    ['hvem er berørt: 400 borgere', 'people', 'certain', '400 borgere'],
    ['årsag (formodet): kabel', 'cause', 'assumed', 'kabel'],
    ['formodet årsag: kabel', 'cause', 'assumed', 'kabel'],
    ['årsag: måske kabel', 'cause', 'assumed', 'kabel'],
    ['årsag?: kabel', 'cause', 'assumed', 'kabel'],
    ['årsag: kabel?', 'cause', 'assumed', 'kabel?'],
    ['årsag: formentlig kabel', 'cause', 'assumed', 'formentlig kabel'],
    ['årsag: ukendt', 'cause', 'unknown', ''],
    ['årsag: ved ikke', 'cause', 'unknown', ''],
    ['ukendt: er det et angreb?', 'unknowns', 'certain', 'er det et angreb?'],
    ['liv: ja', 'lifeCritical', 'certain', 'Ja'],
    ['liv: JA, nødkald er nede', 'lifeCritical', 'certain', 'Ja, nødkald er nede'],
    ['liv: nej', 'lifeCritical', 'certain', 'Nej'],
    ['liv: måske', 'lifeCritical', 'assumed', 'måske'],
    ['udvikling: det bliver værre', 'trend', 'certain', 'Forværres'],
    ['udvikling: stabilt', 'trend', 'certain', 'Stabil'],
    ['forventet: måske kl. 8', 'outlook', 'assumed', 'kl. 8'],
  ])('»%s«', (typed, field, certainty, text) => {
    expect(one(typed)).toEqual({ field, certainty, text });
  });

  it('takes several lines as several fields, and goes on with the one above', () => {
    expect(readPicture('ramt: mail\ntelefoni\nliv: nej\nramt: fildrev').statements).toEqual([
      affected('mail\ntelefoni\nfildrev'),
      { field: 'lifeCritical', certainty: 'certain', text: 'Nej' },
    ]);
  });

  it('names the field that may have been meant, and keeps the text', () => {
    expect(readPicture('rmat: mail ned')).toMatchObject({
      rest: 'rmat: mail ned',
      meant: { id: 'affected' },
    });
    expect(readPicture('noget helt andet')).toMatchObject({ statements: [], rest: 'noget helt andet' });
    expect(readPicture('ramt')).toMatchObject({ statements: [], empty: ['affected'], rest: '' });
  });

  it('never throws and never loses a word, whatever is typed', () => {
    const heads = pictureFields.flatMap(({ words }) => words);
    const line = fc.tuple(
      fc.constantFrom('', ...heads.map((word) => `${word}: `), 'årsag (formodet): ', 'sludder: '),
      fc.stringMatching(/^[a-z0-9æøåA-Z ,.?()-]{0,40}$/),
    );
    const text = fc
      .array(line, { maxLength: 6 })
      .map((lines) => lines.map((part) => part.join('')).join('\n'));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 200 })), (typed) => {
        const { statements, rest } = readPicture(typed);
        const kept = [rest, ...statements.map((said) => said.text)].join(' ').toLocaleLowerCase('da');
        const own =
          /^(formodet|måske|ukendt|uvist|ved|ikke|vides|det|vi|uafklaret|ja|jo|jep|yes|nej|næ|no|ingen)$/;
        const lost = [...typed.toLocaleLowerCase('da').matchAll(/[a-zæøå0-9]+/g)]
          .map(([word]) => word)
          .filter((word) => !own.test(word) && !heads.some((head) => head.split(' ').includes(word)))
          .filter((word) => !kept.includes(word) && !/^(stabil|uændret|værre|bedre|bliver)/.test(word));
        expect(lost).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('understands what it wrote itself: what stands on a form and comes back is the same', () => {
    const kinds = fc.constantFrom(...pictureFields.map(({ id }) => id));
    fc.assert(
      fc.property(kinds, fc.string({ maxLength: 80 }), (id, typed) => {
        const first = readStatement(id, typed);
        if (!first) return;
        const course = started().does('anna', says(first));
        const part = pictureFields.find((field) => field.id === id)?.isCore ? 'core' : 'more';
        const fields = formFields(course.ledger, part, 2);
        const back = Object.fromEntries(
          fields.flatMap(({ field, value, certainty }) => [
            [field.id.toLowerCase(), value],
            [`${field.id.toLowerCase()}sikker`, certainty ?? ''],
          ]),
        );
        expect(changedOn(fields, back, false)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a form', () => {
  const shown = started()
    .does('jens', melding('Telefonerne er nede'))
    .does('anna', says(affected('Mail')));
  const inputs = { affected: 'Mail', happened: 'Strømsvigt. Telefonerne er nede', knownsince: 'kl. 02.14' };
  const changed = (course: Course, typed: object, confirms = false) =>
    changedOn(formFields(course.ledger, 'core', 3), { ...inputs, ...typed }, confirms);

  it('takes what was changed, and leaves what was left or emptied as it is', () => {
    expect(changed(shown, { people: '400 borgere', affected: '' })).toEqual([
      { field: 'people', certainty: 'certain', text: '400 borgere' },
    ]);
  });

  it('takes proposals only where they are confirmed, or put in other words', () => {
    expect(changed(shown, {})).toEqual([]);
    expect(changed(shown, {}, true).map(({ field }) => field)).toEqual(['happened', 'knownSince']);
    expect(changed(shown, { happened: 'Brand' })).toEqual([
      { field: 'happened', certainty: 'certain', text: 'Brand' },
    ]);
  });

  it('is compared with what it showed, not with what others wrote meanwhile', () => {
    const meanwhile = shown.does('jens', says(affected('Mail og telefoni')));
    expect(changed(meanwhile, { people: 'Alle' }).map(({ field }) => field)).toEqual(['people']);
  });

  it('asks of the outlook how sure it is', () => {
    expect(changed(shown, { outlook: 'kl. 8', outlooksikker: 'assumed' })).toEqual([
      { field: 'outlook', certainty: 'assumed', text: 'kl. 8' },
    ]);
    expect(changed(shown, { outlooksikker: 'unknown' })).toEqual([
      { field: 'outlook', certainty: 'unknown', text: '' },
    ]);
  });
});

describe('the picture for others', () => {
  const course = started('anna', { exercise: true })
    .does(
      'anna',
      says(
        affected('Mail. Borger 010190-1234 ringede'),
        { field: 'confidential', certainty: 'certain', text: 'Adgangskoder er lækket' },
        { field: 'lifeCritical', certainty: 'certain', text: 'Ja' },
      ),
    )
    .does('anna', send)
    .does('anna', says(affected('Alt er nede')));

  it('is a version, begins with ØVELSE in an exercise, and leaves out what must not be published', () => {
    const { whole, sms, version } = sharedPicture(course.ledger);
    expect(version?.number).toBe(1);
    expect(whole).toMatch(/^ØVELSE/);
    expect(whole).toContain('Situationsbillede S1');
    expect(whole).toContain('Livsvigtige leverancer ramt: Ja');
    expect(whole).toContain('Ukendt: ');
    expect(`${whole}${sms}`).not.toMatch(/lækket|010190-1234|Alt er nede/);
  });

  it('has an SMS of at most 160 letters', () => {
    const long = course.does('anna', says(affected('æøå – mail '.repeat(40)))).does('anna', send);
    expect(sharedPicture(long.ledger).sms.length).toBeLessThanOrEqual(160);
    expect(sharedPicture(long.ledger).sms).toMatch(/^ØVELSE S2 kl\. /);
  });

  it('is marked as a draft until it is approved', () => {
    const draft = started().does('jens', says(affected('Mail')));
    expect(sharedPicture(draft.ledger).whole).toContain('UDKAST');
    expect(sharedPicture(draft.does('jens', send).ledger).whole).toContain('S1 (UDKAST)');
  });
});
