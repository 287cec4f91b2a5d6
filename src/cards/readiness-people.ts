import { longDate } from '../domain/danish-time.ts';
import type { Gap, PersonReadiness } from '../domain/readiness.ts';
import { oneLine } from './text.ts';

const mostPeople = 40;

/** Those who cannot be called, with number and why. */
export function lackingPeople(people: readonly PersonReadiness[]) {
  const shown = people.slice(0, mostPeople).map(({ contact, gaps, confirmedAt, dataConfirmedAt }) => ({
    mark: '✖',
    name: oneLine(contact.name, 60),
    number: contact.phoneText ?? '',
    about: [
      ...gaps.map((gap) => reasons[gap]),
      ...(confirmedAt ? [tried(confirmedAt)] : []),
      ...(dataConfirmedAt ? [confirmed(dataConfirmedAt)] : []),
    ].join(' · '),
  }));
  return [...shown, ...overflow(people)];
}

/** Those who can, with number and when they last said so; first those who have not tried. */
export function readyPeople(people: readonly PersonReadiness[]) {
  const untriedFirst = people.toSorted((one, other) => rank(one) - rank(other));
  const shown = untriedFirst.slice(0, mostPeople).map(({ contact, confirmedAt, dataConfirmedAt }) => ({
    mark: confirmedAt ? '✔' : '○',
    name: oneLine(contact.name, 60),
    number: contact.phoneText ?? '',
    about: [
      confirmedAt ? tried(confirmedAt) : 'har ikke prøvet',
      dataConfirmedAt ? confirmed(dataConfirmedAt) : 'oplysninger ikke bekræftet',
    ].join(' · '),
  }));
  return [...shown, ...overflow(people)];
}

function tried(at: string): string {
  return `prøvet den ${longDate(at)}`;
}

function confirmed(at: string): string {
  return `oplysninger bekræftet den ${longDate(at)}`;
}

function rank({ confirmedAt }: PersonReadiness): number {
  return confirmedAt ? 1 : 0;
}

/** The names of those who have not confirmed what the plan says of them today. */
export function unconfirmedNames(people: readonly PersonReadiness[]): string {
  const names = people
    .filter(({ dataConfirmedAt }) => !dataConfirmedAt)
    .map(({ contact }) => oneLine(contact.name, 60));
  const more = names.length - mostPeople;
  return [...names.slice(0, mostPeople), ...(more > 0 ? [`og ${more} til`] : [])].join(' · ');
}

function overflow(people: readonly PersonReadiness[]) {
  const more = people.length - mostPeople;
  return more > 0 ? [{ mark: '', name: `og ${more} til`, number: '', about: '' }] : [];
}

const reasons: Readonly<Record<Gap, string>> = {
  unknown: 'kendes ikke i Teams',
  refused: 'Teams afviste den seneste besked',
  removed: 'har fjernet Krisebot',
  noAnswer: 'Teams svarede ikke, da jeg så efter',
  noNumber: 'nummer mangler i planen',
};

const cures: Readonly<Record<Gap, string>> = {
  unknown:
    'Kendes en person ikke, så føj personen til et team med Krisebot. Er navnet et andet i Teams, så skriv »kobl @navn navn i planen«.',
  refused: 'Afviser Teams, så bed personen om at finde Krisebot under Apps i Teams og skrive »prøve«.',
  removed: 'Er Krisebot fjernet, så bed personen om at tilføje den igen under Apps i Teams.',
  noAnswer: 'Svarede Teams ikke, så skriv »parat« igen om lidt.',
  noNumber: 'Mangler et nummer, så ret det i planen.',
};

/** What to do about what is missing, each kind once. */
export function adviceFor(lacking: readonly PersonReadiness[]): readonly string[] {
  const gaps = new Set(lacking.flatMap((person) => person.gaps));
  return (Object.keys(cures) as Gap[]).filter((gap) => gaps.has(gap)).map((gap) => cures[gap]);
}
