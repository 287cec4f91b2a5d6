import { type Crisis, rolesAsked, rolesHeld } from '../domain/crisis.ts';
import { type PlanRole, type RoleId, roleOf, type Task } from '../domain/plan.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { nameOf } from './people-lines.ts';
import { sourceNote, tasksNote } from './source-mark.ts';

const mostTasks = 4;

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
      ...handover(crisis, id, personId),
      writing: id === 'logOfficer' ? writing : '',
      rows: rowsOf(context, heldButtons(crisis, id, personId)),
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

/** Log mode is the holder's to turn off; the card does not know whether it was. */
const writing =
  'Hver linje, du skriver i chatten med Krisebot, bliver en post i loggen, til du skriver »logtilstand fra«.';

/** What the holder has asked of somebody stays in sight until it is answered. */
function handover(crisis: Crisis, role: RoleId, personId: string): { readonly handing: string } {
  const { handover: asked } = crisis.roles[role];
  if (asked?.from.id !== personId) return { handing: '' };
  return { handing: `${nameOf(crisis, asked.to.id)} er bedt om at overtage rollen. Til da er den din.` };
}

function heldButtons(crisis: Crisis, role: RoleId, personId: string): readonly Button[] {
  const isHandingOver = crisis.roles[role].handover?.from.id === personId;
  const keep = { title: 'Fortryd overlevering', verb: 'overlever', data: { rolle: role, fortryd: 'ja' } };
  return [
    ...(role === 'crisisLeader' ? leaderButtons : []),
    ...(role === 'logOfficer' ? logOfficerButtons : []),
    ...(isHandingOver ? [keep] : []),
  ];
}

const logOfficerButtons: readonly Button[] = [
  { title: 'Opdater billedet', verb: 'opdater' },
  { title: 'Logtilstand', verb: 'logtilstand' },
];

const leaderButtons: readonly Button[] = [
  { title: 'Mødested', verb: 'mødested', primary: true },
  { title: 'Fordel roller', verb: 'fordel' },
  { title: 'Ring nu', verb: 'ring' },
];
