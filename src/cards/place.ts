import { type Crisis, leaderOf, onlinePlace } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { smsText } from '../domain/phone-words.ts';
import { attendanceRows } from './attendance-buttons.ts';
import { type CardContext, contextOf, rowsOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { attendanceCounts, attendanceOf, leaderLine } from './people-lines.ts';
import { placeLines } from './place-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const mostPeople = 12;
const longestReason = 200;

/**
 * The meeting place: proposed or decided, what follows on the list, who comes. `canDecide`: whether the
 * reader may decide (the crisis leader; anyone in the staff while there is none).
 */
export function placeCard(ledger: Ledger, canDecide: boolean): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const { place } = crisis;
  const head = {
    context,
    kicker: kicker(crisis),
    title: place.current.name,
    sub: crisis.headline,
    foot: entryFoot(ledger),
  };
  return render('place', head, {
    how: place.decided ? placeLines(crisis).how : '',
    ask: question(crisis, canDecide),
    canReject: canDecide && !crisis.ended && place.current.id !== onlinePlace.id,
    ...(canDecide && !crisis.ended ? decisions(crisis, context) : { decide: [], reject: [] }),
    isOpen: !crisis.ended,
    presence: attendanceRows(context),
    ...following(crisis),
    ...coming(crisis),
    isDecided: place.decided !== undefined && !crisis.ended,
    typed: smsText(crisis),
  });
}

function kicker({ place, plan }: Crisis): string {
  if (place.decided) return place.decided.provisional ? 'MØDESTED · FORELØBIGT' : 'MØDESTED · BESLUTTET';
  const number = plan.meetingPlaces.findIndex(({ id }) => id === place.current.id) + 1;
  return number > 0 ? `MØDESTED · FORSLAG ${number} AF ${plan.meetingPlaces.length}` : 'MØDESTED · FORSLAG';
}

function question(crisis: Crisis, canDecide: boolean): string {
  const { decided } = crisis.place;
  if (crisis.ended) return `${crisis.exercise ? 'Øvelsen' : 'Krisen'} er slut.`;
  if (decided && !decided.provisional) return '';
  const { name, number } = leaderLine(crisis);
  if (!canDecide) return `Kriselederen bestemmer: ${name} ${number}`;
  if (decided && !leaderOf(crisis)) return 'Alle har fået besked. En kriseleder kan ændre det.';
  if (decided) return 'Foreløbigt. Skal I mødes her?';
  const isUsable =
    crisis.place.current.id === onlinePlace.id ? 'Ingen af planens steder kan bruges.' : 'Kan det bruges?';
  return `${isUsable} Alle får besked, når du bekræfter.`;
}

function decisions(crisis: Crisis, context: CardContext) {
  const { place } = crisis;
  const at = { sted: place.current.id };
  const isSettled = place.decided && (!place.decided.provisional || !leaderOf(crisis));
  const isOnline = place.current.id === onlinePlace.id;
  const here = { title: 'Vi mødes her', verb: 'mødested', data: { ...at, valg: 'bekræft' }, primary: true };
  const online = { title: 'Telefon/Teams i stedet', verb: 'mødested', data: { valg: 'online' } };
  const no = { title: 'Kan ikke bruges', verb: 'mødested', data: { ...at, valg: 'afvis' } };
  return {
    decide: rowsOf(context, [...(isSettled ? [] : [here]), ...(isOnline ? [] : [online])]),
    reject: isOnline ? [] : rowsOf(context, [no]),
  };
}

function following({ place, plan }: Crisis) {
  const rejected = place.rejected.map(({ placeId, reason }) => ({
    place: plan.meetingPlaces.find(({ id }) => id === placeId)?.name ?? placeId,
    reason: oneLine(reason, longestReason),
  }));
  const left = plan.meetingPlaces
    .map((candidate, index) => ({ id: candidate.id, text: `${index + 1}. ${candidate.name}` }))
    .filter(({ id }) => id !== place.current.id && !place.rejected.some(({ placeId }) => placeId === id));
  return {
    hasRejected: rejected.length > 0,
    rejected,
    hasNext: left.length > 0,
    next: left,
    settled: plan.meetingPlaceSettled.text,
  };
}

function coming(crisis: Crisis) {
  const people = Object.values(crisis.people).filter(({ attendance }) => attendance);
  return {
    hasPeople: people.length > 0,
    counts: attendanceCounts(crisis),
    people: people
      .slice(0, mostPeople)
      .map((person) => ({ name: oneLine(person.name, 60), how: attendanceOf(person) })),
  };
}
