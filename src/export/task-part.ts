import type { PersonId } from '../domain/entry.ts';
import { coreTasks, type EvaluationAnswer, evaluationQuestions } from '../domain/evaluation.ts';
import { type EntryView, isNote } from '../domain/log-view.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet, Words } from './sheet.ts';
import { timeOn } from './words.ts';

const columns: readonly Column[] = [
  { title: 'Nr.', width: 40 },
  { title: 'Opgave', width: 0.55 },
  { title: 'Ansvarlig', width: 0.25 },
  { title: 'Status', width: 0.2 },
];

/** Tasks of the log: who carries them, what is done, and who goes on with what was left at the end. */
export async function putTasks(sheet: Sheet, reading: Reading): Promise<void> {
  const tasks = reading.views.filter((view) => isNote(view) && view.type === 'opgave');
  if (reading.crisis.contactOnly && tasks.length === 0) return;
  sheet.heading(1, 'Opgaver');
  if (tasks.length === 0) sheet.paragraph('Der er ingen opgaver i loggen.');
  else
    await sheet.table(
      columns,
      tasks.map((view) => taskRow(view, reading)),
    );
}

function taskRow(view: EntryView, reading: Reading): Row {
  const { entry, text, owner, done } = view;
  const status: Words = done ? `Klaret ${doneAt(view, reading)}` : [{ text: 'Ikke klaret', face: 'bold' }];
  const owners = [owner?.name ?? 'Ingen', ...(done ? [] : successorOf(entry.number, reading))];
  return { cells: [String(entry.number), text, { paragraphs: owners }, status] };
}

/** Who goes on with a task that was open at the end. */
function successorOf(task: number, { figures, crisis }: Reading): readonly string[] {
  if (!crisis.ended) return [];
  const owner = figures.left.find(({ number }) => number === task)?.owner;
  return [`Efter krisen: ${owner?.name ?? 'ingen'}`];
}

function doneAt({ amendedBy }: EntryView, { entries, crisis }: Reading): string {
  const number = amendedBy.findLast((one) => {
    const event = entries[one - 1]?.event;
    return event?.kind === 'corrected' && event.done === true;
  });
  const entry = number ? entries[number - 1] : undefined;
  return entry ? `${timeOn(entry.at, crisis.startedAt)} (nr. ${entry.number})` : '';
}

interface Answer extends EvaluationAnswer {
  readonly name: string;
  readonly text: string;
}

/** What took part said afterwards, under the five core tasks; a person's newest answer to a question counts. */
export function putEvaluation(sheet: Sheet, reading: Reading): void {
  const answers = answersOf(reading);
  if (!reading.crisis.ended && answers.length === 0) return;
  sheet.heading(1, 'Evaluering');
  if (answers.length === 0) sheet.paragraph('Ingen har svaret endnu.');
  for (const { id, label } of coreTasks) {
    const own = answers.filter(({ coreTask }) => coreTask === id);
    if (own.length === 0) continue;
    sheet.heading(2, label);
    for (const question of evaluationQuestions) {
      const said = own.filter((answer) => answer.question === question.id);
      if (said.length === 0) continue;
      sheet.paragraph([{ text: question.label, face: 'italic' }]);
      sheet.list(said.map(({ text, name }) => [{ text }, { text: ` – ${name}`, tone: 'grey' }]));
    }
  }
}

function answersOf({ entries }: Reading): readonly Answer[] {
  const newest = new Map<PersonId, Answer>();
  for (const { event, by } of entries) {
    if (event.kind !== 'evaluated') continue;
    for (const { question, coreTask } of event.answers) {
      newest.set(`${question} ${by.id}`, {
        question,
        coreTask,
        name: by.name,
        text: event.words[question] ?? '',
      });
    }
  }
  return [...newest.values()];
}
