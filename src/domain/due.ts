import type { CommandBody } from './command.ts';
import { isOverdue } from './contact-exercise.ts';
import type { Crisis } from './crisis.ts';
import { pictureToRemind } from './picture-due.ts';
import { toOffer, toOpen, toRemind } from './silence.ts';

/** What time alone brings about. */
export type DueCommand = Extract<
  CommandBody,
  { kind: 'remind' | 'offerRole' | 'openRoles' | 'remindPicture' | 'end' }
>;

/**
 * What is due in a crisis at a moment (ISO 8601 UTC). Nothing is stored of it: it follows from the log, so a
 * restart loses nothing, and what came due meanwhile is due once, now. `decide` asks the same rules again.
 */
export function due(crisis: Crisis, now: string): readonly DueCommand[] {
  if (crisis.ended) return [];
  if (isOverdue(crisis, now)) return [{ kind: 'end', remark: '' }];
  const people = toRemind(crisis, now);
  const roles = toOpen(crisis, now);
  const picture = pictureToRemind(crisis, now);
  return [
    // Whoever is asked for a role just now is not also told that they have not answered.
    ...toOffer(crisis, now).map((offer) => ({ kind: 'offerRole', ...offer }) as const),
    ...(people.length > 0 ? [{ kind: 'remind', people } as const] : []),
    ...(roles.length > 0 ? [{ kind: 'openRoles', roles } as const] : []),
    ...(picture ? [{ kind: 'remindPicture', ...picture } as const] : []),
  ];
}

/**
 * The key under which a due command is stored once, whichever replica is first. Whom a later look would add
 * is found at the next one.
 */
export function dueIntent(crisis: Crisis, command: DueCommand): string {
  switch (command.kind) {
    case 'remind':
      return `due-remind-${crisis.size}`;
    case 'offerRole':
      return `due-offer-${crisis.size}-${command.role}-${command.to.id}`;
    case 'openRoles':
      return `due-open-${crisis.size}`;
    case 'remindPicture':
      return `due-picture-${command.due}`;
    case 'end':
      return 'due-end';
  }
}
