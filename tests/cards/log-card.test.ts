import './strict.ts';
import { describe, expect, it } from 'vitest';
import { entryCard } from '../../src/cards/entry.ts';
import { foundCard } from '../../src/cards/found.ts';
import { logCard } from '../../src/cards/log.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { actionsOf, isJson, linesOf, textOf } from './card-tree.ts';
import { crowded, midway, started } from './scenes.ts';

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
      'Nr. 3 · kl. 02.05 · Melding · Anna Holm · skrevet kl. 02.16',
    );
    expect(lines).toContain('Nr. 1 · kl. 02.14 · System · Anna Holm');
  });
});

describe('one entry', () => {
  it('tells when it happened, when it was written, by whom and in which role', () => {
    const text = textOf(entryCard(midway, entryOf(midway, 3)));
    expect(text).toContain('Skete\nkl. 02.05\nSkrevet\nkl. 02.16 (efterregistreret)');
    expect(textOf(entryCard(midway, entryOf(midway, 9)))).toContain('Peter Lund, Situationsbillede, log');
  });

  it('keeps the paragraphs of a text', () => {
    const entry = { ...entryOf(midway, 9), text: 'Først dette.\n\nSå dette.' };
    expect(linesOf(entryCard(midway, entry))).toEqual(expect.arrayContaining(['Først dette.', 'Så dette.']));
  });
});

describe('entries found', () => {
  it('stand like the log, and say when there are more', () => {
    const few = foundCard(midway, 'telefoni', midway.entries.slice(8, 11));
    expect(numbersOn(few)).toEqual([11, 10, 9]);
    const many = foundCard(crowded, 'e', crowded.entries);
    expect(numbersOn(many)).toHaveLength(15);
    expect(textOf(many)).toContain('De 15 nyeste');
  });
});

function entryOf({ entries }: Ledger, number: number): Entry {
  const entry = entries[number - 1];
  if (!entry) throw new Error(`no entry ${number}`);
  return entry;
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
