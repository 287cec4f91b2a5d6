import type { Crisis } from './crisis.ts';

/**
 * Whether a record may be deleted. `running`: its crisis runs. `young`: it has not been kept long enough since the
 * end. `noCaseNumber`: it has, but nobody has said where the municipality's records system keeps it.
 */
export type Retained = 'running' | 'young' | 'noCaseNumber' | 'due';

/** A record is deleted so many months after its end. An exercise is no case: it needs no case number. */
export function retentionOf(crisis: Crisis, now: string, months: number): Retained {
  if (!crisis.ended) return 'running';
  if (!isPast(crisis.ended.at, now, months)) return 'young';
  return crisis.exercise || crisis.caseNumber ? 'due' : 'noCaseNumber';
}

/** True where so many months have gone since a moment. */
function isPast(at: string, now: string, months: number): boolean {
  return plusMonths(at, months) <= now;
}

/** The same day of a later month, or its last where it has no such day; ISO 8601 UTC. */
export function plusMonths(at: string, months: number): string {
  const from = new Date(at);
  const day = from.getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, lastDay));
  return to.toISOString();
}
