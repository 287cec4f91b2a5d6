import {
  type Crisis,
  handoversTo,
  isFilled,
  leaderOf,
  type RoleState,
  rolesAsked,
  rolesOpen,
} from './crisis.ts';
import { plusMinutes } from './danish-time.ts';
import type { Actor, PersonId } from './entry.ts';
import { contactOf, crisisOrganisation, plannedHolders, type RoleId, roleIds, roleOf } from './plan.ts';

/**
 * Silence and what it means (delplan: the crisis leader delegates; doctrine: no role stands empty, and
 * whoever does not answer is asked again before somebody else is). Times are the plan's `timings`.
 */

/** Everyone who has not answered and is to be asked once more by now. */
export function toRemind(crisis: Crisis, now: string): readonly Actor[] {
  return everyoneAsked(crisis).filter(({ id }) => {
    const askedAt = isSilent(crisis, id) && silentSince(crisis, id);
    if (!askedAt) return false;
    const remindedAt = crisis.people[id]?.remindedAt ?? '';
    return remindedAt < askedAt && plusMinutes(askedAt, crisis.plan.timings.reminderMinutes) <= now;
  });
}

/** True where the person has been asked something, has not answered it, and can. */
export function isSilent(crisis: Crisis, person: PersonId): boolean {
  return silentSince(crisis, person) !== undefined && mayBeReminded(crisis, person);
}

/** When the newest thing a person has not answered was asked; undefined where nothing is. */
function silentSince(crisis: Crisis, person: PersonId): string | undefined {
  const { people, roles, startedAt, plan } = crisis;
  const asked = [
    ...mustAnswer(crisis, person).map((role) => answerAwaitedFrom(crisis, roles[role], person)),
    ...handoversTo(crisis, person).map((role) => roles[role].handover?.at ?? startedAt),
    ...(people[person]?.receiptAt || !isOfOrganisation(plan, person) ? [] : [startedAt]),
  ];
  return asked.toSorted().at(-1);
}

/** What a person must answer: whoever has a role is not pressed for one that a whole group is asked for. */
export function mustAnswer(crisis: Crisis, person: PersonId): readonly RoleId[] {
  const hasRole = roleIds.some((role) =>
    crisis.roles[role].holders.some(({ id, confirmed }) => id === person && confirmed),
  );
  const isByName = (role: RoleId) =>
    !groupAsked(crisis, role).includes(person) || crisis.roles[role].holders.some(({ id }) => id === person);
  return rolesAsked(crisis, person).filter((role) => !hasRole || isByName(role));
}

/** Whom the plan asks for the role as members of a group. */
function groupAsked({ plan }: Crisis, role: RoleId): readonly PersonId[] {
  const planRole = roleOf(plan, role);
  return 'groupId' in planRole.holder ? plannedHolders(plan, planRole) : [];
}

/** Someone on the way cannot tap, and has answered what matters; Teams lets nothing through to some. */
function mayBeReminded(crisis: Crisis, person: PersonId): boolean {
  const known = crisis.people[person];
  const isOutOfReach = known?.unreachable === 'blocked' || known?.unreachable === 'unknown';
  return !isOutOfReach && known?.attendance !== 'onTheWay' && known?.attendance !== 'prevented';
}

/** Whoever has said since how they take part has that much longer: they could not answer on the way. */
function answerAwaitedFrom(crisis: Crisis, { askedAt }: RoleState, person: PersonId): string {
  const asked = askedAt[person] ?? crisis.startedAt;
  const attended = crisis.people[person]?.attendedAt ?? '';
  return attended > asked ? attended : asked;
}

function everyoneAsked(crisis: Crisis): readonly Actor[] {
  const asked = roleIds.flatMap((role) => {
    const { offeredTo, holders, handover } = crisis.roles[role];
    return [...offeredTo, ...holders.map(({ id }) => id), ...(handover ? [handover.to.id] : [])];
  });
  const ids = new Set([...crisisOrganisation(crisis.plan).map(({ id }) => id), ...asked]);
  return [...ids].map((id) => actorOf(crisis, id));
}

/** The person as the log knows them, or the plan. */
export function actorOf(crisis: Crisis, id: PersonId): Actor {
  const holder = roleIds
    .flatMap((role) => [...crisis.roles[role].holders, crisis.roles[role].handover?.to])
    .find((one) => one?.id === id);
  const name = contactOf(crisis.plan, id)?.name ?? crisis.people[id]?.name ?? holder?.name ?? id;
  return { id, name };
}

function isOfOrganisation(plan: Crisis['plan'], person: PersonId): boolean {
  return crisisOrganisation(plan).some(({ id }) => id === person);
}

