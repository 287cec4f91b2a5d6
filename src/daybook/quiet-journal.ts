import { type Journal, StoreFault } from '../ports.ts';
import type { Presence } from './presence.ts';

/** A journal for what goes on by itself. */
export interface QuietJournal extends Journal {
  /** Says how much was left out, once that is over. */
  tell(): void;
}

/**
 * What goes on by itself fails again and again while the tables are away. That they are is a line of its own, so
 * such failures are only counted.
 */
export function createQuietJournal(journal: Journal, presence: Presence): QuietJournal {
  let leftOut = 0;
  return {
    info: journal.info,
    error(event, error, fields) {
      if (presence.awaySince() && error instanceof StoreFault) leftOut += 1;
      else journal.error(event, error, fields);
    },
    tell() {
      if (leftOut > 0) journal.info('tables.failures', { leftOut });
      leftOut = 0;
    },
  };
}
