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

/** Three questions, no more: people are tired. Each begins with the core task it is most often about. */
export const evaluationQuestions = [
  { id: 'good', label: 'Hvad gik godt?', coreTask: 'response' },
  { id: 'better', label: 'Hvad skal vi gøre bedre?', coreTask: 'coordination' },
  { id: 'plan', label: 'Hvad skal ændres i planen?', coreTask: 'staff' },
] as const;

/** As long as one answer may be; the field takes no more. */
export const longestAnswer = 600;

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
