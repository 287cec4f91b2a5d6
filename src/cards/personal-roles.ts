import { type Crisis, leaderOf, rolesAsked, rolesHeld } from '../domain/crisis.ts';
import { inOrganisation, type PlanRole, roleOf, type Task } from '../domain/plan.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { namesOf } from './people-lines.ts';

const mostTasks = 7;

/** The roles a person has to answer, each with its two buttons. */
export function asks(crisis: Crisis, context: CardContext, personId: string) {
  const asked = rolesAsked(crisis, personId).map((id) => {
    const role = roleOf(crisis.plan, id);
    const isGiven = crisis.roles[id].holders.some((holder) => holder.id === personId);
    const others = crisis.roles[id].offeredTo.filter((other) => other !== personId);
    return {
      question: isGiven ? 'Du har fået rollen. Tager du den?' : 'Kan du tage rollen?',
      role: role.name === role.short || isShared(crisis, role) ? role.short : role.name,
      also: others.length > 0 ? `Også spurgt: ${namesOf(crisis, others)}. Den første får den.` : '',
      rows: rowsOf(context, answers(id), 'box'),
    };
  });
  return [...asked, ...vacantLead(crisis, context, personId)];
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
      also: 'Tag rollen, hvis planens kriseleder ikke svarer. Den kan gives videre.',
      rows: rowsOf(context, take ? [take] : [], 'box'),
    },
  ];
}

function answers(rolle: string): readonly Button[] {
  return [
    { title: 'Jeg tager rollen', verb: 'jeg tager rollen', data: { rolle }, primary: true },
    { title: 'Kan ikke', verb: 'kan ikke', data: { rolle } },
  ];
}

/** Two scopes of one role carry the same name: only the short names tell them apart. */
function isShared({ plan }: Crisis, { id, name }: PlanRole): boolean {
  return plan.roles.some((other) => other.id !== id && other.name === name);
}

/** The roles a person has said yes to, with what to do first. */
export function held(crisis: Crisis, context: CardContext, personId: string) {
  const asked = rolesAsked(crisis, personId);
  const roles = rolesHeld(crisis, personId).filter((id) => !asked.includes(id));
  const most = Math.max(2, Math.floor(mostTasks / Math.max(roles.length, 1)));
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

/** Where the tasks come from, said once; where some are the plan's own, the others are marked. */
function shownTasks(tasks: readonly Task[]) {
  const foreign = [...new Set(tasks.map(({ source }) => source))].filter((source) => source !== 'delplan');
  const isMixed = tasks.some(({ source }) => source === 'delplan') && foreign.length > 0;
  const which = isMixed ? 'Mærkede opgaver' : 'Opgaverne';
  return {
    tasks: tasks.map(({ text, source }, index) => ({
      number: String(index + 1),
      text,
      mark: isMixed && source !== 'delplan' ? `  (${source})` : '',
    })),
    note: foreign.length > 0 ? `${which} er forslag og almindelig krisestyring, ikke fra delplanen.` : '',
  };
}

const leaderButtons: readonly Button[] = [
  { title: 'Mødested', verb: 'mødested', primary: true },
  { title: 'Fordel roller', verb: 'fordel' },
  { title: 'Ring nu', verb: 'ring' },
];
