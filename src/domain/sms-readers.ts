import type { Crisis } from './crisis.ts';
import type { PersonId } from './entry.ts';
import { crisisOrganisation } from './plan.ts';

/**
 * Whom an SMS about the crisis is for: the crisis organisation and whoever holds a role, also those without
 * a number, so that they can be named. In an exercise only those listed for it.
 */
export function smsReaders(crisis: Crisis): readonly PersonId[] {
  const holders = Object.values(crisis.roles).flatMap((role) => role.holders.map(({ id }) => id));
  const organisation = crisisOrganisation(crisis.plan).map(({ id }) => id);
  return [...new Set([...organisation, ...holders])].filter((id) => mayGetSms(crisis, id));
}

/** False where an exercise would reach a number that is not listed for exercises. */
export function mayGetSms({ exercise, plan }: Crisis, personId: PersonId): boolean {
  return !exercise || (plan.exerciseSms ?? []).includes(personId);
}
