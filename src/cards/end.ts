import type { Crisis } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { toCall } from '../domain/overview.ts';
import type { Task } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { contextOf, rowsOf } from './button.ts';
import { closedCard } from './closed.ts';
import { entryFoot, startedLine } from './headings.ts';
import { leaderLine } from './people-lines.ts';
import { render } from './render.ts';
import { missingRoles } from './role-lines.ts';
import { tasksNote } from './source-mark.ts';

const mostTasks = 7;

/** What remains before the end, and, for whoever may end it, the button that does. */
export function endCard(ledger: Ledger, canEnd: boolean): object {
  const { crisis } = ledger;
  if (crisis.ended) return closedCard(ledger);
  const context = contextOf(ledger);
  const what = theCrisis(crisis).toLocaleLowerCase('da');
  const head = {
    context,
    kicker: `SKAL ${what.toLocaleUpperCase('da')} SLUTTES?`,
    title: crisis.headline,
    sub: startedLine(crisis),
    foot: entryFoot(ledger),
  };
  const { name, number } = leaderLine(crisis);
  return render('end', head, {
    ...remaining(crisis),
    ...(crisis.contactOnly ? noTasks : lastTasks(crisis)),
    typed: '',
    finish: rowsOf(context, [
      ...(canEnd ? [{ title: `Afslut ${what}`, verb: 'slut', data: { bekraeft: 'ja' }, primary: true }] : []),
      { title: 'Vis log', verb: 'vis log' },
    ]),
    canEnd,
    hint: canEnd ? whoIsTold(crisis) : `Kun kriselederen kan slutte: ${name} ${number}`,
  });
}

const noTasks = { hasTasks: false, tasks: [], note: '' };

function whoIsTold({ contactOnly }: Crisis): string {
  if (!contactOnly) return 'Alle får besked, og loggen lukkes.';
  return 'Resultatet går til den, der startede den, og til planens ejer. Andre får ikke besked.';
}

function remaining(crisis: Crisis) {
  const { place, contactOnly } = crisis;
  const roles = contactOnly ? [] : missingRoles(crisis).map(({ role }) => role.short);
  const people = toCall(crisis).map(({ contact }) => contact.name);
  const texts = [
    ...(roles.length > 0 ? [`Ingen har taget: ${roles.join(' · ')}`] : []),
    ...(people.length > 0 ? [`Har ikke svaret: ${people.slice(0, 10).join(', ')}`] : []),
    ...(place.decided || contactOnly ? [] : ['Mødestedet blev ikke besluttet']),
  ];
  return { hasRemaining: texts.length > 0, remaining: texts.map((text) => ({ text: `○ ${text}` })) };
}

/** The plan's own tasks for the end, the crisis leader's first. */
function lastTasks({ plan, exercise }: Crisis) {
  const tasks: readonly Task[] = plan.roles
    .flatMap((role) => role.tasks)
    .filter(({ phase }) => phase === 'slut')
    .slice(0, mostTasks);
  return {
    hasTasks: tasks.length > 0,
    tasks,
    note: [exercise ? 'Øvelse: tal det igennem, og send intet ud af huset.' : '', tasksNote(tasks)]
      .filter(Boolean)
      .join(' '),
  };
}
