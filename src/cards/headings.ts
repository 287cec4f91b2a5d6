import { anchorOf } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import { markOf } from '../domain/picture.ts';

/** "KRISE · NIVEAU 1 · AFDELINGEN"; an exercise gets its word from the frame. */
export function crisisKicker({ level, exercise }: Crisis): string {
  const where = level === 2 ? 'NIVEAU 2 · KOMMUNEN' : 'NIVEAU 1 · AFDELINGEN';
  return exercise ? where : `KRISE · ${where}`;
}

/** "K-2026-07 · startet kl. 02.14". */
export function startedLine({ id, startedAt, lastAt }: Crisis): string {
  return `${id} · startet ${klOnDay(startedAt, lastAt)}`;
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
  const since = after > 0 ? [`${after} ${after === 1 ? 'post' : 'poster'} siden`] : [];
  return [ledger.crisis.id, `${entry.number} poster`, markOf(entry), ...since].join(' · ');
}
