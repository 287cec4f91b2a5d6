/** What each participant is asked after the end, and the headings the answers stand under. */

/** The five core tasks of crisis management (doctrine): the headings of an evaluation. */
export const coreTasks = [
  { id: 'staff', label: 'Aktivering og drift af krisestaben' },
  { id: 'information', label: 'Håndtering af information' },
  { id: 'coordination', label: 'Koordination af handlinger og ressourcer' },
  { id: 'communication', label: 'Krisekommunikation' },
  { id: 'response', label: 'Operativ indsats: genetablering af it' },
] as const;
export type CoreTask = (typeof coreTasks)[number]['id'];

/** Three questions, no more: people are tired. */
export const evaluationQuestions = [
  { id: 'good', label: 'Hvad gik godt?' },
  { id: 'better', label: 'Hvad skal vi gøre bedre?' },
  { id: 'plan', label: 'Hvad skal ændres i planen?' },
] as const;
export type EvaluationQuestion = (typeof evaluationQuestions)[number]['id'];

/** One answer; its text stands in the entry's words under the question. */
export interface EvaluationAnswer {
  readonly question: EvaluationQuestion;
  readonly coreTask: CoreTask;
}

export function isEvaluationQuestion(id: string): id is EvaluationQuestion {
  return evaluationQuestions.some((question) => question.id === id);
}

export function isCoreTask(id: string): id is CoreTask {
  return coreTasks.some((task) => task.id === id);
}
