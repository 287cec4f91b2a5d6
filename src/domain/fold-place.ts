import { type Crisis, onlinePlace, type PlaceState } from './crisis.ts';
import type { CrisisEvent } from './entry.ts';
import type { MeetingPlace } from './plan.ts';

/** The place with that id; meeting by phone or Teams is always one of them. */
export function placeById(crisis: Crisis, id: string): MeetingPlace {
  return crisis.plan.meetingPlaces.find((place) => place.id === id) ?? onlinePlace;
}

export function afterRejection(
  crisis: Crisis,
  { placeId, words }: Extract<CrisisEvent, { kind: 'placeRejected' }>,
): PlaceState {
  const rejected = [...crisis.place.rejected, { placeId, reason: words.reason }];
  // What is said of another place does not undo the one that is proposed or decided.
  if (placeId !== crisis.place.current.id) return { ...crisis.place, rejected };
  const usable = (place: MeetingPlace) => !rejected.some((no) => no.placeId === place.id);
  return { current: crisis.plan.meetingPlaces.find(usable) ?? onlinePlace, rejected };
}
