import { setImmediate } from 'node:timers/promises';
import { danishDay, hourMinute } from '../domain/danish-time.ts';
import type { EntryView } from '../domain/log-view.ts';
import type { LogReading } from './record.ts';
import { actedOf, roleNames } from './words.ts';

type Field = (view: EntryView, reading: LogReading) => string;

/** The columns, with what stands in each for an entry. */
const columns: readonly (readonly [string, Field])[] = [
  ['Nr.', ({ entry }) => String(entry.number)],
  ['Skete', ({ happenedAt }) => local(happenedAt)],
  ['Registreret', ({ entry }) => local(entry.at)],
  ['Type', ({ type }) => type],
  ['Tekst', ({ text }) => text],
  ['Begrundelse', ({ reason }) => reason ?? ''],
  ['Kilde', ({ source }) => source ?? ''],
  ['Bekræftet', ({ confirmed }) => (confirmed === undefined ? '' : yesNo(confirmed))],
  ['Skrevet af', ({ entry }) => entry.by.name],
  ['Roller', ({ entry }, { crisis }) => roleNames(crisis, entry.by.roles)],
  ['Udført af', (view, { entries }) => actedOf(view, entries, view.entry)?.name ?? ''],
  [
    'Udførtes roller',
    (view, { entries, crisis }) => roleNames(crisis, actedOf(view, entries, view.entry)?.roles ?? []),
  ],
  ['Skrevet sent', ({ late }) => yesNo(late)],
  ['Hvorfor sent', ({ lateReason }) => lateReason ?? ''],
  ['Ansvarlig', ({ owner }) => owner?.name ?? ''],
  ['Opgave klaret', ({ type, done }) => (type === 'opgave' ? yesNo(done) : '')],
  ['Må ikke offentliggøres', ({ sensitive }) => yesNo(sensitive)],
  ['Retter nr.', ({ amends }) => (amends ? String(amends) : '')],
  ['Rettet i nr.', ({ amendedBy }) => amendedBy.join(', ')],
  ['Stod først', ({ struck }) => struck ?? ''],
  ['Type først', ({ struckType, type }) => (struckType && struckType !== type ? struckType : '')],
  ['Besked i Teams', ({ link }) => link ?? ''],
  ['Tekst slettet', ({ entry }, { erased }) => yesNo(erased.has(entry.number))],
  ['Skete (UTC)', ({ happenedAt }) => happenedAt],
  ['Registreret (UTC)', ({ entry }) => entry.at],
  ['Hash', ({ entry }) => entry.hash],
];

const atOnce = 50;
/** Without it Excel takes the file for another alphabet's. */
const byteOrderMark = '\ufeff';

/** The log for a Danish spreadsheet: an entry a row, oldest first, as it reads now. */
export async function recordCsv(reading: LogReading): Promise<Buffer> {
  const rows = [columns.map(([title]) => title)];
  for (const view of reading.views) {
    rows.push(columns.map(([, field]) => field(view, reading)));
    if (rows.length % atOnce === 0) await setImmediate();
  }
  return Buffer.from(byteOrderMark + rows.map(csvRow).join(''), 'utf8');
}

function csvRow(fields: readonly string[]): string {
  return `${fields.map(csvField).join(';')}\r\n`;
}

/** What a spreadsheet takes for a formula begins so, also behind what it does not show. */
const formula = /^[\s\p{Cc}\p{Cf}\p{Zs}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** A field in quotes. What could be a formula is made text by an apostrophe before it. */
export function csvField(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replace(/\r\n?/g, '\n').replaceAll('"', '""')}"`;
}

/** "2026-11-23 02.14", Danish time: it sorts, and Excel reads it as a time. */
function local(at: string): string {
  return `${danishDay(at)} ${hourMinute(at)}`;
}

function yesNo(is: boolean): string {
  return is ? 'ja' : 'nej';
}
