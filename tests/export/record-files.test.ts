import { describe, expect, it } from 'vitest';
import { csvField } from '../../src/export/csv.ts';
import { type CrisisRecord, recordFiles } from '../../src/export/record-files.ts';
import { pdfText } from './pdf-text.ts';
import { aNight, recorded } from './recorded.ts';

const night = aNight();

async function fileOf(record: CrisisRecord, format: 'pdf' | 'csv' | 'jsonl'): Promise<Buffer> {
  const [file] = await recordFiles(record, [format]);
  if (!file) throw new Error('no file');
  return file.bytes;
}

const textOf = async (record: CrisisRecord, format: 'csv' | 'jsonl') =>
  (await fileOf(record, format)).toString('utf8');

let nightPages: Promise<readonly string[]> | undefined;
/** The pages of the night's PDF. Made once: it takes longest of all. */
const pagesOfNight = () => {
  nightPages ??= fileOf(night.record(), 'pdf').then(pdfText);
  return nightPages;
};

describe('the files of a record', () => {
  it('are named for the crisis, its newest entry and the time, never for what somebody wrote', async () => {
    const made = { madeAt: '2026-11-25T02:14:59.000Z' };
    const names = await recordFiles(recorded(false, '../../x.exe').record(made), ['pdf', 'csv', 'jsonl']);
    expect(names.map(({ name, mime }) => `${name} ${mime}`)).toEqual([
      'krise-K-2026-07-nr-0001-20261125T0214Z.pdf application/pdf',
      'krise-K-2026-07-nr-0001-20261125T0214Z.csv text/csv; charset=utf-8',
      'krise-K-2026-07-nr-0001-20261125T0214Z.jsonl application/x-ndjson; charset=utf-8',
    ]);
    const [exercise] = await recordFiles(recorded(true).record(made), ['csv']);
    expect(exercise?.name).toBe('krise-OE-2026-01-nr-0001-20261125T0214Z.csv');
  });

  it('hold entries up to the one they say, and nothing of later ones', async () => {
    const record = night.record({ upTo: 12 });
    expect(rowsOf(await textOf(record, 'csv'))).toHaveLength(13);
    expect((await textOf(record, 'jsonl')).trimEnd().split('\n')).toHaveLength(13);
    const pdf = pdfText(await fileOf(record, 'pdf')).join('\n');
    expect(pdf).toContain('nr. 12');
    expect(pdf).not.toContain('24/1234');
    expect(pdf).toContain('UPS i serverrum 2');
  });

  it('never tell a text that was erased, also where a replica still has it in mind', async () => {
    const record = night.record();
    expect(JSON.stringify(record.ledger.entries)).toContain('Fru Hansen');
    const pdf = (await pagesOfNight()).join('\n');
    const all = [pdf, await textOf(record, 'csv'), await textOf(record, 'jsonl')].join('\n');
    expect(all).not.toContain('Hansen');
    expect(pdf).toContain('Teksten er slettet. Se nr. 24.');
  });

  it('are not made of a ledger and a chain that do not belong together', async () => {
    const other = recorded().wait(1).does('peter', { kind: 'acknowledge' }).record();
    const { ledger } = recorded().wait(2).does('peter', { kind: 'acknowledge' }).record();
    await expect(recordFiles({ ...other, ledger }, ['csv'])).rejects.toThrow('do not belong together');
  });
});

describe('the PDF', () => {
  it('tells the whole: course, decisions, roles, pictures, tasks, log, evaluation, and how to verify', async () => {
    const pages = await pagesOfNight();
    const all = pages.join(' ').replace(/\s+/g, ' ');
    for (const part of [
      '2 min. efter start (Peter Lund)',
      'Sagsnummer 24/1234',
      'Vi lukker driftscentret ned på en ordnet måde batterierne holder 20 min.',
      'Ingen begrundelse',
      'UDKAST',
      'Formodet: Batteri i UPS',
      'Godkendt af Anna Holm',
      'Efter krisen: Lise Bro',
      'Klaret 02.39 (nr. 17)',
      'på vej 02.24 (ventet 02.44), fremme 02.48',
      'skrevet 02.29',
      'Udført af Jens Krogh',
      'UPS i serverrum 2 viser fejl, og telefonerne er nede UPS i serverrum 1 viser fejl',
      'Alle var på inden for en halv time – Jens Krogh',
      'Sådan efterprøver man loggen',
    ]) {
      expect(all).toContain(part);
    }
  });

  it('has its page of how many, the crisis, number and hash on every page', async () => {
    const record = night.record();
    const pages = pdfText(await fileOf(record, 'pdf'));
    const hash = record.chain.links.at(-1)?.hash ?? '';
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Side ${index + 1} af ${pages.length}`);
      expect(page).toContain(`K-2026-07 · nr. 27 · ${hash.slice(0, 4)} ${hash.slice(4, 8)}`);
    }
  });

  it('of an exercise says so on every page; of a real crisis on none', async () => {
    const pages = pdfText(await fileOf(aNight(true).record(), 'pdf'));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((page) => !page.includes('ØVELSE'))).toEqual([]);
    expect((await pagesOfNight()).join()).not.toContain('ØVELSE');
  });
});

describe('the CSV', () => {
  it('is for Danish Excel: byte order mark, semicolons, line ends, all fields quoted', async () => {
    const csv = await textOf(night.record(), 'csv');
    expect(csv.startsWith('\ufeff"Nr.";"Skete";')).toBe(true);
    expect(csv.endsWith('"\r\n')).toBe(true);
    const rows = rowsOf(csv);
    expect(rows).toHaveLength(28);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows[12]?.slice(0, 5)).toEqual([
      '12',
      '2026-11-23 02.18',
      '2026-11-23 02.29',
      'handling',
      'Nødstrøm er startet',
    ]);
  });

  it('reads back what was written, quotes, semicolons and lines and all', async () => {
    const text = 'Sagde "nej"; så\r\nkom ";" og "" \u2028 =1+1';
    const csv = await textOf(
      recorded().does('anna', { kind: 'note', type: 'melding', text }).record(),
      'csv',
    );
    expect(rowsOf(csv)[2]?.[4]).toBe(text.replace('\r\n', '\n'));
  });

  it.each([
    '=1+1',
    '+4596110001',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00a0=1',
    '\ufeff=1',
    '\u200b=1',
    '\u202e=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '\u3000＝1',
    '\tnavn',
  ])('makes no formula of %j', (text) => expect(csvField(text).startsWith(`"'`)).toBe(true));

  it.each(['Melding', '1-2', 'a=b', '– streg', '2026-11-23 02.14', ''])('leaves %j as it is', (text) =>
    expect(csvField(text)).toBe(`"${text}"`),
  );
});

/** Reads the CSV as RFC 4180 has it, with semicolons. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /"((?:[^"]|"")*)"(;|\r\n)/gy;
  field.lastIndex = 1;
  for (let match = field.exec(csv); match; match = field.exec(csv)) {
    rows.at(-1)?.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
