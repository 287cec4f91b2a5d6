import {
  type Crisis,
  isFilled,
  onlinePlace,
  type PersonState,
  type PlaceState,
  type RoleHolder,
  type RoleState,
} from './crisis.ts';
import type { Actor, CrisisEvent, NewEntry, PersonId } from './entry.ts';
import { type MeetingPlace, type Plan, plannedHolders, type RoleId, roleIds, roleOf } from './plan.ts';

type Started = Extract<CrisisEvent, { kind: 'started' }>;

/**
 * The crisis after one more entry. Only the first entry may meet no crisis. An event this program does
 * not know changes nothing: its text still stands in the log.
 */
export function evolve(crisis: Crisis | undefined, entry: NewEntry, crisisId: string): Crisis {
  if (!crisis) {
    if (entry.event.kind !== 'started') throw new Error(`${crisisId} does not begin with a start`);
    return begin(entry, entry.event, crisisId);
  }
  const seen = withReceipt({ ...crisis, lastAt: entry.at, size: crisis.size + 1 }, entry);
  return apply(seen, entry);
}

function begin(entry: NewEntry, event: Started, id: string): Crisis {
  const { plan } = event;
  const starter = { id: entry.by.id, name: entry.by.name };
  const crisis: Crisis = {
    id,
    plan,
    exercise: event.exercise,
    ...(event.contactOnly ? { contactOnly: true } : {}),
    headline: event.words.headline,
    level: event.level,
    startedAt: entry.at,
    startedBy: starter,
    roles: firstRoles(plan, entry.at, event.contactOnly === true),
    place: { current: plan.meetingPlaces[0] ?? onlinePlace, rejected: [] },
    people: {},
    lastAt: entry.at,
    size: 1,
  };
  const started = withReceipt(crisis, entry);
  const leads = plannedHolders(plan, roleOf(plan, 'crisisLeader')).includes(starter.id);
  return leads && !event.contactOnly
    ? withHolder(started, 'crisisLeader', { ...starter, since: entry.at, confirmed: true })
    : started;
}

