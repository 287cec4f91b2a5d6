import type { Crisis } from './crisis.ts';
import type { Actor } from './entry.ts';
import type { Ledger } from './ledger.ts';
import { type EntryView, logView, openTasks, withoutReason } from './log-view.ts';
import { isPictureOverdue, pictureDue } from './picture-due.ts';
import { crisisOrganisation } from './plan.ts';

/** What the record still lacks when somebody wants to end. None of it stands in the way. */
export interface LeftAtEnd {
  /** Tasks that are not done, oldest first. */
  readonly tasks: readonly EntryView[];
  /** Decisions and omissions without a reason. */
  readonly withoutReason: readonly number[];
  /** When the situation picture was due, where that has passed. */
  readonly pictureDue?: string;
  /** The newest version, where it is a draft still. */
  readonly draft?: number;
  /** Statements were changed after the newest version was sent. */
  readonly isPictureUnsent: boolean;
}

/** What is left in a crisis at a moment, ISO 8601 UTC. */
export function leftAtEnd({ crisis, entries }: Ledger, now: string): LeftAtEnd {
  const view = logView(entries);
  const newest = crisis.picture.versions.at(-1);
  return {
    // A contact exercise asks for a receipt and nothing else.
    tasks: crisis.contactOnly ? [] : openTasks(view),
    withoutReason: withoutReason(view).map(({ entry }) => entry.number),
    ...(isPictureOverdue(crisis, now) ? { pictureDue: pictureDue(crisis) } : {}),
    ...(newest && !newest.approved ? { draft: newest.number } : {}),
    isPictureUnsent: crisis.picture.changedBy > (newest?.entry ?? 0),
  };
}

/** Who can be named to go on with a task: its owner, whoever takes part, then the rest of the organisation. */
export function whoGoesOn(crisis: Crisis, owner: Actor | undefined): readonly Actor[] {
  const holders = Object.values(crisis.roles).flatMap((role) => role.holders);
  const known = [...(owner ? [owner] : []), ...holders, ...crisisOrganisation(crisis.plan)];
  const ids = [...new Set(known.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const found = known.find((one) => one.id === id);
    return found ? [{ id, name: found.name }] : [];
  });
}
