import './strict.ts';
import { describe, expect, it } from 'vitest';
import { entryCard } from '../../src/cards/entry.ts';
import { logCard } from '../../src/cards/log.ts';
import type { LogFilter } from '../../src/domain/log-filter.ts';
import { actionsOf, isJson, linesOf, nodesOf, textOf } from './card-tree.ts';
import { play } from './play.ts';
import { recorded } from './record-scenes.ts';
import { crowded, ended, midway, started } from './scenes.ts';
import { testPlan } from './test-plan.ts';

describe('the log card', () => {
  it('shows ten entries a page, the newest first', () => {
    expect(numbersOn(logCard(crowded, 1))).toEqual([56, 55, 54, 53, 52, 51, 50, 49, 48, 47]);
    expect(numbersOn(logCard(crowded, 6))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('shows the nearest page there is', () => {
    expect(logCard(crowded, 99)).toEqual(logCard(crowded, 6));
    for (const odd of [0, -3, Number.NaN]) expect(logCard(crowded, odd)).toEqual(logCard(crowded, 1));
  });

  it('turns to older and newer pages, where there are any', () => {
    expect(pagesFrom(logCard(crowded, 1))).toEqual(['2']);
    expect(pagesFrom(logCard(crowded, 3))).toEqual(['2', '4']);
    expect(pagesFrom(logCard(started, 1))).toEqual([]);
  });

  it('tells number, time, type and who, and when an entry was written late', () => {
    const lines = linesOf(logCard(midway, 2));
    expect(linesOf(logCard(midway, 1))).toContain('Nr. 9 · kl. 02.23 · Melding · Peter Lund');
    expect(linesOf(logCard(midway, 1))).toContain(
      'Nr. 3 · kl. 02.05 · Melding · Anna Holm · efterregistreret kl. 02.16',
    );
    expect(lines).toContain('Nr. 1 · kl. 02.14 · System · Anna Holm');
  });
});

describe('one entry', () => {
  it('tells when it happened, when it was written, by whom and in which role', () => {
    const text = textOf(entryCard(midway, 3));
    expect(text).toContain('Skete\nkl. 02.05\nSkrevet\nkl. 02.16 (efterregistreret)');
    expect(textOf(entryCard(midway, 9))).toContain('Peter Lund, Situationsbillede, log');
  });

  it('keeps the paragraphs of a text', () => {
    const text = 'Først dette.\n\nSå dette.';
    const ledger = play(testPlan, {}, [[1, 'anna', { kind: 'note', type: 'melding', text }]]);
    expect(linesOf(entryCard(ledger, 2))).toEqual(expect.arrayContaining(['Først dette.', 'Så dette.']));
  });

  it('tells the whole of it: who acted in which role, why, from where, who carries it, what must not get out', () => {
    const text = (number: number) => textOf(entryCard(recorded, number));
    expect(text(5)).toContain('Udført af\nJens Krogh'.replace('Udført', 'Besluttet'));
    expect(text(5)).toContain('Hvorfor først da\nder var intet net');
    expect(text(5)).toContain('Begrundelse\nellers går data tabt');
    expect(text(5)).toContain('Skete\nkl. 02.26\nSkrevet\nkl. 02.44 (efterregistreret)');
    expect(text(2)).toContain('Kilde\novervågningen, bekræftet');
    expect(text(7)).toMatch(/Må ikke offentliggøres\n✔ Klaret[\s\S]*Ansvarlig\nJens Krogh/);
  });

  it('shows what was put right struck through, and leads to what put it right and to what it names', () => {
    const card = entryCard(recorded, 2);
    expect(struckOn(card)).toEqual(['Telefonerne er nede']);
    expect(linesOf(card)).toContain('Mail og telefoni er nede, se nr. 3');
    expect(textOf(entryCard(recorded, 5))).toContain('Beslutning (før: Handling)');
    expect(entriesFrom(card)).toEqual(['3', '9', '12', '1', '3']);
    expect(entriesFrom(entryCard(recorded, 9))).toContain('2');
  });

  it('opens the message it was taken from where that is one of Teams, and no other address', () => {
    const opens = (link: string) =>
      actionsOf(entryCard(withLink(link), 2)).flatMap(({ url }) => (url ? [String(url)] : []));
    const message = 'https://teams.microsoft.com/l/message/19%3Aabc%40thread.tacv2/1763860440000?tenantId=1';
    expect(opens(message)).toEqual([message]);
    for (const other of [
      'https://teams.microsoft.com.evil.example/l/message/1',
      'https://evil.example/?https://teams.microsoft.com/',
      'http://teams.microsoft.com/l/message/1',
      'javascript:alert(1)',
      `https://teams.microsoft.com/l/message/\${x}`,
      'https://teams.microsoft.com/l/ message',
    ])
      expect(opens(other)).toEqual([]);
  });

  it('offers to put right what people wrote, while it runs, and never what the bot wrote', () => {
    expect(textOf(entryCard(recorded, 2))).toContain('[Ret]');
    expect(textOf(entryCard(recorded, 8))).toContain('[Klaret]');
    expect(textOf(entryCard(recorded, 9))).not.toContain('[Ret]');
    expect(textOf(entryCard(ended, 9))).not.toContain('[Ret]');
  });
});

describe('a part of the log', () => {
  const found = (filter: LogFilter) => numbersOn(logCard(recorded, 1, filter));

  it('is chosen by type, person, time and text, one at a time and together', () => {
    expect(found({ type: 'beslutning' })).toEqual([6, 5, 3]);
    expect(found({ person: 'Jens' })).toEqual([11, 7, 5]);
    expect(found({ since: '2026-11-23T01:52:00.000Z' })).toEqual([15, 14, 13]);
    expect(found({ text: 'NØDSTRØM' })).toEqual([5]);
    expect(found({ type: 'opgave', person: 'Jens Krogh' })).toEqual([7]);
    expect(found({ lacks: 'reason' })).toEqual([6, 3]);
    expect(found({ lacks: 'done' })).toEqual([8]);
  });

  it('is found by what it says now, what it said, why, from where, and by names', () => {
    for (const text of ['Mail og telefoni', 'Telefonerne', 'overvågningen', 'Peter']) {
      expect(found({ text, type: 'melding' })).toEqual([2]);
    }
    for (const text of ['data tabt', 'intet net', 'jens krogh']) expect(found({ text })).toContain(5);
  });

  it('keeps what was chosen when the page is turned, and leads back to the whole', () => {
    const card = logCard(crowded, 2, { type: 'melding', person: 'Frederikke' });
    expect(textOf(card)).toContain('Melding · Frederikke');
    const [newer] = actionsOf(card);
    expect(newer?.data).toMatchObject({ type: 'melding', navn: 'Frederikke', side: '1' });
    expect(textOf(card)).toContain('[Hele loggen]');
  });

  it('says so when nothing fits', () => {
    expect(textOf(logCard(recorded, 1, { text: 'kaffe' }))).toContain('Ingen poster passer');
  });
});

describe('a page of the log', () => {
  it('strikes through what was put right, and tells by what', () => {
    const card = logCard(recorded, 2);
    expect(struckOn(card)).toEqual(['Telefonerne er nede']);
    expect(linesOf(card)).toContain('Kilde: overvågningen, bekræftet · Rettet ved nr. 9 og 12');
    expect(linesOf(card)).toContain(
      'Nr. 5 · kl. 02.26 · Beslutning (før: Handling) · Peter Lund · efterregistreret kl. 02.44',
    );
  });
});

function withLink(link: string) {
  return play(testPlan, {}, [[1, 'anna', { kind: 'note', type: 'melding', text: 'Røg', link }]]);
}

function struckOn(card: object): readonly unknown[] {
  return nodesOf(card).flatMap(({ strikethrough, text }) => (strikethrough ? [text] : []));
}

function entriesFrom(card: object): readonly unknown[] {
  return actionsOf(card).flatMap(({ verb, data }) =>
    isJson(data) && verb === 'vis log' && data.nr ? [data.nr] : [],
  );
}

function numbersOn(card: object): readonly number[] {
  return linesOf(card).flatMap((line) => {
    const [, number] = /^Nr\. (\d+) · /.exec(line) ?? [];
    return number ? [Number(number)] : [];
  });
}

function pagesFrom(card: object): readonly unknown[] {
  return actionsOf(card).flatMap(({ data }) => (isJson(data) && data.side ? [data.side] : []));
}
