import './strict.ts';
import { describe, expect, it } from 'vitest';
import { mayChange } from '../../src/cards/notice-card.ts';
import { pictureCard } from '../../src/cards/picture.ts';
import { pictureFormCard } from '../../src/cards/picture-form.ts';
import { approvalCard, pictureSendCard } from '../../src/cards/picture-send.ts';
import { sentCard, versionCard } from '../../src/cards/picture-version.ts';
import { actionsOf, inputsOf, linesOf, textOf } from './card-tree.ts';
import { pictures } from './picture-scenes.ts';
import { midway, started } from './scenes.ts';

const titles = (card: object) => actionsOf(card).map(({ title }) => title);

describe('the situation picture card', () => {
  it('says that none was sent yet, when the first is due, and which entry and hash it rests on', () => {
    const lines = linesOf(pictureCard(midway));
    expect(lines[0]).toBe('SITUATIONSBILLEDE · IKKE SENDT ENDNU');
    expect(lines).toContain('Første senest kl. 03.14');
    expect(lines.at(-1)).toBe('K-2026-07 · post nr. 12 · 9b1e 07d4');
  });

  it('says what nobody knows, in one line, instead of guessing', () => {
    const unknown = linesOf(pictureCard(started)).filter((line) => line.startsWith('? Ukendt'));
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toContain('Livsvigtige leverancer ramt');
    expect(textOf(pictureCard(started))).toContain('Meldt af Ukendt');
  });

  it('shows what people wrote, the newest first, where no picture was sent', () => {
    const lines = linesOf(pictureCard(midway));
    const at = (part: string) => lines.findIndex((line) => line.includes(part));
    expect(at('Fravalg')).toBeGreaterThan(at('Nyt i loggen'));
    expect(at('Melding')).toBeGreaterThan(at('Fravalg'));
  });

  it('shows the newest version, what is worst first, and then what has happened since', () => {
    const lines = linesOf(pictureCard(pictures.later));
    expect(lines[0]).toBe('SITUATIONSBILLEDE S1');
    expect(lines[3]).toBe('Godkendt af Anna Holm kl. 02.40 · Næste senest kl. 03.40');
    expect(lines[4]).toContain('⚠ Udvikling Forværres');
    expect(lines[5]).toContain('⚠ Livsvigtige leverancer ramt Ja, nødkald går over telefoni');
    expect(lines[5]).toContain('ændret siden');
    const since = lines.slice(lines.indexOf('Nyt siden S1'));
    expect(since[1]).toContain('Livsvigtige leverancer ramt Nej');
    expect(since.join('\n')).toContain('Forventet udvikling og drift igen (formodet) Mail igen kl. 8');
    expect(since.join('\n')).toContain('Telefoni er oppe igen');
    expect(since.join('\n')).toContain('rettet til');
  });

  it('is marked as overdue when asked after the time that was promised, and once people were reminded', () => {
    const late = { now: '2026-11-23T03:00:00.000Z' };
    expect(linesOf(pictureCard(pictures.sent, late))).toContain('⚠ Skulle være opdateret kl. 03.40');
    expect(linesOf(pictureCard(pictures.overdue))).toContain('⚠ Skulle være opdateret kl. 03.40');
    expect(linesOf(pictureCard(pictures.neverSent))).toContain('⚠ Skulle være sendt kl. 03.14');
  });

  it('answers after the end, says so first, and takes nothing more', () => {
    const card = pictureCard(pictures.over, { now: '2026-11-24T03:00:00.000Z' });
    expect(linesOf(card)[3]).toBe('✔ Krisen er slut. Sluttet kl. 05.04.');
    expect(titles(card)).not.toContain('Opdater');
    expect(textOf(card)).not.toContain('⚠ Skulle');
  });

  it('says of a draft that it is one', () => {
    const lines = linesOf(pictureCard(pictures.draft));
    expect(lines[0]).toBe('SITUATIONSBILLEDE S1 · UDKAST');
    expect(lines[3]).toContain('Udkast sendt af Peter Lund kl. 02.39, ikke godkendt');
  });
});

