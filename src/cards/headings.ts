import { anchorOf } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import { markOf } from '../domain/picture.ts';
import { oneLine } from './text.ts';

/** "KRISE · NIVEAU 1 · AFDELINGEN"; an exercise gets its word from the frame. */
export function crisisKicker({ level, exercise }: Crisis): string {
  const where = level === 2 ? 'NIVEAU 2 · KOMMUNEN' : 'NIVEAU 1 · AFDELINGEN';
  return exercise ? where : `KRISE · ${where}`;
}

/** "K-2026-07 · startet kl. 02.14". */
export function startedLine({ id, startedAt, lastAt }: Crisis): string {
  return `${id} · startet ${klOnDay(startedAt, lastAt)}`;
}

/** "Genåbnet kl. 05.10: Strømmen er væk igen", for whoever is called again; empty where it never ended. */
export function reopenedLine({ crisis, entries }: Ledger): string {
  const entry = crisis.ended ? undefined : entries[(crisis.reopenedBy ?? 0) - 1];
  if (entry?.event.kind !== 'reopened') return '';
  return `Genåbnet ${klOnDay(entry.at, crisis.startedAt)}: ${oneLine(entry.event.words.reason, 200)}`;
}

/** "Post nr. 17 · opdateret kl. 02.37": what the card shows is as old as that. */
export function entryFoot(ledger: Ledger): string {
  const { number, at } = newest(ledger);
  return `Post nr. ${number} · opdateret ${klOnDay(at, ledger.crisis.startedAt)}`;
}

/**
 * "K-2026-07 · 23 poster · 9b1e 07d4 · 2 poster siden": number and hash of the end anchor the log. They stay the
 * same when exports and evaluations follow.
 */
export function anchorFoot(ledger: Ledger): string {
  const { entry, after } = anchorOf(ledger) ?? { entry: newest(ledger), after: 0 };
  const since = after > 0 ? [`${counted(after)} siden`] : [];
  return [ledger.crisis.id, counted(entry.number), markOf(entry), ...since].join(' · ');
}

function counted(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}
