import type { PictureVersion } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Certainty, pictureFields, type Statement } from '../domain/picture-field.ts';
import type { StatementsThen } from './history.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet, Words } from './sheet.ts';
import { dayAndTime, timeOn } from './words.ts';

const columns: readonly Column[] = [
  { title: 'Felt', width: 130 },
  { title: 'Hvad vi vidste', width: 1 },
  { title: 'Pr.', width: 80 },
];

/** Every situation picture that was sent, as it read then. */
export async function putPictures(sheet: Sheet, { crisis, history }: Reading): Promise<void> {
  if (crisis.contactOnly) return;
  sheet.heading(1, 'Situationsbilleder');
  if (crisis.picture.versions.length === 0) sheet.paragraph('Der er ikke sendt noget situationsbillede.');
  for (const version of crisis.picture.versions) {
    await putVersion(sheet, version, history.pictures.get(version.number) ?? {}, crisis.startedAt);
  }
}

async function putVersion(
  sheet: Sheet,
  version: PictureVersion,
  said: StatementsThen,
  day: string,
): Promise<void> {
  const { number, entry, at, by, approved, nextDue } = version;
  sheet.keep(160);
  sheet.heading(2, `S${number} · ${dayAndTime(at)}`);
  if (!approved) sheet.banner('UDKAST');
  sheet.paragraph(
    `Sendt af ${by.name} (nr. ${entry}). ${approvedWords(version, day)} Næste senest ${klOnDay(nextDue, day)}.`,
  );
  const rows = pictureFields.flatMap(({ id, label }): readonly Row[] => {
    const statement = said[id];
    return statement ? [statementRow(label, statement, day)] : [];
  });
  await sheet.table(columns, rows);
}

function approvedWords({ approved, at }: PictureVersion, day: string): string {
  if (!approved) return 'Ikke godkendt.';
  if (approved.at === at) return `Godkendt af ${approved.by.name}.`;
  return `Sendt som udkast, godkendt af ${approved.by.name} ${klOnDay(approved.at, day)}.`;
}

const doubts: Readonly<Record<Certainty, string>> = {
  certain: '',
  assumed: 'Formodet: ',
  unknown: 'Ukendt',
};

function statementRow(label: string, { text, certainty, asOf, by, entry }: Statement, day: string): Row {
  const doubt = doubts[certainty];
  const unknown = certainty === 'unknown' && text ? ': ' : '';
  const words: Words = [...(doubt ? [{ text: doubt + unknown, face: 'italic' as const }] : []), { text }];
  return {
    cells: [
      label,
      { paragraphs: [words, [{ text: `${by}, nr. ${entry}`, tone: 'grey' }]] },
      timeOn(asOf, day),
    ],
  };
}
