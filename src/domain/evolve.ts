import {
  type Crisis,
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
  const seen = withReceipt({ ...crisis, lastAt: entry.at }, entry);
  return apply(seen, entry);
}

function begin(entry: NewEntry, event: Started, id: string): Crisis {
  const { plan } = event;
  const starter = { id: entry.by.id, name: entry.by.name };
  const crisis: Crisis = {
    id,
    plan,
    exercise: event.exercise,
    headline: event.words.headline,
    level: event.level,
    startedAt: entry.at,
    startedBy: starter,
    roles: firstRoles(plan),
    place: { current: plan.meetingPlaces[0] ?? onlinePlace, rejected: [] },
    people: {},
    lastAt: entry.at,
  };
  const started = withReceipt(crisis, entry);
  const leads = plannedHolders(plan, roleOf(plan, 'crisisLeader')).includes(starter.id);
  return leads
    ? withHolder(started, 'crisisLeader', { ...starter, since: entry.at, confirmed: true })
    : started;
}

function firstRoles(plan: Plan): Record<RoleId, RoleState> {
  const offered = (id: RoleId): RoleState => ({
    holders: [],
    offeredTo: plannedHolders(plan, roleOf(plan, id)),
    declined: [],
  });
  return Object.fromEntries(roleIds.map((id) => [id, offered(id)])) as Record<RoleId, RoleState>;
}

/** Whoever acts has been reached: the first sign of life is the receipt. */
function withReceipt(crisis: Crisis, entry: NewEntry): Crisis {
  const { id, name } = entry.by;
  // An alarm from before the start tells nothing of whether the call-out was seen.
  const isEarlier = entry.event.kind === 'alarmRaised' && entry.happenedAt < entry.at;
  if (id === 'system' || isEarlier) return crisis;
  const known = crisis.people[id];
  if (known?.receiptAt) return crisis;
  return withPerson(crisis, { id, name }, { receiptAt: entry.at, receiptBy: 'teams' });
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
      return declined(crisis, by.id, event);
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
      return withPerson(crisis, by, { attendance: event.attendance, expectedAt: event.expectedAt });
    case 'phoned':
      return phoned(crisis, entry, event);
    case 'unreachable':
      return withPerson(crisis, event.person, { unreachable: event.cause });
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

function withHolder(crisis: Crisis, role: RoleId, holder: RoleHolder): Crisis {
  if (!roleOf(crisis.plan, role).shared) return withRole(crisis, role, { holders: [holder], offeredTo: [] });
  const state = crisis.roles[role];
  return withRole(crisis, role, {
    holders: [...state.holders.filter((other) => other.id !== holder.id), holder],
    offeredTo: state.offeredTo.filter((id) => id !== holder.id),
  });
}

function without(crisis: Crisis, role: RoleId, person: PersonId | undefined): Crisis {
  const holders = crisis.roles[role].holders.filter((holder) => holder.id !== person);
  return withRole(crisis, role, { holders });
}

function declined(
  crisis: Crisis,
  person: PersonId,
  { role, reason, next }: Extract<CrisisEvent, { kind: 'roleDeclined' }>,
): Crisis {
  const state = without(crisis, role, person).roles[role];
  const offeredTo = state.offeredTo.filter((id) => id !== person);
  return withRole(crisis, role, {
    holders: state.holders,
    offeredTo: next ? [...offeredTo, next] : offeredTo,
    declined: [...state.declined, { person, reason }],
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
  { person, outcome, roles }: Extract<CrisisEvent, { kind: 'phoned' }>,
): Crisis {
  const known = crisis.people[person.id];
  const answered = outcome !== 'noAnswer';
  const calls = [...(known?.calls ?? []), { at: entry.at, by: entry.by.name, answered }];
  if (!answered) return withPerson(crisis, person, { calls });
  const reached = withPerson(crisis, person, {
    calls,
    ...(known?.receiptAt ? {} : { receiptAt: entry.at, receiptBy: 'phone' as const }),
    ...(outcome === 'coming' && !isThere(known) ? { attendance: 'onTheWay' as const } : {}),
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
