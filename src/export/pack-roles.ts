import { sectionsOf } from '../cards/plan-sections.ts';
import { tasksNote } from '../cards/source-mark.ts';
import {
  type Contact,
  contactOf,
  type Plan,
  type PlanRole,
  plannedHolderName,
  plannedHolders,
  type Statement,
} from '../domain/plan.ts';
import { marked } from './pack-plan.ts';
import type { Column, Row, Sheet, Words } from './sheet.ts';

/** Whose they are stands on every page of them: pages get parted. */
function columnsFor({ short }: PlanRole): readonly Column[] {
  return [
    { title: '', width: 26 },
    { title: `Opgave for ${short}`, width: 1 },
    { title: 'Gjort kl.', width: 70 },
  ];
}

const textSize = 11.5;
const emptyLines = 5;
const lineHeight = 24;

/** An action card for each role, on a page of its own: to be torn out and handed over. */
export async function putActionCards(sheet: Sheet, plan: Plan): Promise<void> {
  for (const role of plan.roles) {
    sheet.newPage();
    await putActionCard(sheet, plan, role);
  }
}

async function putActionCard(sheet: Sheet, plan: Plan, role: PlanRole): Promise<void> {
  sheet.paragraph([{ text: 'HANDLINGSKORT', face: 'bold' }], 'grey');
  sheet.title(role.name);
  sheet.paragraph(marked(role.description));
  sheet.facts([
    ['Planen siger', holderOf(plan, role)],
    ...(role.deputies.length > 0 ? [['Stedfortrædere', deputiesOf(plan, role)] as const] : []),
    ['Har rollen nu', '……………………………………………   fra kl. …………………'],
  ]);
  const note = tasksNote(role.tasks);
  if (note) sheet.paragraph(note, 'grey');
  const phases = sectionsOf(plan).find(({ id }) => id === role.id)?.parts ?? [];
  const empty: Row = { cells: ['☐', '', ''], height: lineHeight };
  const rows = [
    ...phases.flatMap(({ heading, statements }) => [phaseRow(heading), ...statements.map(taskRow)]),
    phaseRow('Mere, der skal gøres'),
    ...Array.from({ length: emptyLines }, () => empty),
  ];
  await sheet.table(columnsFor(role), rows, textSize);
}

function phaseRow(heading: string): Row {
  return { cells: ['', heading, ''], strong: true };
}

/** The whole of it is said once above the tasks. */
const shortMarks = { delplan: '', doktrin: 'krisestyring', forslag: 'forslag' } as const;

function taskRow(task: Statement): Row {
  const mark = shortMarks[task.source];
  const words: Words = mark ? [{ text: task.text }, { text: `  (${mark})`, tone: 'grey' }] : task.text;
  return { cells: ['☐', words, ''], height: textSize };
}

function holderOf(plan: Plan, role: PlanRole): string {
  const people = plannedHolders(plan, role).map((id) => withNumber(contactOf(plan, id), id));
  if ('contactId' in role.holder) return people.join(', ');
  return `${plannedHolderName(plan, role)}: ${people.join(', ') || 'ingen navne i planen'}`;
}

/** The plan names none: which they are is a proposal of ours. */
function deputiesOf(plan: Plan, role: PlanRole) {
  const names = role.deputies.map((id) => withNumber(contactOf(plan, id), id)).join(', ');
  return marked({ text: names, source: 'forslag' });
}

function withNumber(contact: Contact | undefined, id: string): string {
  if (!contact) return id;
  // A number stays on one line.
  return [contact.name, contact.phoneText?.replaceAll(' ', '\u00a0')].filter(Boolean).join(' ');
}
