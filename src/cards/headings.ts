import { anchorOf } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { Entry } from '../domain/entry.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import { markOf } from '../domain/picture.ts';
import { shownId } from '../domain/provisional.ts';
import { oneLine } from './text.ts';

/** "KRISE · NIVEAU 1 · AFDELINGEN"; an exercise gets its word from the frame. */
export function crisisKicker({ level, exercise }: Crisis): string {
  const where = level === 2 ? 'NIVEAU 2 · KOMMUNEN' : 'NIVEAU 1 · AFDELINGEN';
  return exercise ? where : `KRISE · ${where}`;
}

/** "K-2026-07 · startet kl. 02.14". */
export function startedLine({ id, startedAt, lastAt }: Crisis): string {
  return `${shownId(id)} · startet ${klOnDay(startedAt, lastAt)}`;
}

/** "Genåbnet kl. 05.10: Strømmen er væk igen", for whoever is called again; empty where it never ended. */
export function reopenedLine({ crisis, entries }: Ledger): string {
  const entry = crisis.ended ? undefined : entries[(crisis.reopenedBy ?? 0) - 1];
  if (entry?.event.kind !== 'reopened') return '';
  return `Genåbnet ${klOnDay(entry.at, crisis.startedAt)}: ${oneLine(entry.event.words.reason, 200)}`;
}

/** "Post nr. 17 · opdateret kl. 02.37": what the card shows is as old as that. */
export function entryFoot(ledger: Ledger): string {
  const { number, at, hash } = newest(ledger);
  return `${hash === '' ? notAllInLog : `Post nr. ${number}`} · opdateret ${klOnDay(at, ledger.crisis.startedAt)}`;
}

const notAllInLog = 'Ikke alt er i loggen endnu';

/** "K-2026-07 · post nr. 17 · 9b1e 07d4": the entry that a card is made from. */
export function logFoot({ crisis }: Ledger, { number, hash }: Pick<Entry, 'number' | 'hash'>): string {
  const id = shownId(crisis.id);
  return hash === ''
    ? `${id} · ikke alt er i loggen endnu`
    : `${id} · post nr. ${number} · ${markOf({ hash })}`;
}

/**
 * "K-2026-07 · 23 poster · 9b1e 07d4 · 2 poster siden": number and hash of the end anchor the log. They stay the
 * same when exports and evaluations follow.
 */
export function anchorFoot(ledger: Ledger): string {
  const { entry, after } = anchorOf(ledger) ?? { entry: newest(ledger), after: 0 };
  const since = after > 0 ? [`${counted(after)} siden`] : [];
  const mark = entry.hash === '' ? 'ikke alt er i loggen endnu' : markOf(entry);
  return [shownId(ledger.crisis.id), counted(entry.number), mark, ...since].join(' · ');
}

function counted(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}
