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

/** Why someone must be phoned: "ringet 2 gange, senest kl. 02.20 · kendes ikke i Teams". */
export function callState({ person, attempts }: CallLine): string {
  const last = person?.calls.at(-1);
  const tried = attempts === 1 ? 'intet svar' : `${attempts} opkald uden svar, senest`;
  const called = last ? `${tried} ${kl(last.at)}` : 'har ikke svaret';
  return [called, unreachable[person?.unreachable ?? 'no']].filter(Boolean).join(' · ');
}

const unreachable: Readonly<Record<string, string>> = {
  no: '',
  unknown: 'kendes ikke i Teams',
  blocked: 'kan ikke nås i Teams',
};

/** Whoever has been tried least comes first, else the plan's order. */
export function inCallOrder(lines: readonly CallLine[]): readonly CallLine[] {
  return lines.toSorted((a, b) => a.attempts - b.attempts);
}
