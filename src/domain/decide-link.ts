import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import type { Ruling } from './decide.ts';
import type { PersonId } from './entry.ts';
import { contactOf, type Plan } from './plan.ts';
import { withNumber } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/**
 * Tying a Teams account to a contact of the plan. Whoever is the crisis leader's contact decides in the
 * crisis, so that contact is tied, and its account taken away, on few people's word alone.
 */
export function linkPerson(crisis: Crisis, { by, person, accountId }: Of<'linkPerson'>): Ruling {
  const refusal = linkRefusal(crisis.plan, by.id, leaderOf(crisis)?.id, person.id);
  if (refusal) return refusal;
  return {
    type: 'system',
    text: `${person.name} er koblet til en Teams-konto af ${by.name}`,
    event: { kind: 'personLinked', person, accountId },
  };
}

/** Where the status card goes from now on. The channel itself is no part of the crisis: it outlives it. */
export function chooseChannel({ by }: Of<'chooseChannel'>): Ruling {
  return { type: 'system', text: `${by.name} har valgt en krisekanal`, event: { kind: 'channelChosen' } };
}

/**
 * Why this one may not tie an account to, or take it from, this person; the same rule with and without a
 * crisis. The planned and the acting crisis leader's accounts are the acting leader's and the plan's owner's
 * to tie, and so is the owner's own, who could tie theirs; the planned leader may as well while nobody else
 * leads.
 */
export function linkRefusal(
  plan: Plan,
  by: PersonId,
  leader: PersonId | undefined,
  person: PersonId,
): Refusal | undefined {
  const [planned] = plan.succession;
  if (person !== planned && person !== leader && person !== plan.owner) return undefined;
  const ownContact = by === planned && person !== leader && leader === undefined;
  if (by === leader || by === plan.owner || ownContact) return undefined;
  const owner = contactOf(plan, plan.owner);
  const who = owner ? ` eller planens ejer, ${withNumber(plan, owner)},` : '';
  return refuse('notAllowed', `Kun kriselederen${who} kan koble denne kontakt.`);
}
