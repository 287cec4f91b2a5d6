import type { Actor, Author } from './entry.ts';

/**
 * The types a person may choose when writing in the log (doctrine). `fravalg` is the doctrine's *undladelse*; an
 * `opgave` may have an owner.
 */
export const noteTypes = [
  'melding',
  'handling',
  'beslutning',
  'fravalg',
  'kommunikation',
  'møde',
  'opgave',
  'frist',
] as const;
export type NoteType = (typeof noteTypes)[number];

/** The free texts of a note. `acted` names whoever acted where neither plan nor Teams knows them. */
export interface NoteWords {
  readonly text: string;
  /** Why: asked for at a decision and a fravalg (doctrine). */
  readonly reason?: string;
  /** Why it was written so late. */
  readonly lateReason?: string;
  /** Where a melding comes from: phone, mail, monitoring, a person. */
  readonly source?: string;
  readonly acted?: string;
}

/** What a note says beside its texts. */
export interface NoteMarks {
  /** Who acted or decided, where that is not who wrote, with the roles held at that moment. */
  readonly acted?: Author;
  /** Of a melding: whether somebody has made sure of it. Absent where nobody has said. */
  readonly confirmed?: boolean;
  /** Not to be published: left out of what is shared. */
  readonly sensitive?: boolean;
  /** The Teams message it was taken from: an https address of Teams itself. */
  readonly link?: string;
  /** Who carries a task. */
  readonly owner?: Actor;
  /** True where a task is done. */
  readonly done?: boolean;
}

/** What a correction puts in place of, or adds to, what was said. */
export interface NoteChange extends NoteMarks {
  readonly type?: NoteType;
  /** When it happened, where that was wrong. ISO 8601 UTC. */
  readonly happenedAt?: string;
}

/** Written this much later than it happened, an entry is late and says why (doctrine, rule 2). Minutes. */
const lateMinutes = 5;

/** True where something is written clearly later than it happened. */
export function isLate({ happenedAt, at }: { readonly happenedAt: string; readonly at: string }): boolean {
  return Date.parse(at) - Date.parse(happenedAt) > lateMinutes * 60_000;
}

/** True where doctrine asks why: at what is decided, and at what is deliberately left undone. */
export function wantsReason(type: string): boolean {
  return type === 'beslutning' || type === 'fravalg';
}
