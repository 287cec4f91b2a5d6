import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, leaderOf, onlinePlace } from './crisis.ts';
import type { Ruling } from './decide.ts';
import type { MeetingPlace } from './plan.ts';
import { onlyLeader } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** The places one may decide on: the plan's, and always phone or Teams. */
export function possiblePlaces(crisis: Crisis): readonly MeetingPlace[] {
  return [...crisis.plan.meetingPlaces, onlinePlace];
}

/** Confirming the meeting place. Before there is a crisis leader the decision is provisional. */
export function confirmPlace(crisis: Crisis, { by, placeId }: Of<'confirmPlace'>): Ruling {
  const place = placeOrRefusal(crisis, by.id, placeId);
  if ('code' in place) return place;
  const provisional = !leaderOf(crisis);
  const { current, decided } = crisis.place;
  if (decided && current.id === placeId && (provisional || !decided.provisional)) {
    return refuse('already', `I mødes her: ${place.name}. Det er besluttet.`);
  }
  return {
    type: 'mødested',
    text: `Mødested: ${place.name}${provisional ? ' (foreløbigt)' : ''}`,
    event: { kind: 'placeConfirmed', placeId, provisional },
  };
}

/** Saying that a place cannot be used and why; the next on the list is proposed. */
export function rejectPlace(crisis: Crisis, { by, placeId, reason }: Of<'rejectPlace'>): Ruling {
  const place = placeOrRefusal(crisis, by.id, placeId);
  if ('code' in place) return place;
  if (place.id === onlinePlace.id) {
    return refuse('invalid', 'Telefon/Teams er altid en mulighed. Vælg et andet sted med »mødested 1«.');
  }
  if (crisis.place.rejected.some((no) => no.placeId === placeId)) {
    return refuse(
      'already',
      `Det er noteret: ${place.name} kan ikke bruges. Forslaget er nu: ${crisis.place.current.name}.`,
    );
  }
  const wasDecided = crisis.place.decided !== undefined && crisis.place.current.id === placeId;
  const because = reason ? `: ${reason}` : '';
  return {
    type: 'mødested',
    text: `${place.name} kan ikke bruges${because}`,
    event: { kind: 'placeRejected', placeId, ...(wasDecided ? { wasDecided } : {}), words: { reason } },
  };
}

function placeOrRefusal(crisis: Crisis, person: string, placeId: string): MeetingPlace | Refusal {
  const leader = leaderOf(crisis);
  if (leader && leader.id !== person) {
    return refuse('notAllowed', onlyLeader(crisis, 'bestemme mødestedet'));
  }
  const place = possiblePlaces(crisis).find((candidate) => candidate.id === placeId);
  return place ?? refuse('invalid', 'Det mødested står ikke i planen. Skriv »mødested« for at se listen.');
}
