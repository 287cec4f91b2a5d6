import { klOnDay } from './danish-time.ts';
import type { Ledger } from './ledger.ts';
import { type EntryView, isNote, logView } from './log-view.ts';
import { pictureAt } from './picture.ts';
import { type PictureFieldId, pictureFieldIds } from './picture-field.ts';

/** What the log tells of the situation where nobody has made a statement of it. */

/** Meldinger and actions a proposal is made of: two sentences suffice (doctrine). */
const mostMeldinger = 2;
const mostActions = 3;
const longestPart = 200;
const longestHeadline = 120;

/**
 * What the log would say in fields nobody has filled in yet, for the first picture alone. Proposals only: they
 * count when a person has confirmed them. `upTo` is the entry of the log they are made from.
 */
export function proposalsOf(
  ledger: Ledger,
  upTo: number = ledger.entries.length,
): Readonly<Partial<Record<PictureFieldId, string>>> {
  const isFirst = !ledger.crisis.picture.versions.some(({ entry }) => entry <= upTo);
  if (!isFirst) return {};
  const { statements, headline } = pictureAt(ledger, upTo);
  const told = fromLog({ ...ledger, entries: ledger.entries.slice(0, upTo) }, headline);
  return Object.fromEntries(
    pictureFieldIds.flatMap((id) => (told[id] && !statements[id] ? [[id, told[id]]] : [])),
  );
}

function fromLog({ crisis, entries }: Ledger, headline: string): Partial<Record<PictureFieldId, string>> {
  const notes = logView(entries).filter((view) => isNote(view) && !view.sensitive);
  const [start] = entries;
  const began = entries.findLast(({ event }) => event.kind === 'timeNamed')?.happenedAt;
  const actions = notes.filter(({ type }) => type === 'handling').slice(-mostActions);
  return {
    happened: happenedWords(headline, notes),
    ...(began ? { began: klOnDay(began, crisis.startedAt) } : {}),
    ...(start ? { knownSince: klOnDay(knownSince(notes, start.happenedAt), crisis.startedAt) } : {}),
    ...(actions.length > 0 ? { actions: actions.map(({ text }) => shortened(text)).join('. ') } : {}),
  };
}

/** The headline, and what was told first. */
function happenedWords(headline: string, notes: readonly EntryView[]): string {
  const first = notes.filter(({ type }) => type === 'melding').slice(0, mostMeldinger);
  return [headline.slice(0, longestHeadline), ...first.map(({ text }) => shortened(text))]
    .map((part) => part.replace(/[.\s]+$/, ''))
    .join('. ');
}

/** An alarm that came before the start told us. */
function knownSince(notes: readonly EntryView[], startedAt: string): string {
  const alarms = notes.filter(({ entry }) => entry.event.kind === 'alarmRaised');
  return [startedAt, ...alarms.map(({ happenedAt }) => happenedAt)].toSorted()[0] ?? startedAt;
}

function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > longestPart ? `${letters.slice(0, longestPart - 1).join('')}…` : letters.join('');
}

/** What people wrote in the log after an entry, the newest first, as it reads now; corrections of what is older too. */
export function notedSince(ledger: Ledger, after: number): readonly EntryView[] {
  return logView(ledger.entries)
    .filter((view) => view.entry.number > after && (isNote(view) || putsRightOlder(view, after)))
    .toReversed();
}

function putsRightOlder({ entry, amends }: EntryView, after: number): boolean {
  return entry.event.kind === 'corrected' && amends !== undefined && amends <= after;
}
