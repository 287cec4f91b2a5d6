import { type Crisis, leaderOf, type PersonState } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { Actor, Attendance } from '../domain/entry.ts';
import type { CallLine } from '../domain/overview.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import { oneLine } from './text.ts';

/** "96 11 00 01", or that the plan holds none: a name without a number must not look complete. */
export function numberOf(plan: Plan, personId: string): string {
  return contactOf(plan, personId)?.phoneText ?? 'nummer mangler i planen';
}

/** A person's name, from the plan or from what the log knows. */
export function nameOf(crisis: Crisis, personId: string): string {
  return oneLine(contactOf(crisis.plan, personId)?.name ?? crisis.people[personId]?.name ?? personId, 60);
}

/** "Anna Holm, Jens Krogh og 2 til". */
export function namesOf(crisis: Crisis, ids: readonly string[], most = 3): string {
  const shown = ids.slice(0, most).map((id) => nameOf(crisis, id));
  return ids.length > most ? `${shown.join(', ')} og ${ids.length - most} til` : shown.join(', ');
}

const words: Readonly<Record<Attendance, string>> = {
  present: 'fremme',
  onTheWay: 'på vej',
  online: 'online',
  prevented: 'forhindret',
};

/** "på vej, ventes kl. 02.50"; empty where the person has not said. */
export function attendanceOf(person: PersonState | undefined): string {
  if (!person?.attendance) return '';
  const { attendance, expectedAt } = person;
  return attendance === 'onTheWay' && expectedAt ? `på vej, ventes ${kl(expectedAt)}` : words[attendance];
}

/** How many take part and how: "2 fremme · 1 på vej (kl. 02.50) · 1 online". */
export function attendanceCounts(crisis: Crisis): string {
  const people = Object.values(crisis.people);
  return (['present', 'onTheWay', 'online', 'prevented'] as const)
    .map((how) => ({ how, who: people.filter(({ attendance }) => attendance === how) }))
    .filter(({ who }) => who.length > 0)
    .map(({ how, who }) => `${who.length} ${words[how]}${how === 'onTheWay' ? arrivals(who) : ''}`)
    .join(' · ');
}

function arrivals(people: readonly PersonState[]): string {
  const times = people.flatMap(({ expectedAt }) => (expectedAt ? [expectedAt] : [])).sort();
  const last = times.at(-1);
  return last ? ` (${kl(last)})` : '';
}

/** The acting crisis leader with number, or that there is none. */
export function leaderLine(crisis: Crisis): { readonly name: string; readonly number: string } {
  const leader: (Actor & { confirmed?: boolean }) | undefined = leaderOf(crisis);
  if (!leader) return { name: 'Ingen endnu', number: '' };
  const name = `${nameOf(crisis, leader.id)}${leader.confirmed ? '' : ' (ikke bekræftet)'}`;
  return { name, number: numberOf(crisis.plan, leader.id) };
}

type Call = PersonState['calls'][number];

/** "Lise Bro ringede kl. 02.20: intet svar"; with `to`, whom she phoned. */
export function callAttempt({ at, by, answered, way }: Call, to?: string): string {
  const who = oneLine(by, 60);
  if (!answered) return `${who} ringede ${to ? `til ${to} ` : ''}${kl(at)}: intet svar`;
  const other = to ?? 'vedkommende';
  return way === 'sms' ? `${who} fik sms fra ${other} ${kl(at)}` : `${who} talte med ${other} ${kl(at)}`;
}

/** Why someone must be phoned: "Lise Bro ringede kl. 02.20: intet svar · 2 opkald · kendes ikke i Teams". */
export function callState({ person, attempts, lacks }: CallLine): string {
  const last = person?.calls.findLast(({ answered }) => !answered);
  const isOpen = lacks === 'receipt';
  return [
    lacks === 'role' ? 'har ikke svaret om rollen' : '',
    last ? callAttempt(last) : isOpen ? 'har ikke svaret' : '',
    attempts > 1 ? `${attempts} opkald` : '',
    unreachable[person?.unreachable ?? 'no'],
    isOpen && person?.smsFailed ? 'sms kom ikke frem' : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "Jens Krogh har svaret kl. 02.21 (noteret af Lise Bro)"; empty where nothing was heard. */
export function answeredLine({ contact, person }: CallLine): string {
  if (!person?.receiptAt) return '';
  const noted = person.calls.find(({ answered, at }) => answered && at === person.receiptAt);
  const how = noted ? `${noted.way === 'sms' ? 'sms, ' : ''}noteret af ${oneLine(noted.by, 60)}` : 'i Teams';
  return `${oneLine(contact.name, 60)} har svaret ${kl(person.receiptAt)} (${how})`;
}

/** The newest call, where it was not to this person: two who phone see each other's. */
export function newestCall(crisis: Crisis, besides: string | undefined): string {
  const calls = Object.values(crisis.people).flatMap((person) =>
    person.calls.map((call) => ({ call, person })),
  );
  const last = calls.toSorted((a, b) => a.call.at.localeCompare(b.call.at)).at(-1);
  if (!last || last.person.id === besides) return '';
  return `Senest: ${callAttempt(last.call, nameOf(crisis, last.person.id))}`;
}

const unreachable: Readonly<Record<string, string>> = {
  no: '',
  unknown: 'kendes ikke i Teams',
  blocked: 'kan ikke nås i Teams',
  delayed: 'kan ikke nås i Teams lige nu',
  unsure: 'har måske ikke fået beskeden',
};

/**
 * Whoever has been tried least comes first: of those the one to lead, then those whom nothing but a call can
 * reach, then whoever's last call is longest ago. Else the plan's order, roles alone last.
 */
export function inCallOrder(lines: readonly CallLine[]): readonly CallLine[] {
  const place = ({ isToLead, person }: CallLine) => (isToLead ? 0 : person?.unreachable ? 1 : 2);
  const lastAt = ({ person }: CallLine) => person?.calls.at(-1)?.at ?? '';
  return lines.toSorted(
    (a, b) =>
      Number(a.lacks === 'role') - Number(b.lacks === 'role') ||
      a.attempts - b.attempts ||
      place(a) - place(b) ||
      lastAt(a).localeCompare(lastAt(b)),
  );
}
