import { type Crisis, handoversTo, leaderOf, rolesAsked, rolesOpenTo } from '../domain/crisis.ts';
import { isAway } from '../domain/decide-role.ts';
import { inOrganisation, type RoleId, roleOf } from '../domain/plan.ts';
import { mustAnswer } from '../domain/silence.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { nameOf } from './people-lines.ts';

const mostOpen = 3;

/** What a person is asked to answer: roles handed over, asked for, given, open, or without a leader. */
export function asks(crisis: Crisis, context: CardContext, personId: string) {
  const handed = handoversTo(crisis, personId).map((id) => handedOver(crisis, context, id));
  const isLeader = leaderOf(crisis)?.id === personId;
  // The leader hands out what a group is asked for, and has a card for that.
  const roles = isLeader ? mustAnswer(crisis, personId) : rolesAsked(crisis, personId);
  const asked = roles.map((id) => askedFor(crisis, context, id, personId));
  const own = [...handed, ...asked];
  return [
    ...own,
    ...emptyLead(crisis, context, personId),
    ...open(crisis, context, personId, own.length === 0),
  ];
}

function handedOver(crisis: Crisis, context: CardContext, id: RoleId) {
  const from = crisis.roles[id].handover?.from.id ?? '';
  const rolle = { rolle: id };
  return {
    question: `${nameOf(crisis, from)} vil overlevere rollen til dig`,
    role: roleOf(crisis.plan, id).short,
    also: 'Rollen er din, når du har trykket.',
    rows: rowsOf(context, [
      { title: 'Jeg overtager', verb: 'jeg tager rollen', data: rolle, primary: true },
      { title: 'Kan ikke', verb: 'kan ikke', data: rolle },
    ]),
  };
}

function askedFor(crisis: Crisis, context: CardContext, id: RoleId, personId: string) {
  const state = crisis.roles[id];
  const isGiven = state.holders.some((holder) => holder.id === personId);
  const others = state.offeredTo.filter((other) => other !== personId);
  return {
    question: isGiven ? 'Du har fået rollen. Tager du den?' : 'Kan du tage rollen?',
    role: roleOf(crisis.plan, id).short,
    also: state.openedAt ? 'Ingen har svaret. Nu kan alle tage rollen.' : alsoAsked(crisis, others),
    rows: rowsOf(context, answers(id)),
  };
}

/** One can be named; of more, the number says as much. */
function alsoAsked(crisis: Crisis, others: readonly string[]): string {
  if (others.length === 0) return '';
  const [other = '', another] = others;
  const who = another ? `${others.length + 1} er spurgt` : `${nameOf(crisis, other)} er også spurgt`;
  return `${who}. Den første får rollen.`;
}

/** While nobody leads, or the leader is away, any manager takes over with one tap (doctrine). */
function emptyLead(crisis: Crisis, context: CardContext, personId: string) {
  const isAsked = rolesAsked(crisis, personId).includes('crisisLeader');
  const why = whyEmpty(crisis);
  if (!why || isAsked || leaderOf(crisis)?.id === personId || !inOrganisation(crisis.plan, personId))
    return [];
  const [take] = answers('crisisLeader');
  return [
    {
      question: why,
      role: roleOf(crisis.plan, 'crisisLeader').short,
      also: leaderOf(crisis)
        ? 'Ring først, hvis du kan. Tag rollen, hvis der ikke er svar. Du kan give den videre.'
        : 'Tag rollen, hvis planens kriseleder ikke svarer. Du kan give den videre.',
      rows: rowsOf(context, take ? [take] : []),
    },
  ];
}

function whyEmpty(crisis: Crisis): string | undefined {
  const leader = leaderOf(crisis);
  if (!leader) return 'Der er ingen kriseleder endnu';
  if (!isAway(crisis, leader)) return undefined;
  if (crisis.people[leader.id]?.attendance === 'prevented')
    return `${nameOf(crisis, leader.id)} er forhindret`;
  // Someone who was just given the role is not yet one who does not answer.
  if (!leader.confirmed && !crisis.roles.crisisLeader.openedAt) return undefined;
  return `${nameOf(crisis, leader.id)} svarer ikke`;
}

/** What anyone may take. From the start on there can be such a role: it waits until one's own are answered. */
function open(crisis: Crisis, context: CardContext, personId: string, hasAnswered: boolean) {
  if (leaderOf(crisis)?.id === personId || !inOrganisation(crisis.plan, personId)) return [];
  const isPressing = (id: RoleId) => crisis.roles[id].openedAt !== crisis.startedAt;
  const roles = rolesOpenTo(crisis, personId)
    .filter((id) => id !== 'crisisLeader')
    .filter((id) => hasAnswered || isPressing(id));
  return roles.slice(0, mostOpen).map((id, index) => {
    const [take] = answers(id);
    const more = roles.length - mostOpen;
    const isLast = index === mostOpen - 1 && more > 0;
    return {
      question: 'Ledig rolle. Kan du?',
      role: roleOf(crisis.plan, id).short,
      also: isLast ? `${more} ${more === 1 ? 'rolle' : 'roller'} til er ledige: skriv »roller«.` : '',
      rows: rowsOf(context, take ? [take] : []),
    };
  });
}

function answers(rolle: string): readonly Button[] {
  return [
    { title: 'Jeg tager rollen', verb: 'jeg tager rollen', data: { rolle }, primary: true },
    { title: 'Kan ikke', verb: 'kan ikke', data: { rolle } },
  ];
}
