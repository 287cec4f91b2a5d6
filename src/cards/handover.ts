import type { Crisis } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { isNote, logView } from '../domain/log-view.ts';
import { wantsReason } from '../domain/note.ts';
import { roleLines } from '../domain/overview.ts';
import { pictureLine } from '../domain/picture-words.ts';
import { type Phase, type RoleId, roleOf, type Task } from '../domain/plan.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { shownEntry } from './entry-lines.ts';
import { endOfStory, type HandoverStory, handoverStory } from './handover-story.ts';
import { entryFoot } from './headings.ts';
import { nameOf, numberOf } from './people-lines.ts';
import { personalCard } from './personal.ts';
import { placeLines } from './place-lines.ts';
import { render } from './render.ts';
import { tasksNote } from './source-mark.ts';

const mostTasks = 8;
const mostDecisions = 5;

/**
 * What someone needs who is to take a role over: who asks, the role's tasks, the last decisions, what is due
 * next. Once it is answered the card says how it ended, and stays as it was then. `asked` is the entry that
 * asked; without it, the newest that asked this person.
 */
export function handoverCard(ledger: Ledger, personId: string, asked?: number): object {
  const story = handoverStory(ledger, personId, asked);
  if (!story) return personalCard(ledger, personId);
  const { crisis } = ledger;
  const context = { ...contextOf(ledger), ...(story.end ? { version: story.end.number } : {}) };
  const isOpen = story.outcome === 'open';
  const head = {
    context,
    kicker: isOpen ? 'OVERTAGER DU ROLLEN?' : 'OVERLEVERING',
    title: roleOf(crisis.plan, story.role).short,
    sub: crisis.headline,
    foot: isOpen ? entryFoot(ledger) : '',
    buttons: foot(story),
  };
  return render('handover', head, {
    state: isOpen ? asking(crisis, story) : endOfStory(crisis, story),
    note: isOpen ? 'Tal sammen først, hvis I kan. Rollen er din, når du har trykket.' : '',
    answers: isOpen ? answers(context, story.role) : [],
    ...tasks(crisis, story),
    ...decisions(ledger, story),
    isOpen,
    ...(isOpen ? next(ledger) : { due: '', missing: '', placeMark: '', where: '', how: '' }),
  });
}

function asking(crisis: Crisis, { from }: HandoverStory): string {
  return `${nameOf(crisis, from)} (${numberOf(crisis.plan, from)}) vil overlevere rollen til dig`;
}

function answers(context: CardContext, rolle: RoleId) {
  return rowsOf(context, [
    { title: 'Jeg overtager', verb: 'jeg tager rollen', data: { rolle }, primary: true },
    { title: 'Kan ikke', verb: 'kan ikke', data: { rolle } },
  ]);
}

function foot({ role, outcome }: HandoverStory): readonly Button[] {
  if (outcome === 'over') return [{ title: 'Situationsbillede', verb: 'status' }];
  return [
    { title: 'Situationsbillede', verb: 'status' },
    { title: 'Opgaver', verb: 'plan', data: { opgaver: role } },
    { title: 'Vis log', verb: 'vis log' },
  ];
}

/** What a handover asks for, and what runs on, comes before what belongs to the first minutes. */
const order: readonly Phase[] = ['vagtskifte', 'løbende', '0-5', '5-30', '30-120', 'slut'];

function tasks(crisis: Crisis, { role, outcome }: HandoverStory) {
  const all = roleOf(crisis.plan, role).tasks;
  const inOrder = order.flatMap((phase) => all.filter((task) => task.phase === phase));
  const shown: readonly Task[] = outcome === 'over' ? [] : inOrder.slice(0, mostTasks);
  const more = inOrder.length - shown.length;
  return {
    hasTasks: shown.length > 0,
    tasks: shown.map(({ text }, index) => ({ number: String(index + 1), text })),
    tasksNote: [more > 0 && shown.length > 0 ? `og ${more} til under »Opgaver«.` : '', tasksNote(shown)]
      .filter(Boolean)
      .join(' '),
  };
}

function decisions(ledger: Ledger, { end, outcome }: HandoverStory) {
  const told = logView(ledger.entries.slice(0, end?.number ?? ledger.entries.length))
    .filter((view) => isNote(view) && wantsReason(view.type))
    .slice(-mostDecisions)
    .reverse();
  const shown = outcome === 'over' ? [] : told;
  return { hasDecisions: shown.length > 0, decisions: shown.map((view) => shownEntry(view, ledger)) };
}

function next(ledger: Ledger) {
  const { crisis } = ledger;
  const missing = roleLines(crisis).filter(({ standing }) => standing !== 'filled');
  const { mark, where, how } = placeLines(crisis);
  return {
    due: pictureLine(crisis),
    missing:
      missing.length > 0 ? `Roller, der mangler: ${missing.map(({ role }) => role.short).join(' · ')}` : '',
    placeMark: mark,
    where,
    how,
  };
}
