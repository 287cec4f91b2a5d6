import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, numberWords } from '../domain/ledger.ts';
import { type LeftAtEnd, leftAtEnd, whoGoesOn } from '../domain/left-at-end.ts';
import type { EntryView } from '../domain/log-view.ts';
import { toCall } from '../domain/overview.ts';
import type { Task } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { contextOf, rowsOf } from './button.ts';
import { closedCard } from './closed.ts';
import { entryFoot, startedLine } from './headings.ts';
import { leaderLine, nameOf } from './people-lines.ts';
import { render } from './render.ts';
import { missingRoles } from './role-lines.ts';
import { tasksNote } from './source-mark.ts';
import { oneLine } from './text.ts';

/** What a phone shows without endless scrolling; the log has the rest. */
const most = { tasks: 7, open: 5, choices: 12, numbers: 8 } as const;
const nobody = 'ingen';

/** The field in which the leader chooses who goes on with the n-th task on the card. */
export function ownerField(index: number): string {
  return `videre${'abcdefgh'[index] ?? 'x'}`;
}

/** The numbers of the tasks a card asked about, from its button. */
export function tasksAsked(sent: string | undefined): readonly number[] {
  return (sent ?? '').split(' ').filter(Boolean).map(Number);
}

/**
 * What remains before the end, and, for whoever may end it, who goes on with each open task and the button
 * that ends it. Nothing of it stands in the way.
 */
export function endCard(ledger: Ledger, canEnd: boolean, now: string = ledger.crisis.lastAt): object {
  const { crisis } = ledger;
  if (crisis.ended) return closedCard(ledger);
  const context = contextOf(ledger);
  const what = theCrisis(crisis).toLocaleLowerCase('da');
  const left = leftAtEnd(ledger, now);
  // What is not in the log yet comes last, and nobody can be given it by its number.
  const asked = left.tasks.slice(0, most.open).filter(({ entry }) => entry.hash !== '');
  const head = {
    context,
    kicker: `SKAL ${what.toLocaleUpperCase('da')} SLUTTES?`,
    title: crisis.headline,
    sub: startedLine(crisis),
    foot: entryFoot(ledger),
  };
  const { name, number } = leaderLine(crisis);
  const opgaver = asked.map(({ entry }) => entry.number).join(' ');
  const end = { bekraeft: 'ja', ...(opgaver ? { opgaver } : {}) };
  return render('end', head, {
    ...remaining(crisis, left),
    ...openTasks(crisis, left.tasks, canEnd),
    ...(crisis.contactOnly ? noTasks : lastTasks(crisis)),
    typed: '',
    finish: rowsOf(context, [
      ...(canEnd ? [{ title: `Afslut ${what}`, verb: 'slut', data: end, primary: true }] : []),
      { title: 'Vis log', verb: 'vis log' },
      ...(crisis.contactOnly ? [] : [{ title: 'Situationsbillede', verb: 'status' }]),
    ]),
    canEnd,
    hint: canEnd ? whoIsTold(crisis) : `Kun kriselederen kan slutte: ${name} ${number}`,
  });
}

const noTasks = { hasTasks: false, tasks: [], note: '' };

function whoIsTold({ contactOnly }: Crisis): string {
  if (!contactOnly) return 'Alle får besked, og loggen lukkes. Du kan slutte, selv om noget mangler.';
  return 'Resultatet går til den, der startede den, og til planens ejer. Andre får ikke besked.';
}

function remaining(crisis: Crisis, left: LeftAtEnd) {
  const { place, contactOnly } = crisis;
  const roles = contactOnly ? [] : missingRoles(crisis).map(({ role }) => role.short);
  const people = toCall(crisis).map(({ contact }) => contact.name);
  const texts = [
    ...(roles.length > 0 ? [`Ingen har taget: ${roles.join(' · ')}`] : []),
    ...(people.length > 0 ? [`Har ikke svaret: ${people.slice(0, 10).join(', ')}`] : []),
    ...(place.decided || contactOnly ? [] : ['Mødestedet blev ikke besluttet']),
    ...(contactOnly ? [] : recordTexts(crisis, left)),
  ];
  return { hasRemaining: texts.length > 0, remaining: texts.map((text) => ({ text: `○ ${text}` })) };
}

/** What the record lacks. An overdue picture says all there is to say of the picture. */
function recordTexts(crisis: Crisis, left: LeftAtEnd): readonly string[] {
  const { pictureDue, draft, isPictureUnsent, withoutReason } = left;
  const due = pictureDue && klOnDay(pictureDue, crisis.startedAt);
  return [
    ...(due ? [`Et situationsbillede skulle være sendt senest ${due}`] : []),
    ...(draft ? [`Situationsbillede S${draft} er kun et udkast`] : []),
    ...(isPictureUnsent && !due ? ['Situationsbilledet er ændret og ikke sendt'] : []),
    ...(withoutReason.length > 0 ? [`Mangler begrundelse: ${numbers(withoutReason)}`] : []),
  ];
}

/** "nr. 4, 7 og 3 til". */
function numbers(all: readonly number[]): string {
  const rest = all.length - most.numbers;
  return `nr. ${all.slice(0, most.numbers).join(', ')}${rest > 0 ? ` og ${rest} til` : ''}`;
}

/** Each open task with its owner; whoever may end names who goes on with it. */
function openTasks(crisis: Crisis, tasks: readonly EntryView[], canEnd: boolean) {
  const rest = tasks.length - most.open;
  return {
    hasOpen: tasks.length > 0,
    open: tasks.slice(0, most.open).map(({ entry, text, owner }, index) => ({
      text: `${numberWords(entry)}: ${oneLine(text, 160)}`,
      owner: canEnd && entry.hash !== '' ? '' : owner ? oneLine(owner.name, 60) : 'ingen ejer',
      asks: canEnd && entry.hash !== '',
      field: ownerField(index),
      question: `Hvem går videre med nr. ${entry.number}?`,
      chosen: owner?.id ?? nobody,
      choices: choices(crisis, owner),
    })),
    moreOpen: rest > 0 ? `Og ${rest} til. De bliver hos dem, der ejer dem nu.` : '',
  };
}

function choices(crisis: Crisis, owner: EntryView['owner']) {
  const people = whoGoesOn(crisis, owner).slice(0, most.choices);
  return [
    { title: 'Ingen ejer', value: nobody },
    ...people.map(({ id, name }) => ({ title: oneLine(name || nameOf(crisis, id), 40), value: id })),
  ];
}

/** The plan's own tasks for the end, the crisis leader's first. */
function lastTasks({ plan, exercise }: Crisis) {
  const tasks: readonly Task[] = plan.roles
    .flatMap((role) => role.tasks)
    .filter(({ phase }) => phase === 'slut')
    .slice(0, most.tasks);
  return {
    hasTasks: tasks.length > 0,
    tasks,
    note: [exercise ? 'Øvelse: tal det igennem, og send intet ud af huset.' : '', tasksNote(tasks)]
      .filter(Boolean)
      .join(' '),
  };
}
