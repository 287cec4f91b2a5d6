import { type Command, refuse } from './command.ts';
import { type Crisis, leaderOf, mayAct, type RoleHolder } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { Ruling } from './decide.ts';
import type { Actor, DeclineReason, PersonId } from './entry.ts';
import { inOrganisation, type RoleId, roleOf } from './plan.ts';
import { nextInLine } from './silence.ts';
import { askLeader, onlyLeader, theRole, withNumber } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Why a role is declined, in the words people choose from. */
export const declineReasons: Readonly<Record<DeclineReason, string>> = {
  busy: 'optaget',
  away: 'bortrejst',
  ill: 'syg',
  other: 'andet',
};

/**
 * Taking a role: consent to an offer, an empty role, or an assignment. A held role is taken over by the
 * crisis leader, and the crisis leader's by whoever stands before the holder in the order of succession.
 */
export function takeRole(crisis: Crisis, { by, role, anyway }: Of<'takeRole'>): Ruling {
  if (!mayHold(crisis, by.id, role)) return refuse('notAllowed', onlyOurOwn(by.name));
  const { holders } = crisis.roles[role];
  const mine = holders.find((holder) => holder.id === by.id);
  if (mine?.confirmed) {
    return refuse('already', `Du har ${theRole(crisis, role)} (siden ${kl(mine.since)}).`);
  }
  const { handover } = crisis.roles[role];
  if (handover?.to.id === by.id) return taken(crisis, by.name, role, handover.from);
  // Someone from outside who is asked to take one role over may take no other.
  if (!mayAct(crisis, by.id)) {
    return refuse(
      'notAllowed',
      `Du er ikke spurgt om ${theRole(crisis, role)}. Vil du tage den, så ${askLeader(crisis)}`,
    );
  }
  const other = holders.find((holder) => holder.id !== by.id);
  const joins = roleOf(crisis.plan, role).shared || mine;
  if (!other || joins) return taken(crisis, by.name, role);
  const may = mayTakeOver(crisis, by.id, role, other) || (role === 'crisisLeader' && anyway);
  if (!may) return refuse('taken', heldBy(crisis, role, other));
  return taken(crisis, by.name, role, other);
}

function taken(crisis: Crisis, name: string, role: RoleId, from?: Actor): Ruling {
  const text = from
    ? `${name} har overtaget ${theRole(crisis, role)} fra ${from.name}`
    : `${name} har taget ${theRole(crisis, role)}`;
  return { type: 'rolle', text, event: { kind: 'roleTaken', role, ...(from ? { from: from.id } : {}) } };
}

function mayTakeOver(crisis: Crisis, person: PersonId, role: RoleId, holder: RoleHolder): boolean {
  if (!holder.confirmed && crisis.roles[role].openedAt) return true;
  if (role !== 'crisisLeader') return leaderOf(crisis)?.id === person;
  const rank = (id: PersonId) => {
    const index = crisis.plan.succession.indexOf(id);
    return index < 0 ? Number.POSITIVE_INFINITY : index;
  };
  return rank(person) < rank(holder.id) || isAway(crisis, holder);
}

/** A crisis leader who never said yes, cannot come, or did not answer the last call leaves the seat open. */
export function isAway(crisis: Crisis, holder: RoleHolder): boolean {
  const person = crisis.people[holder.id];
  return !holder.confirmed || person?.attendance === 'prevented' || person?.calls.at(-1)?.answered === false;
}

/** The crisis leader is one of the crisis organisation's own; other roles may be anyone's. */
export function mayHold(crisis: Crisis, person: PersonId, role: RoleId): boolean {
  return role !== 'crisisLeader' || inOrganisation(crisis.plan, person);
}

/** Why someone outside the plan cannot lead. */
export function onlyOurOwn(name: string): string {
  return `Kriselederen skal være fra kriseorganisationen, og det er ${name} ikke.`;
}

function heldBy(crisis: Crisis, role: RoleId, holder: RoleHolder): string {
  const held = `${withNumber(crisis.plan, holder)} har ${theRole(crisis, role)} (siden ${kl(holder.since)}).`;
  if (role !== 'crisisLeader') return `${held} Skal den flyttes, så ${askLeader(crisis)}`;
  return `${held} Kan kriselederen ikke nås, så skriv »jeg tager rollen kriseleder alligevel«.`;
}

/** Saying no to a role one is asked to take or holds. The next deputy who has not said no is asked. */
export function declineRole(crisis: Crisis, { by, role, reason }: Of<'declineRole'>): Ruling {
  const state = crisis.roles[role];
  const { handover } = state;
  if (handover?.to.id === by.id) {
    return {
      type: 'rolle',
      text: `${by.name} kan ikke overtage ${theRole(crisis, role)}. ${handover.from.name} har den stadig`,
      event: { kind: 'handoverDeclined', role, from: handover.from.id },
    };
  }
  const asked = state.offeredTo.includes(by.id) || state.holders.some((holder) => holder.id === by.id);
  if (!asked) return refuse('already', `Du er ikke spurgt om ${theRole(crisis, role)}.`);
  const isLast = [...state.offeredTo, ...state.holders.map(({ id }) => id)].every((id) => id === by.id);
  const next = isLast ? nextInLine(crisis, role, [by.id])?.id : undefined;
  return {
    type: 'rolle',
    text: `${by.name} kan ikke tage ${theRole(crisis, role)} (${declineReasons[reason]})`,
    event: { kind: 'roleDeclined', role, reason, ...(next ? { next } : {}) },
  };
}

/**
 * Assigning a role: the crisis leader delegates (delplan). Until there is a leader, the staff may hand out
 * empty roles between them. The person holds the role at once and is asked to confirm it.
 */
export function assignRole(crisis: Crisis, { by, role, to }: Of<'assignRole'>): Ruling {
  const leader = leaderOf(crisis);
  const { holders } = crisis.roles[role];
  if (leader ? leader.id !== by.id : holders.length > 0) {
    return refuse('notAllowed', onlyLeader(crisis, 'fordele roller'));
  }
  if (!mayHold(crisis, to.id, role)) return refuse('invalid', onlyOurOwn(to.name));
  if (holders.some((holder) => holder.id === to.id)) {
    return refuse('already', `${to.name} har allerede ${theRole(crisis, role)}.`);
  }
  const from = roleOf(crisis.plan, role).shared ? undefined : holders[0];
  const replaces = from ? ` i stedet for ${from.name}` : '';
  return {
    type: 'rolle',
    text: `${to.name} har fået ${theRole(crisis, role)}${replaces} (fordelt af ${by.name})`,
    event: { kind: 'roleAssigned', role, to, ...(from ? { from: from.id } : {}) },
  };
}