/** Each role is offered to whom the plan names; one for which it names nobody is open at once. */
function firstRoles(plan: Plan, at: string, contactOnly: boolean): Record<RoleId, RoleState> {
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
function asking(state: RoleState, people: readonly PersonId[], at: string): RoleState {
  return {
    ...state,
    offeredTo: [...new Set([...state.offeredTo, ...people])],
    askedAt: { ...state.askedAt, ...Object.fromEntries(people.map((id) => [id, at])) },
  };
}

/** Whoever acts has been reached: the first sign of life is the receipt. */
function withReceipt(crisis: Crisis, entry: NewEntry): Crisis {
  const { id, name } = entry.by;
  // An alarm from before the start tells nothing of whether the call-out was seen.
  const isEarlier = entry.event.kind === 'alarmRaised' && entry.happenedAt < entry.at;
  if (id === 'system' || isEarlier) return crisis;
  const known = crisis.people[id];
  if (known?.receiptAt) return crisis;
  return withPerson(
    crisis,
    { id, name },
    {
      receiptAt: entry.at,
      receiptBy: 'teams',
      receiptEntry: crisis.size,
    },
  );
}

function apply(crisis: Crisis, entry: NewEntry): Crisis {
  const { event, by, at } = entry;
  switch (event.kind) {
    case 'sourceNamed':
      return { ...crisis, sourceId: event.sourceId };
    case 'timeNamed':
      return { ...crisis, beganAt: entry.happenedAt };
    case 'levelSet':
      return { ...crisis, level: event.level };
    case 'roleTaken':
      return withHolder(without(crisis, event.role, event.from), event.role, {
        id: by.id,
        name: by.name,
        since: at,
        confirmed: true,
      });
    case 'roleAssigned':
      return withHolder(without(crisis, event.role, event.from), event.role, {
        ...event.to,
        since: at,
        confirmed: event.to.id === by.id,
      });
    case 'roleDeclined':
      return declined(crisis, entry, event);
    case 'reminded':
      return event.people.reduce((so, one) => withPerson(so, one, { remindedAt: at }), crisis);
    case 'roleOffered':
      return withRole(crisis, event.role, asking(crisis.roles[event.role], [event.to.id], at));
    case 'rolesOpened':
      return event.roles.reduce((so, role) => withRole(so, role, { openedAt: at }), crisis);
    case 'handoverOffered':
      return withRole(crisis, event.role, {
        handover: { from: { id: by.id, name: by.name }, to: event.to, at },
      });
    case 'handoverWithdrawn':
    case 'handoverDeclined':
      return withRole(crisis, event.role, { handover: undefined });
    case 'placeConfirmed':
      return {
        ...crisis,
        place: {
          ...crisis.place,
          current: placeById(crisis, event.placeId),
          decided: { by: { id: by.id, name: by.name }, at, provisional: event.provisional },
        },
      };
    case 'placeRejected':
      return { ...crisis, place: afterRejection(crisis, event) };
    case 'attended':
      return withPerson(crisis, by, {
        attendance: event.attendance,
        attendedAt: at,
        expectedAt: event.expectedAt,
      });
    case 'phoned':
      return phoned(crisis, entry, event);
    case 'unreachable':
      return withPerson(crisis, event.person, { unreachable: event.cause });
    case 'smsFailed':
      return withPerson(crisis, event.person, { smsFailed: event.cause });
    case 'ended':
      return { ...crisis, ended: { at, how: event.how } };
    default:
      return crisis;
  }
}

function withPerson(crisis: Crisis, { id, name }: Actor, change: Partial<PersonState>): Crisis {
  const known = crisis.people[id] ?? { id, name, calls: [] };
  return { ...crisis, people: { ...crisis.people, [id]: { ...known, ...change } } };
}

function withRole(crisis: Crisis, role: RoleId, change: Partial<RoleState>): Crisis {
  return { ...crisis, roles: { ...crisis.roles, [role]: { ...crisis.roles[role], ...change } } };
}

/** Somebody has the role: nobody is looked for any more, but for their own yes where that is missing. */
function withHolder(crisis: Crisis, role: RoleId, holder: RoleHolder): Crisis {
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

function without(crisis: Crisis, role: RoleId, person: PersonId | undefined): Crisis {
  const holders = crisis.roles[role].holders.filter((holder) => holder.id !== person);
  return withRole(crisis, role, { holders });
}

/** A no: the next in line is asked; where nobody is left to ask, the role is open to everyone at once. */
function declined(
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

/** The place with that id; meeting by phone or Teams is always one of them. */
function placeById(crisis: Crisis, id: string): MeetingPlace {
  return crisis.plan.meetingPlaces.find((place) => place.id === id) ?? onlinePlace;
}

function afterRejection(
  crisis: Crisis,
  { placeId, words }: Extract<CrisisEvent, { kind: 'placeRejected' }>,
): PlaceState {
  const rejected = [...crisis.place.rejected, { placeId, reason: words.reason }];
  // What is said of another place does not undo the one that is proposed or decided.
  if (placeId !== crisis.place.current.id) return { ...crisis.place, rejected };
  const usable = (place: MeetingPlace) => !rejected.some((no) => no.placeId === place.id);
  return { current: crisis.plan.meetingPlaces.find(usable) ?? onlinePlace, rejected };
}

function phoned(
  crisis: Crisis,
  entry: NewEntry,
  { person, outcome, roles, way, expectedAt }: Extract<CrisisEvent, { kind: 'phoned' }>,
): Crisis {
  const known = crisis.people[person.id];
  const answered = outcome !== 'noAnswer';
  const call = { at: entry.at, by: entry.by.name, answered, ...(way ? { way } : {}) };
  const calls = [...(known?.calls ?? []), call];
  if (!answered) return withPerson(crisis, person, { calls });
  const receipt = { receiptAt: entry.at, receiptBy: way ?? 'phone', receiptEntry: crisis.size };
  const onTheWay = { attendance: 'onTheWay', attendedAt: entry.at, expectedAt } as const;
  const prevented = { attendance: 'prevented', attendedAt: entry.at, expectedAt: undefined } as const;
  const reached = withPerson(crisis, person, {
    calls,
    ...(known?.receiptAt ? {} : receipt),
    ...(outcome === 'coming' && !crisis.contactOnly && !isThere(known) ? onTheWay : {}),
    ...(outcome === 'notComing' && !crisis.contactOnly ? prevented : {}),
  });
  return roles.reduce(
    (folded, role) => withHolder(folded, role, { ...person, since: entry.at, confirmed: true }),
    reached,
  );
}

/** Someone who is there already is not sent back on the way by a phone call. */
function isThere(person: PersonState | undefined): boolean {
  return person?.attendance === 'present' || person?.attendance === 'online';
}
