import { markOf } from '../domain/picture.ts';
import type { Reading } from './record.ts';
import type { Sheet } from './sheet.ts';
import { dayAndTime } from './words.ts';

/** How anyone can see whether the log is still the same, and what no file can tell alone. */
export function putProof(sheet: Sheet, { last, erased }: Reading): void {
  sheet.keep(220);
  sheet.heading(1, 'Sådan efterprøver man loggen');
  sheet.paragraph(
    'Sammen med dette dokument hører en fil, der ender på .jsonl. Den har hele loggen med kæden i. Programmet krise-verify.mjs regner kæden efter uden net og uden andet end Node:',
  );
  sheet.paragraph([
    {
      text: `node krise-verify.mjs fil.jsonl --anchor ${last.number}:${last.hash.slice(0, 8)}`,
      face: 'bold',
    },
  ]);
  sheet.list([
    'Det ser, om en post er ændret, fjernet, byttet om eller lagt til, og om en tekst er en anden end den, der blev skrevet.',
    'Uden nummer og hash fra et andet sted kan ingen se, om de sidste poster er skåret af, eller om hele loggen er skrevet om. Derfor skal nr. og hash stå et sted, loggen ikke når: på sagen, på papir, i en mail.',
    `Denne log: nr. ${last.number}, hash ${markOf(last)}, skrevet ${dayAndTime(last.at)}. Hele hashen: ${last.hash}`,
    'Hashen viser ikke, om det, der blev skrevet, er sandt. Den viser, at det er det, der blev skrevet.',
  ]);
  if (erased.size === 0) return;
  const numbers = [...erased].join(', ');
  sheet.paragraph(
    `Teksten i nr. ${numbers} er slettet med hjemmel i loven. Postens plads i kæden holder stadig, og loggen siger, hvem der slettede den og hvorfor.`,
  );
}
