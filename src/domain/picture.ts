import type { Ledger } from './ledger.ts';

/** A statement of the situation picture: what, as of when, and how sure. */
export interface PictureLine {
  readonly field: string;
  readonly text: string;
  /** As of, ISO 8601 UTC; absent where nothing is known. */
  readonly asOf?: string;
  readonly certainty: 'kendt' | 'ukendt';
}

/** The situation picture computed from the log (fields of the doctrine). */
export interface Picture {
  readonly asOf: string;
  readonly entryNumber: number;
  /** First eight hex digits of the chain, in two groups: anchors the log outside the table. */
  readonly mark: string;
  readonly lines: readonly PictureLine[];
  /** When the next picture is due, ISO 8601 UTC. */
  readonly nextDue: string;
}

/** Computes the picture from the newest state. Never guesses: what the log does not say is `ukendt`. */
export function pictureOf(_ledger: Ledger): Picture {
  throw new Error('being written');
}