describe('a version', () => {
  it('is shown as it was, with ways to the older and the newer, and what it changed', () => {
    const first = versionCard(pictures.second, 1);
    expect(textOf(first)).toContain('Ja, nødkald går over telefoni');
    expect(titles(first)).toContain('Nyere: S2');
    const second = versionCard(pictures.second, 2);
    expect(titles(second)).toContain('Ældre: S1');
    expect(textOf(second)).toContain(
      'Ændret siden S1: Livsvigtige leverancer ramt · Forventet udvikling og drift igen',
    );
  });

  it('that was sent to somebody stays what it was, whatever follows', () => {
    const { sent, later, second } = pictures;
    const entry = sent.crisis.picture.versions[0]?.entry ?? 0;
    expect(sentCard(later, 'lise', entry)).toEqual(sentCard(sent, 'lise', entry));
    expect(sentCard(second, 'lise', entry)).toEqual(sentCard(sent, 'lise', entry));
  });

  it('is drawn anew only for what can change it: not for a line in the log or in the next picture', () => {
    const { sent, later } = pictures;
    const entry = sent.crisis.picture.versions[0]?.entry ?? 0;
    const news = later.entries.slice(sent.entries.length);
    expect(news.map(({ event }) => event.kind)).toContain('corrected');
    expect(news.filter((one) => mayChange('pictureCard', one))).toEqual([]);
    for (const who of ['anna', 'lise']) {
      expect(sentCard(later, who, entry)).toEqual(sentCard(sent, who, entry));
    }
    const [start] = sent.entries;
    expect(start && mayChange('pictureCard', start)).toBe(true);
    const approved = { event: { kind: 'pictureApproved', version: 1 } } as const;
    const erased = {
      event: { kind: 'textErased', of: 5, words: { reason: '', basis: '', by: '' } },
    } as const;
    for (const one of [approved, erased]) expect(mayChange('pictureCard', one)).toBe(true);
    expect(news.every((one) => mayChange('briefCard', one))).toBe(true);
  });

  it('sent as a draft has the way to approve it for the crisis leader alone', () => {
    const entry = pictures.draft.crisis.picture.versions[0]?.entry ?? 0;
    expect(titles(sentCard(pictures.draft, 'anna', entry))).toContain('Godkend S1');
    expect(titles(sentCard(pictures.draft, 'lise', entry))).not.toContain('Godkend S1');
  });
});

describe('the card that sends the picture', () => {
  it('lets the crisis leader approve and send with one tap, and others ask or send a draft', () => {
    expect(titles(pictureSendCard(pictures.stated, 'anna'))).toContain('Godkend og send');
    expect(titles(pictureSendCard(pictures.stated, 'peter'))).toEqual(
      expect.arrayContaining(['Bed Anna godkende', 'Send som udkast']),
    );
    expect(titles(pictureSendCard(pictures.asked, 'peter'))).not.toContain('Bed Anna godkende');
    expect(titles(pictureSendCard(pictures.leaderless, 'jens'))).not.toContain('Godkend og send');
  });

  it('shows what has changed since the last, and no more', () => {
    const text = textOf(pictureSendCard(pictures.later, 'anna'));
    expect(text).toContain('Ændret siden S1');
    expect(text).toContain('Mail igen kl. 8');
    expect(text).not.toContain('Mail og fildrev');
  });

  it('to whom it was sent for approval says how it ended, and then has nothing to tap', () => {
    const asked = pictures.asked.entries.length;
    expect(titles(approvalCard(pictures.asked, 'anna', asked))).toContain('Godkend og send');
    expect(titles(approvalCard(pictures.asked, 'jens', asked))).toEqual(['Situationsbillede']);
    expect(textOf(approvalCard(pictures.draft, 'anna', 7))).toContain('SITUATIONSBILLEDE S1 · UDKAST');
  });
});

describe('the form', () => {
  it('is filled in with what the log proposes, and says that it is a proposal', () => {
    const inputs = inputsOf(pictureFormCard(pictures.proposed));
    const labels = inputs.map(({ label }) => label);
    expect(labels).toContain('Hvad er der sket – forslag fra loggen');
    expect(inputs.find(({ id }) => id === 'actions')?.value).toBe('Elektriker er tilkaldt.');
    expect(titles(pictureFormCard(pictures.proposed))).toContain('Gem og bekræft forslag');
    expect(titles(pictureFormCard(pictures.second))).not.toContain('Gem og bekræft forslag');
  });

  it('has the core fields first, and the rest on a form of its own', () => {
    expect(inputsOf(pictureFormCard(pictures.stated)).map(({ id }) => id)).not.toContain('cause');
    const more = inputsOf(pictureFormCard(pictures.stated, { part: 'more' }));
    expect(more.find(({ id }) => id === 'cause')?.value).toBe('Gravearbejde har ramt et kabel');
    expect(more.find(({ id }) => id === 'causesikker')?.value).toBe('assumed');
  });
});
