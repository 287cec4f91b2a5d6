import { describe, expect, it } from 'vitest';
import { createSheet, type Sheet, type SheetOptions } from '../../src/export/sheet.ts';

const options: SheetOptions = {
  title: 'Krise K-2026-07',
  author: 'Krisebot',
  madeAt: '2026-11-25T02:14:00.000Z',
  head: 'Krise K-2026-07 · Strømsvigt',
  foot: 'K-2026-07 · nr. 42 · 4f2a 91c0',
  exercise: false,
};

const columns = [
  { title: 'Nr.', width: 34 },
  { title: 'Hvad', width: 1 },
];

async function sheetWith(fill: (sheet: Sheet) => Promise<void> | void): Promise<string> {
  const sheet = await createSheet(options);
  await fill(sheet);
  return (await sheet.finish()).toString('latin1');
}

const pagesOf = (pdf: string) => pdf.match(/\/Type \/Page\n/g)?.length;

/** What people and their programs put in a text field. */
const hostile: Readonly<Record<string, string>> = {
  'marks and arrows': '✔ ✖ ○ → ☎ ≥ ½ № ☐',
  emoji: '🔥🚨 👨‍👩‍👧‍👦 🇩🇰 👍🏽 1️⃣ 🫨',
  'letters no font here has': '漢字かな 한국어 𝕳 𓂀',
  'right to left': 'שלום עולם مرحبا بالعالم 123',
  'marks of direction': 'regning\u202Efdp.exe \u2066skjult\u2069',
  'many marks on one letter': `a${'\u0301\u0316'.repeat(300)}b`,
  'half a pair': 'før \ud83d efter \udc00',
  controls: 'a\u0000b\u0007c\u001b[31md\u007f\u0085e\ufeff\ufffe\uffff',
  'line ends': 'en\r\nto\rtre\u2028fire\u2029fem\vseks\fsyv',
  'one long word': 'x'.repeat(20_000),
  'a long address': `https://example.com/${'sti/'.repeat(400)}?q=${'%20'.repeat(400)}`,
  'nothing but space': ' \t\n \u00a0\u200b\u3000',
  nothing: '',
  'names of an object': '__proto__ constructor toString hasOwnProperty',
  'the language of a page': ') Tj ET (\\ %PDF-1.7 endobj <<>> stream',
};

describe('a sheet', () => {
  it.each(Object.entries(hostile))('takes %s', async (_, text) => {
    const pdf = await sheetWith(async (sheet) => {
      sheet.title(text.slice(0, 200));
      sheet.heading(1, text.slice(0, 200));
      sheet.paragraph([
        { text, face: 'bold' },
        { text, struck: true },
        { text, face: 'italic' },
      ]);
      sheet.list([text]);
      sheet.facts([[text.slice(0, 300), text]]);
      await sheet.table(columns, [{ cells: [text.slice(0, 500), { paragraphs: [text, text] }] }]);
    });
    expect(pdf.startsWith('%PDF-1.7')).toBe(true);
    expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  });

  it('is tagged, in Danish, and shows its title', async () => {
    const pdf = await sheetWith((sheet) => sheet.title('Krise'));
    for (const part of ['/Marked true', '/Lang (da-DK)', '/DisplayDocTitle true', '/S /H1', '/S /Document']) {
      expect(pdf).toContain(part);
    }
  });

  it('repeats a table on as many pages as it needs, and keeps a row that fits on one page whole', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      cells: [`${index + 1}`, 'Melding '.repeat(40)],
    }));
    const pages = pagesOf(await sheetWith((sheet) => sheet.table(columns, rows)));
    expect(pages).toBeGreaterThan(15);
    expect(pages).toBeLessThan(30);
  });

  it('parts a row that is longer than a page, and loses no page to it', async () => {
    const row = { cells: ['1', 'ord '.repeat(9000)] };
    const pages = pagesOf(await sheetWith((sheet) => sheet.table(columns, [row])));
    expect(pages).toBeGreaterThan(4);
    expect(pages).toBeLessThan(9);
  });

  it('takes a new page where one is asked for, and no empty one', async () => {
    const pdf = await sheetWith((sheet) => {
      sheet.newPage();
      sheet.paragraph('Side 1');
      sheet.newPage();
      sheet.newPage();
      sheet.paragraph('Side 2');
    });
    expect(pagesOf(pdf)).toBe(2);
  });

  it('can lie down', async () => {
    const sheet = await createSheet({ ...options, landscape: true });
    sheet.paragraph('Tom log');
    expect((await sheet.finish()).toString('latin1')).toContain('/MediaBox [0 0 841.8');
  });
});
