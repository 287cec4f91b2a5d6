import { type Crisis, leaderOf, rolesHeld } from './crisis.ts';
import type { Entry, PersonId } from './entry.ts';
import { type CoreTask, coreTasks, type EvaluationQuestion } from './evaluation.ts';
import { crisisOrganisation } from './plan.ts';

/** What someone answered after the end, with its text. */
export interface GivenAnswer {
  readonly name: string;
  /** The entry that holds it. */
  readonly entry: number;
  readonly question: EvaluationQuestion;
  readonly coreTask: CoreTask;
  readonly text: string;
}

/** Whom the evaluation asks: whoever took part in the crisis organisation, and whoever held a role at the end. */
export function evaluators(crisis: Crisis): readonly PersonId[] {
  const tookPart = crisisOrganisation(crisis.plan).filter(({ id }) => {
    const { receiptAt, attendance } = crisis.people[id] ?? {};
    return (receiptAt && attendance !== 'prevented') || rolesHeld(crisis, id).length > 0;
  });
  const holders = Object.values(crisis.roles).flatMap((role) => role.holders);
  return [...new Set([...tookPart, ...holders].map(({ id }) => id))];
}

/** True where participants are asked: a crisis or exercise that came to its end. */
export function isEvaluated({ ended, contactOnly }: Crisis): boolean {
  return ended?.how === 'closed' && !contactOnly;
}

/** True for the crisis leader, whoever holds the log role, and the plan's owner: they read everybody's answers. */
export function readsAnswers(crisis: Crisis, person: PersonId): boolean {
  const isLogOfficer = rolesHeld(crisis, person).includes('logOfficer');
  return leaderOf(crisis)?.id === person || isLogOfficer || crisis.plan.owner === person;
}

/** One person's answers as they are now: the newest entry counts, whole. */
export function answersBy(entries: readonly Entry[], person: PersonId): readonly GivenAnswer[] {
  const entry = entries.findLast(({ event, by }) => event.kind === 'evaluated' && by.id === person);
  return entry ? answersIn(entry) : [];
}

/** Everyone's answers under the core task each is about, those without an answer left out. */
export function answersByTask(
  entries: readonly Entry[],
  { evaluatedBy }: Crisis,
): readonly { readonly task: CoreTask; readonly label: string; readonly answers: readonly GivenAnswer[] }[] {
  const all = evaluatedBy.flatMap((person) => answersBy(entries, person));
  return coreTasks
    .map(({ id, label }) => ({
      task: id,
      label,
      answers: all.filter(({ coreTask }) => coreTask === id),
    }))
    .filter(({ answers }) => answers.length > 0);
}

function answersIn({ event, by, number }: Entry): readonly GivenAnswer[] {
  if (event.kind !== 'evaluated') return [];
  return event.answers.map(({ question, coreTask }) => ({
    name: by.name,
    entry: number,
    question,
    coreTask,
    text: event.words[question] ?? '',
  }));
}
