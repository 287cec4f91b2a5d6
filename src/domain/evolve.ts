import { type Crisis, onlinePlace } from './crisis.ts';
import type { CrisisEvent, NewEntry } from './entry.ts';
import { phoned, withPerson, withReceipt } from './fold-people.ts';
import { afterRejection, placeById } from './fold-place.ts';
import {
  approvalAsked,
  corrected,
  noteTypeOf,
  pictureApproved,
  pictureOverdue,
  picturePublished,
  pictureUpdated,
} from './fold-record.ts';
import { asking, declined, firstRoles, withHolder, without, withRole } from './fold-roles.ts';
import { contactOf, plannedHolders, roleOf } from './plan.ts';

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
  const notes = [...crisis.notes, noteTypeOf(entry)];
  const seen = withReceipt({ ...crisis, lastAt: entry.at, size: crisis.size + 1, notes }, entry);
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
    notes: [undefined],
    picture: { statements: {}, versions: [], changedBy: 0 },
    evaluatedBy: [],
    lastAt: entry.at,
    size: 1,
  };
  const started = withSmsInDoubt(withReceipt(crisis, entry), event);
  const leads = plannedHolders(plan, roleOf(plan, 'crisisLeader')).includes(starter.id);
  return leads && !event.contactOnly
    ? withHolder(started, 'crisisLeader', { ...starter, since: entry.at, confirmed: true })
    : started;
}

/** As an entry says it of an SMS that the log called for. */
function withSmsInDoubt(crisis: Crisis, { plan, calledBySms }: Started): Crisis {
  return (calledBySms?.unsure ?? []).reduce((so, id) => {
    const person = { id, name: contactOf(plan, id)?.name ?? id };
    return withPerson(so, person, { smsFailed: 'unknown' });
  }, crisis);
}

function apply(crisis: Crisis, entry: NewEntry): Crisis {
  const { event, by, at } = entry;
  switch (event.kind) {
    case 'sourceNamed':
      return { ...crisis, sourceId: event.sourceId };
    case 'timeNamed':
      return { ...crisis, beganAt: entry.happenedAt };
    case 'levelSet':
      return { ...crisis, level: event.level, levelSetAt: entry.at };
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
    case 'corrected':
      return corrected(crisis, event);
    case 'pictureUpdated':
      return pictureUpdated(crisis, entry, event);
    case 'approvalAsked':
      return approvalAsked(crisis, entry);
    case 'picturePublished':
      return picturePublished(crisis, entry, event);
    case 'pictureApproved':
      return pictureApproved(crisis, entry, event);
    case 'pictureOverdue':
      return pictureOverdue(crisis, event);
    case 'caseNumbered':
      return { ...crisis, caseNumber: event.caseNumber };
    case 'ended':
      return { ...crisis, ended: { at, how: event.how, entry: crisis.size } };
    case 'evaluated':
      return { ...crisis, evaluatedBy: [...new Set([...crisis.evaluatedBy, by.id])] };
    case 'reopened': {
      const { ended: _, ...running } = crisis;
      return { ...running, reopenedAt: at, reopenedBy: crisis.size };
    }
    default:
      return crisis;
  }
}
