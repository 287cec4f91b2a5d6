import { type Crisis, leaderOf } from './crisis.ts';
import { plusMinutes } from './danish-time.ts';
import type { Actor } from './entry.ts';

/**
 * When the next situation picture is due: what the newest version promised, before the first the plan's time. A
 * crisis that was opened again owes none from before that.
 */
export function pictureDue({ picture, startedAt, reopenedAt, plan }: Crisis): string {
  const { firstPictureMinutes, nextPictureMinutes } = plan.timings;
  const promised = picture.versions.at(-1)?.nextDue ?? plusMinutes(startedAt, firstPictureMinutes);
  if (!reopenedAt || promised > reopenedAt) return promised;
  return plusMinutes(reopenedAt, nextPictureMinutes);
}

/** True where the promised time has passed. */
export function isPictureOverdue(crisis: Crisis, now: string): boolean {
  return !crisis.ended && !crisis.contactOnly && pictureDue(crisis) <= now;
}

/** Whom to remind of an overdue picture, once for each due moment: the log officer, else the crisis leader. */
export function pictureToRemind(
  crisis: Crisis,
  now: string,
): { readonly due: string; readonly people: readonly Actor[] } | undefined {
  const due = pictureDue(crisis);
  if (!isPictureOverdue(crisis, now) || crisis.picture.remindedOf === due) return undefined;
  const { holders } = crisis.roles.logOfficer;
  const leader = leaderOf(crisis);
  const people = holders.length > 0 ? holders : leader ? [leader] : [];
  return people.length > 0 ? { due, people: people.map(({ id, name }) => ({ id, name })) } : undefined;
}
