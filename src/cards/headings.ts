import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, newest } from '../domain/ledger.ts';

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
