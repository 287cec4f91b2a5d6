import { setImmediate } from 'node:timers/promises';
import type { PictureVersion } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Picture, statedFields, versionOf } from '../domain/picture.ts';
import type { Certainty, Statement } from '../domain/picture-field.ts';
import { statementText } from '../domain/picture-words.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet } from './sheet.ts';
import { dayAndTime, timeOn } from './words.ts';

const columns: readonly Column[] = [
  { title: 'Felt', width: 130 },
  { title: 'Hvad vi vidste', width: 1 },
  { title: 'Pr.', width: 80 },
];

/** Every situation picture that was sent, as it read then. */
export async function putPictures(sheet: Sheet, { ledger }: Reading): Promise<void> {
  const { crisis } = ledger;
  if (crisis.contactOnly) return;
  sheet.heading(1, 'Situationsbilleder');
  if (crisis.picture.versions.length === 0) sheet.paragraph('Der er ikke sendt noget situationsbillede.');
  for (const { number } of crisis.picture.versions) {
    const found = versionOf(ledger, number);
    if (found) await putVersion(sheet, found.version, found.picture, crisis.startedAt);
    await setImmediate();
  }
}

async function putVersion(
  sheet: Sheet,
  version: PictureVersion,
  { statements, unknown }: Picture,
  day: string,
): Promise<void> {
  const { number, entry, at, by, approved, nextDue } = version;
  sheet.keep(160);
  sheet.heading(2, `S${number} · ${dayAndTime(at)}`);
  if (!approved) sheet.banner('UDKAST');
  sheet.paragraph(
    `Sendt af ${by.name} (nr. ${entry}). ${approvedWords(version, day)} Næste senest ${klOnDay(nextDue, day)}.`,
  );
  await sheet.table(
    columns,
    statedFields(statements).map(({ field, statement }) => statementRow(field.label, statement, day)),
  );
  const missing = unknown.filter(({ id }) => !statements[id]).map(({ label }) => label);
  if (missing.length > 0) sheet.paragraph(`Ikke oplyst: ${missing.join(' · ')}`, 'grey');
}

function approvedWords({ approved, at }: PictureVersion, day: string): string {
  if (!approved) return 'Ikke godkendt.';
  if (approved.at === at) return `Godkendt af ${approved.by.name}.`;
  return `Sendt som udkast, godkendt af ${approved.by.name} ${klOnDay(approved.at, day)}.`;
}

const doubts: Readonly<Record<Certainty, string>> = {
  certain: '',
  assumed: 'Formodet: ',
  unknown: '',
};

function statementRow(label: string, statement: Statement, day: string): Row {
  const { certainty, asOf, by, entry } = statement;
  const words = [{ text: doubts[certainty], face: 'italic' as const }, { text: statementText(statement) }];
  return {
    cells: [
      label,
      { paragraphs: [words, [{ text: `${by}, nr. ${entry}`, tone: 'grey' }]] },
      timeOn(asOf, day),
    ],
  };
}
