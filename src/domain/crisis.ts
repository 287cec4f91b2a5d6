import type { Actor, Attendance, DeclineReason, PersonId, UnreachableCause } from './entry.ts';
import { inOrganisation, type MeetingPlace, type Plan, type RoleId, roleIds, roleOf } from './plan.ts';

/** A crisis as the log tells it: folded from its entries by `evolve`, never stored. */
export interface Crisis {
  /** "K-2026-07", or "Ø-2026-01" for an exercise. */
  readonly id: string;
  readonly plan: Plan;
  readonly exercise: boolean;
  readonly headline: string;
  readonly level: 1 | 2;
  readonly startedAt: string;
  readonly startedBy: Actor;
  /** When the incident began, where a person has said so. */
  readonly beganAt?: string;
  /** Which of the plan's alarm sources reported it, where a person has said so. */
  readonly sourceId?: string;
  readonly roles: Readonly<Record<RoleId, RoleState>>;
  readonly place: PlaceState;
  readonly people: Readonly<Record<PersonId, PersonState>>;
  readonly ended?: { readonly at: string; readonly how: 'closed' | 'falseAlarm' | 'interrupted' };
  /** Time of the newest entry; time in the log never runs backwards. */
  readonly lastAt: string;
}

export interface RoleState {
  /** At most one, unless the plan says that the role is shared. */
  readonly holders: readonly RoleHolder[];
  /** Contact ids asked and not yet answered. */
  readonly offeredTo: readonly PersonId[];
  readonly declined: readonly { readonly person: PersonId; readonly reason: DeclineReason }[];
}

export interface RoleHolder extends Actor {
  readonly since: string;
  /** False where the crisis leader assigned the role and the person has not answered yet. */
  readonly confirmed: boolean;
}

export interface PlaceState {
  /** The place now proposed or decided. */
  readonly current: MeetingPlace;
  readonly decided?: { readonly by: Actor; readonly at: string; readonly provisional: boolean };
  readonly rejected: readonly { readonly placeId: string; readonly reason: string }[];
}

export interface PersonState extends Actor {
  /** First sign of life: a message, a tap or a phone call. */
  readonly receiptAt?: string;
  readonly receiptBy?: 'teams' | 'phone';
  readonly attendance?: Attendance;
  /** When someone on the way expects to arrive, ISO 8601 UTC. */
  readonly expectedAt?: string;
  readonly calls: readonly { readonly at: string; readonly by: string; readonly answered: boolean }[];
  readonly unreachable?: UnreachableCause;
}

/** Meeting by phone or Teams is always possible, whatever the plan lists (doctrine). */
export const onlinePlace: MeetingPlace = { id: 'online', name: 'Telefon/Teams', source: 'doktrin' };

/** The acting crisis leader: the holder of that role, confirmed or not. */
export function leaderOf(crisis: Crisis): RoleHolder | undefined {
  return crisis.roles.crisisLeader.holders[0];
}

/** The roles a person holds, in the plan's order. */
export function rolesHeld(crisis: Crisis, person: string): readonly RoleId[] {
  return roleIds.filter((role) => crisis.roles[role].holders.some((holder) => holder.id === person));
}

/**
 * The roles a person is asked to take and has not answered: offered, or assigned and unconfirmed. Those
 * the plan names the person for come before those of a group.
 */
export function rolesAsked(crisis: Crisis, person: string): readonly RoleId[] {
  const asked = roleIds.filter((role) => {
    const state = crisis.roles[role];
    const holder = state.holders.find((candidate) => candidate.id === person);
    return holder ? !holder.confirmed : state.offeredTo.includes(person);
  });
  const isOwn = (role: RoleId) => {
    const { holder } = roleOf(crisis.plan, role);
    return 'contactId' in holder && holder.contactId === person;
  };
  return [...asked.filter(isOwn), ...asked.filter((role) => !isOwn(role))];
}

/** Who may act: the crisis organisation, and anyone the crisis leader has given a role. */
export function mayAct(crisis: Crisis, person: string): boolean {
  return inOrganisation(crisis.plan, person) || rolesHeld(crisis, person).length > 0;
}