/** The next in line for a role: the plan's deputies, or its order of succession for the crisis leader. */
export function nextInLine(
  crisis: Crisis,
  role: RoleId,
  besides: readonly PersonId[] = [],
): Actor | undefined {
  const planRole = roleOf(crisis.plan, role);
  const { askedAt, declined } = crisis.roles[role];
  const line = role === 'crisisLeader' ? crisis.plan.succession : planRole.deputies;
  const no = new Set([
    ...besides,
    ...plannedHolders(crisis.plan, planRole),
    ...Object.keys(askedAt),
    ...declined.map(({ person }) => person),
  ]);
  const isPrevented = (id: PersonId) => crisis.people[id]?.attendance === 'prevented';
  const next = line.find((id) => !no.has(id) && !isPrevented(id));
  return next === undefined ? undefined : actorOf(crisis, next);
}

/** The roles whose next in line is to be asked by now, and who that is. */
export function toOffer(
  crisis: Crisis,
  now: string,
): readonly { readonly role: RoleId; readonly to: Actor }[] {
  if (crisis.contactOnly) return [];
  const open = new Set(rolesOpen(crisis));
  return roleIds.flatMap((role) => {
    const state = crisis.roles[role];
    if (open.has(role) || state.holders.length > 0 || toOpenAt(crisis, role, now)) return [];
    const to = nextInLine(crisis, role);
    return to && isAllSilent(crisis, role, now) ? [{ role, to }] : [];
  });
}

/** The roles that are open to everyone by now and have not been said to be. */
export function toOpen(crisis: Crisis, now: string): readonly RoleId[] {
  return roleIds.filter((role) => toOpenAt(crisis, role, now));
}

function toOpenAt(crisis: Crisis, role: RoleId, now: string): boolean {
  const state = crisis.roles[role];
  if (crisis.contactOnly || isFilled(state) || state.openedAt || isKept(crisis, role, now)) return false;
  const since = searchedFrom(crisis, role);
  const nobodyComes = askedFor(state).every((id) => crisis.people[id]?.attendance === 'prevented');
  const nobodyIsNext = state.holders.length > 0 || !nextInLine(crisis, role);
  if (nobodyComes && nobodyIsNext) return true;
  return plusMinutes(since, crisis.plan.timings.openRoleMinutes) <= now;
}

/** Nobody of those asked has answered within the time for a reminder; who cannot come need not be waited for. */
function isAllSilent(crisis: Crisis, role: RoleId, now: string): boolean {
  const state = crisis.roles[role];
  const { reminderMinutes } = crisis.plan.timings;
  if (isKept(crisis, role, now)) return false;
  return askedFor(state).every(
    (id) =>
      crisis.people[id]?.attendance === 'prevented' ||
      plusMinutes(answerAwaitedFrom(crisis, state, id), reminderMinutes) <= now,
  );
}

/**
 * Whom the plan names for the role, or who was given it, keeps it while on the way, as they may have said by
 * phone, until well after they were expected. Nobody else's coming holds it up: what a group or the next in
 * line is asked for is not theirs yet.
 */
export function isKept(crisis: Crisis, role: RoleId, now: string): boolean {
  const state = crisis.roles[role];
  const { holder } = roleOf(crisis.plan, role);
  const isTheirs = (id: PersonId) =>
    ('contactId' in holder && holder.contactId === id) || state.holders.some((given) => given.id === id);
  return askedFor(state)
    .filter(isTheirs)
    .some((id) => {
      const person = crisis.people[id];
      if (person?.attendance !== 'onTheWay') return false;
      const { openRoleMinutes } = crisis.plan.timings;
      const { expectedAt, attendedAt = crisis.startedAt } = person;
      // Who did not say when is waited for as well, but not for good: a role must not stand empty.
      const until = expectedAt ?? plusMinutes(attendedAt, 2 * openRoleMinutes);
      return now < plusMinutes(until, openRoleMinutes);
    });
}

/** Who can answer for the role: those asked, and the holder who has not said yes. */
function askedFor({ offeredTo, holders }: RoleState): readonly PersonId[] {
  return [...offeredTo, ...holders.map(({ id }) => id)];
}

/** The search's clock begins anew when someone who was on the way is there and can answer. */
function searchedFrom(crisis: Crisis, role: RoleId): string {
  const state = crisis.roles[role];
  const { holder } = roleOf(crisis.plan, role);
  if ('groupId' in holder && state.holders.length === 0) return state.soughtSince;
  const arrived = askedFor(state)
    .filter((id) => ['present', 'online'].includes(crisis.people[id]?.attendance ?? ''))
    .map((id) => crisis.people[id]?.attendedAt ?? '');
  return [state.soughtSince, ...arrived].toSorted().at(-1) ?? state.soughtSince;
}

/** Whoever should be asked to lead while the crisis leader cannot come: the next in the order of succession. */
export function nextLeader(crisis: Crisis): Actor | undefined {
  const leader = leaderOf(crisis);
  const { declined } = crisis.roles.crisisLeader;
  const next = crisis.plan.succession.find(
    (id) =>
      id !== leader?.id &&
      crisis.people[id]?.attendance !== 'prevented' &&
      !declined.some(({ person }) => person === id),
  );
  return next === undefined ? undefined : actorOf(crisis, next);
}
