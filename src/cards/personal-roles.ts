import { type Crisis, leaderOf, rolesAsked, rolesHeld } from '../domain/crisis.ts';
import { inOrganisation, type PlanRole, roleOf, type Task } from '../domain/plan.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { nameOf } from './people-lines.ts';
import { sourceNote, tasksNote } from './source-mark.ts';

const mostTasks = 4;

/** The roles a person has to answer, each with its two buttons. */
export function asks(crisis: Crisis, context: CardContext, personId: string) {
  const asked = rolesAsked(crisis, personId).map((id) => {
    const role = roleOf(crisis.plan, id);
    const isGiven = crisis.roles[id].holders.some((holder) => holder.id === personId);
    const others = crisis.roles[id].offeredTo.filter((other) => other !== personId);
    return {
      question: isGiven ? 'Du har fået rollen. Tager du den?' : 'Kan du tage rollen?',
      role: role.short,
      also: alsoAsked(crisis, others),
      rows: rowsOf(context, answers(id)),
    };
  });
  return [...asked, ...vacantLead(crisis, context, personId)];
}

/** One can be named; of more, the number says as much. */
function alsoAsked(crisis: Crisis, others: readonly string[]): string {
  if (others.length === 0) return '';
  const [other = '', another] = others;
  const who = another ? `${others.length + 1} er spurgt` : `${nameOf(crisis, other)} er også spurgt`;
  return `${who}. Den første får rollen.`;
}

/** While nobody leads, any manager takes over with one tap (doctrine: the staff is never without a leader). */
function vacantLead(crisis: Crisis, context: CardContext, personId: string) {
  const isAsked = rolesAsked(crisis, personId).includes('crisisLeader');
  if (leaderOf(crisis) || isAsked || !inOrganisation(crisis.plan, personId)) return [];
  const [take] = answers('crisisLeader');
  return [
    {
      question: 'Der er ingen kriseleder endnu',
      role: roleOf(crisis.plan, 'crisisLeader').short,
      also: 'Tag rollen, hvis planens kriseleder ikke svarer. Du kan give den videre.',
      rows: rowsOf(context, take ? [take] : []),
    },
  ];
}

function answers(rolle: string): readonly Button[] {
  return [
    { title: 'Jeg tager rollen', verb: 'jeg tager rollen', data: { rolle }, primary: true },
    { title: 'Kan ikke', verb: 'kan ikke', data: { rolle } },
  ];
}

/** The roles a person has said yes to. What to do first comes once there is nothing left to answer. */
export function held(crisis: Crisis, context: CardContext, personId: string) {
  const asked = rolesAsked(crisis, personId);
  const roles = rolesHeld(crisis, personId).filter((id) => !asked.includes(id));
  const most = asked.length > 0 ? 0 : Math.max(1, mostTasks - roles.length);
  return roles.map((id) => {
    const role = roleOf(crisis.plan, id);
    const tasks = firstTasks(role).slice(0, most);
    return {
      id,
      label: 'Din rolle',
      role: role.short,
      ...shownTasks(tasks),
      rows: id === 'crisisLeader' ? rowsOf(context, leaderButtons) : [],
    };
  });
}

function firstTasks({ tasks }: PlanRole): readonly Task[] {
  return [...tasks.filter(({ phase }) => phase === '0-5'), ...tasks.filter(({ phase }) => phase === '5-30')];
}

/** What is not the plan's own says so: once for all, else task by task. */
function shownTasks(tasks: readonly Task[]) {
  const isForeign = ({ source }: Task) => source !== 'delplan';
  const isMixed = tasks.some(isForeign) && !tasks.every(isForeign);
  return {
    tasks: tasks.map((task, index) => ({
      number: String(index + 1),
      text: task.text,
      mark: isMixed ? sourceNote(task.source) : '',
    })),
    note: isMixed ? '' : tasksNote(tasks),
  };
}

const leaderButtons: readonly Button[] = [
  { title: 'Mødested', verb: 'mødested', primary: true },
  { title: 'Fordel roller', verb: 'fordel' },
  { title: 'Ring nu', verb: 'ring' },
];
