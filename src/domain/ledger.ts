import type { Crisis } from './crisis.ts';
import type { Entry } from './entry.ts';

/** A crisis together with the entries it was folded from, as they stood at one moment. */
export interface Ledger {
  readonly crisis: Crisis;
  /** All entries, oldest first: `entries[n - 1].number === n`. */
  readonly entries: readonly Entry[];
  /**
   * Set where the log could not be read: when it last was, ISO 8601 UTC. Entries of others may be missing, and the
   * newest may be ones that are not in the log yet.
   */
  readonly asOf?: string;
}

/** The newest entry. A ledger always has one: it exists from its start entry on. */
export function newest(ledger: Ledger): Entry {
  const entry = ledger.entries.at(-1);
  if (!entry) throw new Error('a ledger without entries');
  return entry;
}

/** "Nr. 12"; what is kept and not in the log yet has no number that counts. */
export function numberWords({ number, hash }: Entry): string {
  return hash === '' ? 'Ikke i loggen endnu' : `Nr. ${number}`;
}

/** The newest entry that the log is known to hold; undefined where the whole crisis is not in it yet. */
export function newestInLog({ entries }: Ledger): Entry | undefined {
  return entries.findLast(({ hash }) => hash !== '');
}
