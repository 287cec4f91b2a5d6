import type { Column, Row, Sheet } from './sheet.ts';

/** The log's own columns: what is written by hand is typed in later, as it stands. */
const columns: readonly Column[] = [
  { title: 'Nr.', width: 34 },
  { title: 'Skete kl.', width: 56 },
  { title: 'Skrevet kl.', width: 60 },
  { title: 'Type', width: 76 },
  { title: 'Hvad', width: 0.58 },
  { title: 'Begrundelse/kilde', width: 0.42 },
  { title: 'Hvem/rolle', width: 104 },
];
const pages = 4;
/** As many as fit on a page on its side; the first has the rules above. */
const rowsOn = { first: 8, others: 12 } as const;
const rowHeight = 25;

/** Empty pages of a log on their side, with the rules of how to keep it and how it gets into Krisebot. */
export async function putBlankLog(sheet: Sheet): Promise<void> {
  sheet.newPage(true);
  sheet.heading(1, 'Log på papir');
  sheet.list(rules);
  for (let page = 0; page < pages; page += 1) {
    if (page > 0) sheet.newPage();
    sheet.paragraph(
      'Krise: …………………………………………………………………   Dato: ……………………   Ark nr. …………   Fører log: …………………………………………',
    );
    const count = page === 0 ? rowsOn.first : rowsOn.others;
    const row: Row = { cells: columns.map(() => ''), height: rowHeight };
    await sheet.table(
      columns,
      Array.from({ length: count }, () => row),
    );
  }
}

const rules = [
  'Skriv med kuglepen, én linje for hver ting, og giv hver linje et nummer. Spring ingen numre over.',
  'Skriv både, hvornår det skete, og hvornår du skrev det. Type: melding, handling, beslutning, fravalg, kommunikation, møde, opgave eller frist.',
  'Ret ved at strege over, så det kan læses, og skriv det rigtige som en ny linje. Riv intet ud.',
  'Ved beslutning og fravalg: skriv hvorfor. Ved melding: skriv, hvem der sagde det, og om det er bekræftet.',
  'Når Krisebot virker igen, skrives hver linje ind som efterregistreret, kilde: papir. Skriv fx »beslutning kl. 02.40 Vi lukker nettet, fordi virus spreder sig (kilde: papir nr. 7)«. Gem arkene.',
];
