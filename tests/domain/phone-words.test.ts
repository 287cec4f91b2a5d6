import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Crisis } from '../../src/domain/crisis.ts';
import { cutAtWord, gsmText } from '../../src/domain/gsm-text.ts';
import { smsText, spokenWords } from '../../src/domain/phone-words.ts';
import { smsReaders } from '../../src/domain/sms-readers.ts';
import { testPlan } from '../fixtures/plan.ts';
import { person, started } from './course.ts';

const gsm = /^[@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/;
const titled = (crisis: Crisis, headline: string): Crisis => ({ ...crisis, headline });

const unled = started('jens').does('jens', { kind: 'takeRole', role: 'solutionOfficer' });
const led = started()
  .does('anna', { kind: 'nameTime', happenedAt: '2026-11-23T01:05:00.000Z' })
  .does('peter', { kind: 'takeRole', role: 'logOfficer' })
  .does('anna', { kind: 'assignRole', role: 'peopleOfficer', to: person('mette') })
  .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' });
const provisional = unled.does('jens', { kind: 'confirmPlace', placeId: 'kontor' });
const exercise = started('anna', { exercise: true });
const moments = { unled, led, provisional, exercise };
const momentNames = ['unled', 'led', 'provisional', 'exercise'] as const;

describe('an SMS', () => {
  it('says what, since when, where, the role, and whom to phone', () => {
    expect(smsText(led.crisis, 'peter')).toBe(
      'KRISE: Strømsvigt. Siden kl. 02.05. Mødested: Mødelokale 3, Rådhuspladsen 1. Din rolle: Situationsbillede, log og dokumentation. Spørgsmål: ring 96110001',
    );
    expect(smsText(led.crisis, 'mette')).toBe(
      'KRISE: Strømsvigt. Siden kl. 02.05. Mødested: Mødelokale 3, Rådhuspladsen 1. Du er spurgt om: Involverede personer. Svar i Teams eller ring 96110001',
    );
  });

  it('says of a place whether it is a proposal, holds for now, or is decided', () => {
    expect(smsText(unled.crisis, 'mette')).toContain('Forslag til mødested: Mødelokale 3, Rådhuspladsen 1.');
    expect(smsText(provisional.crisis, 'anna')).toContain('Foreløbigt mødested: Kriseleders kontor');
    expect(smsText(led.crisis, 'anna')).toContain(
      ' Mødested: Mødelokale 3, Rådhuspladsen 1 (besluttet kl. 02.18).',
    );
  });

  it('says to anyone all but a role', () => {
    expect(smsText(led.crisis)).toBe(
      'KRISE: Strømsvigt. Siden kl. 02.05. Mødested: Mødelokale 3, Rådhuspladsen 1 (besluttet kl. 02.18). Svar i Teams eller ring 96110001 (Anna Holm)',
    );
  });

  it('names the emergency phone to the crisis leader, and to everyone while nobody leads', () => {
    expect(smsText(led.crisis, 'anna')).toContain('ring 96110000');
    expect(smsText(unled.crisis, 'peter')).toContain('ring 96110000');
  });

  it('begins with ØVELSE in an exercise, whatever the headline says', () => {
    expect(smsText(titled(exercise.crisis, 'KRISE: det er alvor'), 'anna')).toMatch(/^ØVELSE: /);
    expect(smsText(titled(led.crisis, 'ØVELSE'), 'anna')).toMatch(/^KRISE: /);
  });

  it('asks for a receipt and nothing else in a kontaktøvelse', () => {
    const text = smsText({ ...exercise.crisis, contactOnly: true }, 'anna');
    expect(text).toBe(
      'ØVELSE: Strømsvigt. Kontaktøvelse: svar i Teams, at du har set det. Du skal ikke gøre mere.',
    );
  });

  it('says that it is over when it is', () => {
    const off = led.does('anna', { kind: 'callOff', reason: 'En planlagt prøve' });
    expect(smsText(off.crisis, 'jens')).toBe(
      'KRISE: Strømsvigt. Krisen er afblæst kl. 02.19. Du skal ikke gøre mere.',
    );
  });

  it('names the day where the crisis began on another', () => {
    const crisis = { ...led.crisis, lastAt: '2026-11-24T08:00:00.000Z' };
    expect(smsText(crisis, 'anna')).toContain('Siden 23/11 kl. 02.05.');
  });

  it('shortens a headline at a word and says so, and keeps role, place and number', () => {
    const headline =
      'Strømsvigt i serverrum og køleanlæg på rådhuset, og nødstrømmen starter ikke af sig selv';
    const text = smsText(titled(led.crisis, headline), 'peter');
    expect(text).toBe(
      'KRISE: Strømsvigt i serverrum og køleanlæg på rådhuset, og nødstrømmen... Siden kl. 02.05. Mød: Mødelokale 3, Rådhuspladsen 1. Din rolle: log. Ring 96110001',
    );
    expect(text.length).toBeLessThanOrEqual(160);
  });

  const headlines = fc.oneof(
    fc.string({ minLength: 1, maxLength: 120 }),
    fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }),
    fc.string({ minLength: 1, maxLength: 120, unit: 'binary' }),
    fc.constantFrom(
      '«»–—…“”\u00a0\u202f',
      '🔥'.repeat(30),
      '\n\nKRISE: aflyst',
      '{{tekst}}',
      '"}\\'.repeat(40),
    ),
    fc.string({ minLength: 100, maxLength: 120, unit: fc.constantFrom('æ', 'ø', 'å', 'A\u030a', ' ', '.') }),
  );

  it('is one SMS of GSM-7 on one line, whatever the headline, and loses neither place, role nor number', () => {
    fc.assert(
      fc.property(headlines, fc.constantFrom(...momentNames), (headline, moment) => {
        const { crisis } = moments[moment];
        const label = crisis.exercise ? 'ØVELSE: ' : 'KRISE: ';
        for (const id of ['anna', 'jens', 'peter', 'mette']) {
          const text = smsText(titled(crisis, headline), id);
          const plain = smsText(titled(crisis, 'x'), id);
          expect(text).toMatch(gsm);
          expect(text.startsWith(label)).toBe(true);
          expect(text.length).toBeLessThanOrEqual(160);
          expect(text).toContain(crisis.place.current.name);
          expect(text).toMatch(/ring 961100\d\d/i);
          for (const word of ['Din rolle: ', 'purgt om: ']) {
            expect(text.includes(word)).toBe(plain.includes(word));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('grows longer than one only where place and roles alone fill it, and then still has a headline', () => {
    const name = 'Mødelokale på øverste etage i den gamle bygning bag biblioteket, indgang fra gården';
    const plan = { ...testPlan, meetingPlaces: [{ id: 'langt', name, source: 'delplan' as const }] };
    const text = smsText(
      titled(started('jens', { plan }).crisis, 'Strømsvigt i serverrum og køleanlæg'),
      'anna',
    );
    expect(text).toContain(name);
    expect(text).toMatch(/^KRISE: Strømsvigt i\.\.\. /);
    expect(text.length).toBeGreaterThan(160);
    expect(text.length).toBeLessThanOrEqual(306);
  });
});

describe('letters for an SMS', () => {
  it('stay where GSM-7 has them, also when a Mac wrote them in two parts', () => {
    expect(gsmText('Blåbærgrød ÆØÅ é ü ß @ § 100 %')).toBe('Blåbærgrød ÆØÅ é ü ß @ § 100 %');
    expect(gsmText('A\u030a a\u030a')).toBe('Å å');
  });

  it('are replaced by near ones, one character each, else by a question mark or nothing', () => {
    expect(gsmText('»Nu« – “her” … kl.\u00a002.14')).toBe('"Nu" - "her" ... kl. 02.14');
    expect(gsmText('Ångström á ê ç ł 危机 🔥 [1] {2}')).toBe('Ångström a e c ? ?? (1) (2)');
    expect(gsmText(' a\r\n\tb\ud800 ')).toBe('a b');
  });

  it('are cut at a word, never in the middle of one unless it is the first', () => {
    expect(cutAtWord('Strømsvigt i serverrum', 17)).toBe('Strømsvigt i...');
    expect(cutAtWord('Strømsvigt i serverrum', 15)).toBe('Strømsvigt i...');
    expect(cutAtWord('Strømsvigt', 7)).toBe('Strø...');
    expect(cutAtWord('Strømsvigt', 10)).toBe('Strømsvigt');
  });
});

describe('the words for the phone', () => {
  it('are what one reads aloud in fifteen seconds', () => {
    expect(spokenWords(led.crisis)).toBe(
      'KRISE i Digital Drift: Strømsvigt. Siden kl. 02.05. Mødestedet er Mødelokale 3, Rådhuspladsen 1 (besluttet kl. 02.18). Er du i tvivl, så ring til kriselederen Anna Holm (96 11 00 01).',
    );
    for (const { crisis } of Object.values(moments)) {
      expect(spokenWords(crisis).split(' ').length).toBeLessThanOrEqual(45);
    }
  });

  it('say what one person is asked, when it is read to that person', () => {
    expect(spokenWords(unled.crisis, 'anna')).toContain('Du er spurgt om: Kriseleder / Situationsbillede');
  });

  it('begin with ØVELSE in an exercise, and tell of the end', () => {
    expect(spokenWords(exercise.crisis)).toMatch(/^ØVELSE i Digital Drift: /);
    const over = led.does('anna', { kind: 'end', remark: 'Alt kører' });
    expect(spokenWords(over.crisis)).toContain('Krisen er slut kl. 02.19.');
  });
});

describe('who gets an SMS', () => {
  it('is the crisis organisation and whoever holds a role', () => {
    expect(smsReaders(led.crisis)).toEqual(['anna', 'jens', 'lise', 'peter', 'mette']);
  });

  it('is nobody in an exercise but those the plan lists for it', () => {
    expect(smsReaders(exercise.crisis)).toEqual(['peter']);
    const { exerciseSms: _, ...plan } = testPlan;
    expect(smsReaders(started('anna', { exercise: true, plan }).crisis)).toEqual([]);
  });
});

describe('the situation in words to read aloud', () => {
  const stated = led.does('jens', {
    kind: 'updatePicture',
    statements: [
      { field: 'affected', certainty: 'certain', text: 'Mail og fildrev er nede, telefoni delvist.' },
      { field: 'outlook', certainty: 'assumed', text: 'kl. 8' },
    ],
  });

  it('says what is down, whether lives depend on it and when it works again, by the newest statements', () => {
    expect(spokenWords(stated.crisis)).toBe(
      'KRISE i Digital Drift: Strømsvigt. Siden kl. 02.05. Ramt: Mail og fildrev er nede, telefoni delvist. Livsvigtige leverancer ramt: ukendt. Virker igen: formodet kl. 8. Mødestedet er Mødelokale 3, Rådhuspladsen 1 (besluttet kl. 02.18). Er du i tvivl, så ring til kriselederen Anna Holm (96 11 00 01).',
    );
    expect(spokenWords(led.crisis)).not.toContain('Ramt');
  });

  it('is read in fifteen seconds, however much is written: what is cut says so', () => {
    const long = stated.does('anna', {
      kind: 'updatePicture',
      statements: (['affected', 'lifeCritical', 'outlook'] as const).map((field) => ({
        field,
        certainty: 'certain' as const,
        text: 'meget langt svar '.repeat(40),
      })),
    });
    expect(spokenWords(long.crisis).split(/\s+/).length).toBeLessThanOrEqual(65);
    expect(spokenWords(long.crisis)).toContain('…');
  });

  it('leaves the SMS as short as it was', () => {
    expect(smsText(stated.crisis, 'peter')).toBe(smsText(led.crisis, 'peter'));
  });
});
