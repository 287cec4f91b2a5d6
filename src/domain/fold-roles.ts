import { type Crisis, isFilled, type RoleHolder, type RoleState } from './crisis.ts';
import type { CrisisEvent, NewEntry, PersonId } from './entry.ts';
import { type Plan, plannedHolders, type RoleId, roleIds, roleOf } from './plan.ts';

/** How entries change who has, and who is asked for, the roles. */

/** Each role is offered to whom the plan names; one for which it names nobody is open at once. */
export function firstRoles(plan: Plan, at: string, contactOnly: boolean): Record<RoleId, RoleState> {
  const blank: RoleState = { holders: [], offeredTo: [], askedAt: {}, soughtSince: at, declined: [] };
  const offered = (id: RoleId): RoleState => {
    const asked = plannedHolders(plan, roleOf(plan, id));
    return asked.length > 0 ? asking(blank, asked, at) : { ...blank, openedAt: at };
  };
  return Object.fromEntries(roleIds.map((id) => [id, contactOnly ? blank : offered(id)])) as Record<
    RoleId,
    RoleState
  >;
}

/** The role with these people asked, besides those who are already. */
export function asking(state: RoleState, people: readonly PersonId[], at: string): RoleState {
  return {
    ...state,
    offeredTo: [...new Set([...state.offeredTo, ...people])],
    askedAt: { ...state.askedAt, ...Object.fromEntries(people.map((id) => [id, at])) },
  };
}

export function withRole(crisis: Crisis, role: RoleId, change: Partial<RoleState>): Crisis {
  return { ...crisis, roles: { ...crisis.roles, [role]: { ...crisis.roles[role], ...change } } };
}

/** Somebody has the role: nobody is looked for any more, but for their own yes where that is missing. */
export function withHolder(crisis: Crisis, role: RoleId, holder: RoleHolder): Crisis {
  const state = crisis.roles[role];
  const { shared } = roleOf(crisis.plan, role);
  const settled = { soughtSince: holder.since, openedAt: undefined, handover: undefined };
  const askedAt = holder.confirmed ? state.askedAt : { ...state.askedAt, [holder.id]: holder.since };
  if (!shared) return withRole(crisis, role, { ...settled, holders: [holder], offeredTo: [], askedAt });
  return withRole(crisis, role, {
    ...settled,
    askedAt,
    holders: [...state.holders.filter((other) => other.id !== holder.id), holder],
    offeredTo: state.offeredTo.filter((id) => id !== holder.id),
  });
}

export function without(crisis: Crisis, role: RoleId, person: PersonId | undefined): Crisis {
  const holders = crisis.roles[role].holders.filter((holder) => holder.id !== person);
  return withRole(crisis, role, { holders });
}

/** A no: the next in line is asked; where nobody is left to ask, the role is open to everyone at once. */
export function declined(
  crisis: Crisis,
  { by, at }: NewEntry,
  { role, reason, next }: Extract<CrisisEvent, { kind: 'roleDeclined' }>,
): Crisis {
  const before = crisis.roles[role];
  const state: RoleState = {
    ...before,
    holders: before.holders.filter(({ id }) => id !== by.id),
    offeredTo: before.offeredTo.filter((id) => id !== by.id),
    declined: [...before.declined, { person: by.id, reason }],
    handover: undefined,
  };
  if (isFilled(state)) return withRole(crisis, role, state);
  const isGivenBack = before.holders.length > state.holders.length;
  const asked = next ? asking(state, [next], at) : state;
  const isLeft = asked.offeredTo.length === 0 && asked.holders.length === 0;
  return withRole(crisis, role, {
    ...asked,
    soughtSince: next || isGivenBack ? at : state.soughtSince,
    openedAt: isLeft ? (state.openedAt ?? at) : state.openedAt,
  });
}
