import type { Crisis, PersonState } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { Attendance, PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { lineAbout } from '../domain/overview.ts';
import { crisisOrganisation } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { contextOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { callState, nameOf, numberOf } from './people-lines.ts';
import { render } from './render.ts';

const mostOfEach = 12;

/** Who is here, who comes and when, and before all whom nobody has heard from: with numbers. */
export function attendeesCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const people = everyone(crisis);
  const groups = grouped(crisis, people);
  const silent = people.filter(({ receiptAt }) => !receiptAt).length;
  const head = {
    context: contextOf(ledger),
    kicker: `FREMMØDE · ${people.length - silent} AF ${people.length} HAR SVARET`,
    title: crisis.place.decided ? crisis.place.current.name : crisis.headline,
    sub: crisis.place.decided ? crisis.headline : 'Mødestedet er ikke besluttet',
    foot: entryFoot(ledger),
    buttons: [
      ...(silent > 0 && !crisis.ended ? [{ title: 'Ring nu', verb: 'ring' }] : []),
      { title: 'Mødested', verb: 'mødested' },
      { title: 'Kontakter', verb: 'kontakter' },
    ],
  };
  return render('attendees', head, {
    done: crisis.ended ? `${theCrisis(crisis)} er slut.` : silent === 0 ? '✔ Alle har svaret' : '',
    groups,
  });
}

/** The crisis organisation in the plan's order, then whoever else has said how they take part or has a role. */
function everyone(crisis: Crisis): readonly PersonState[] {
  const own = crisisOrganisation(crisis.plan);
  const holders = Object.values(crisis.roles).flatMap(({ holders: all }) => all);
  const known = Object.values(crisis.people).filter(({ attendance }) => attendance);
  const all = new Map([...own, ...holders, ...known].map(({ id, name }) => [id, { id, name, calls: [] }]));
  return [...all.values()].map((person) => crisis.people[person.id] ?? person);
}

type Line = (person: PersonState) => { readonly number: string; readonly state: string };

function grouped(crisis: Crisis, people: readonly PersonState[]) {
  const withNumber = (id: PersonId) => numberOf(crisis.plan, id);
  const plain: Line = ({ attendedAt }) => ({
    number: '',
    state: attendedAt ? `siden ${kl(attendedAt)}` : '',
  });
  const phoned: Line = ({ id }) => ({ number: withNumber(id), state: '' });
  const arrives: Line = ({ id, expectedAt }) => ({
    number: expectedAt ? '' : withNumber(id),
    state: expectedAt ? `ventes ${kl(expectedAt)}` : 'har ikke sagt hvornår',
  });
  const silent: Line = ({ id }) => {
    const line = lineAbout(crisis, id);
    // The heading says already that they have not answered.
    return {
      number: withNumber(id),
      state: line ? callState(line).replace(/^har ikke svaret( · )?/, '') : '',
    };
  };
  const is = (how: Attendance) => people.filter(({ attendance }) => attendance === how);
  const byTime = (a: PersonState, b: PersonState) => (a.expectedAt ?? '').localeCompare(b.expectedAt ?? '');
  const groups = [
    part(
      crisis,
      'Har ikke svaret',
      people.filter(({ receiptAt, attendance }) => !receiptAt && !attendance),
      silent,
    ),
    part(
      crisis,
      'Har ikke sagt, om de kommer',
      people.filter(({ receiptAt, attendance }) => receiptAt && !attendance),
      phoned,
    ),
    part(crisis, 'På vej', is('onTheWay').toSorted(byTime), arrives),
    part(crisis, 'Fremme', is('present'), plain),
    part(crisis, 'Online', is('online'), phoned),
    part(crisis, 'Forhindret', is('prevented'), phoned),
  ];
  return groups
    .filter(({ people: own }) => own.length > 0)
    .map((group, index) => ({ ...group, ruled: index > 0 }));
}

function part(crisis: Crisis, word: string, people: readonly PersonState[], line: Line) {
  const more = people.length - mostOfEach;
  return {
    heading: `${word} (${people.length})`,
    people: people
      .slice(0, mostOfEach)
      .map((person) => ({ name: nameOf(crisis, person.id), ...line(person) })),
    more: more > 0 ? `og ${more} til` : '',
  };
}
