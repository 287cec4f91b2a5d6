import { klOnDay } from '../domain/danish-time.ts';
import { statementLabel } from '../domain/fold-record.ts';
import { numberWords } from '../domain/ledger.ts';
import type { EntryView } from '../domain/log-view.ts';
import type { Picture, StatedField } from '../domain/picture.ts';
import type { PictureField, PictureFieldId } from '../domain/picture-field.ts';
import { statementText } from '../domain/picture-words.ts';
import { withinBytes } from './fitting.ts';
import { capital, oneLine } from './text.ts';

/** A statement of the situation picture as cards show it. */
export interface StatementLine {
  readonly label: string;
  readonly text: string;
  readonly asOf: string;
}

const longestLine = 240;
const longestNote = 160;

/** First what is worst, then what one acts on; when it began and the like comes last. */
const reading: readonly PictureFieldId[] = [
  'trend',
  'happened',
  'affected',
  'lifeCritical',
  'people',
  'consequence',
  'outlook',
  'actions',
  'unknowns',
  'cause',
  'goals',
  'resources',
  'parties',
  'media',
  'personalData',
  'began',
  'discovered',
  'knownSince',
  'confidential',
  'attachments',
];

/** What is worst stands first, in words and with a sign. */
const worst: Readonly<Partial<Record<PictureFieldId, RegExp>>> = {
  lifeCritical: /^ja/i,
  personalData: /^ja/i,
  trend: /^forværres/i,
};

function isWorst({ field, statement }: StatedField): boolean {
  return worst[field.id]?.test(statement.text) ?? false;
}

/** Statements in the order one reads them in a hurry. */
export function inReadingOrder(stated: readonly StatedField[]): readonly StatedField[] {
  const rank = (one: StatedField) => (isWorst(one) ? -1 : 0) * 100 + reading.indexOf(one.field.id);
  return stated.toSorted((one, other) => rank(one) - rank(other));
}

/** A statement with its label, how sure it is, and as of when. `bytes` is the room for its text on the card. */
export function statementLine(stated: StatedField, reference: string, bytes: number): StatementLine {
  const { field, statement } = stated;
  const text = withinBytes(oneLine(statementText(statement), longestLine), bytes);
  const asOf = klOnDay(statement.asOf, reference);
  const more = text.endsWith('…') ? ` hele teksten: »vis log ${statement.entry}«` : '';
  return {
    label: `${isWorst(stated) ? '⚠ ' : ''}${statementLabel(field.id, statement.certainty)}`,
    text: `${text}${more}`,
    asOf: text === asOf ? '' : asOf,
  };
}

/** "Hvem er berørt · Konsekvens for kritiske ydelser": all that nobody knows, in one line. */
export function unknownLine(fields: readonly PictureField[]): string {
  return fields.map(({ label }) => label).join(' · ');
}

/** What somebody wrote in the log, as it reads now. */
export function noteLine(view: EntryView, reference: string, bytes: number): StatementLine {
  const { entry, type, text, happenedAt } = view;
  return {
    label: `${numberWords(entry)} · ${capital(type)}`,
    text: withinBytes(oneLine(text, longestNote), bytes),
    asOf: klOnDay(happenedAt, reference),
  };
}

/** Times that the log itself tells, where nobody has stated them. */
export function toldLines({ told }: Picture, reference: string): readonly StatementLine[] {
  return told.map(({ field, at }) => ({ label: field.label, text: klOnDay(at, reference), asOf: '' }));
}
