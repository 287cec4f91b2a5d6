import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import {
  coreTasks,
  type EvaluationQuestion,
  evaluationQuestions,
  longestAnswer,
} from '../domain/evaluation.ts';
import { answersBy, type GivenAnswer, readsAnswers } from '../domain/evaluation-answers.ts';
import type { Ledger } from '../domain/ledger.ts';
import { logView, openTasks } from '../domain/log-view.ts';
import { listed, theCrisis } from '../domain/wording.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { verdict } from './closed.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** What stands in a question's two fields: the text, and the core task it is about. */
export type Filled = Readonly<
  Partial<Record<EvaluationQuestion, { readonly text: string; readonly coreTask?: string }>>
>;

const names: Readonly<Record<EvaluationQuestion, string>> = { good: 'godt', better: 'bedre', plan: 'planen' };

/** The names of a question's two fields on the card. */
export function fieldsOf(question: EvaluationQuestion): { readonly text: string; readonly task: string } {
  return { text: names[question], task: `emne${names[question]}` };
}

/**
 * What a participant is asked after the end, where it stands: the questions; once answered, thanks with what was
 * said. `entry` is the end it was posted for: after a later one, the newest card asks.
 */
export function evaluationCard(ledger: Ledger, personId: string, entry?: number): object {
  const { crisis, entries } = ledger;
  const answers = answersBy(entries, personId);
  if (answers.length > 0) return thanksCard(ledger, personId, answers);
  const { ended } = crisis;
  if (!ended)
    return waitingCard(crisis, `${theCrisis(crisis)} er genåbnet. Du bliver spurgt igen, når den er slut.`);
  if (entry !== undefined && entry !== ended.entry) {
    const at = klOnDay(ended.at, crisis.startedAt);
    return waitingCard(
      crisis,
      `Der er et nyere kort, fra da den sluttede ${at}. Du kan også skrive »evaluering«.`,
    );
  }
  return evaluationForm(ledger, personId);
}

/** The questions, filled with what was answered before, or with what somebody has just written. */
export function evaluationForm(ledger: Ledger, personId: string, filled?: Filled, note = ''): object {
  const before = answersBy(ledger.entries, personId);
  const context = contextFor(ledger.crisis, before);
  const head = {
    context,
    kicker: 'EVALUERING',
    title: 'Hvad kan vi lære?',
    sub: `${ledger.crisis.id} · ${ledger.crisis.headline}`,
  };
  const send = { title: 'Send svar', verb: 'evaluering', data: { svar: 'ja' }, primary: true };
  return render('evaluation', head, {
    text: note || [verdict(ledger), ['Tak for indsatsen.', ...goesOn(ledger, personId)].join(' ')].join('. '),
    privacy,
    questions: evaluationQuestions.map(({ id, label, coreTask }) => {
      const given = before.find(({ question }) => question === id);
      const { text, task } = fieldsOf(id);
      return {
        label,
        field: text,
        longest: longestAnswer,
        typed: filled?.[id]?.text ?? given?.text ?? '',
        about: 'Handler mest om',
        taskField: task,
        chosen: filled?.[id]?.coreTask ?? given?.coreTask ?? coreTask,
        choices: coreTasks.map((one) => ({ title: one.label, value: one.id })),
      };
    }),
    send: rowsOf(context, [send, ...allAnswers(ledger.crisis, personId)]),
  });
}

const mostTasks = 3;

/** Whoever was named to go on with a task reads it first here. */
function goesOn({ entries }: Ledger, personId: string): readonly string[] {
  const own = openTasks(logView(entries)).filter(({ owner }) => owner?.id === personId);
  const told = own.slice(0, mostTasks).map(({ entry, text }) => `nr. ${entry.number} (${oneLine(text, 80)})`);
  const more = own.length > mostTasks ? [`${own.length - mostTasks} til`] : [];
  return own.length > 0 ? [`Du går videre med ${listed([...told, ...more])}.`] : [];
}

const privacy =
  'Et enkelt svar er nok. Dit navn står ved det, du skriver. Kriselederen, logføreren og planens ejer kan læse det her, og det er med, når loggen hentes som fil. Skriv ikke om borgere ved navn.';

function thanksCard({ crisis }: Ledger, personId: string, answers: readonly GivenAnswer[]): object {
  const context = contextFor(crisis, answers);
  const head = {
    context,
    kicker: 'TAK FOR DIT SVAR',
    title: crisis.headline,
    sub: crisis.id,
    foot: `Nr. ${answers[0]?.entry}`,
    buttons: crisis.ended ? [correct, ...allAnswers(crisis, personId)] : [],
  };
  return render('evaluation-thanks', head, { text: '', answers: answers.map(shownAnswer) });
}

const correct: Button = { title: 'Ret svar', verb: 'evaluering', data: { ret: 'ja' } };

function allAnswers(crisis: Crisis, personId: string): readonly Button[] {
  return readsAnswers(crisis, personId) ? [{ title: 'Se alle svar', verb: 'evaluering svar' }] : [];
}

/** An answer with its question and core task. */
function shownAnswer({ question, coreTask, text }: GivenAnswer) {
  const label = evaluationQuestions.find(({ id }) => id === question)?.label ?? '';
  const task = coreTasks.find(({ id }) => id === coreTask)?.label ?? '';
  return { head: label, task, text: oneLine(text, longestAnswer) };
}

function waitingCard(crisis: Crisis, text: string): object {
  const head = {
    context: contextFor(crisis, []),
    kicker: 'EVALUERING',
    title: 'Hvad kan vi lære?',
    sub: `${crisis.id} · ${crisis.headline}`,
  };
  return render('evaluation-thanks', head, { text, answers: [] });
}

/** Nothing but the person's own answers changes the card: it is not sent anew while they write. */
function contextFor(crisis: Crisis, answers: readonly GivenAnswer[]): CardContext {
  const version = answers[0]?.entry ?? crisis.ended?.entry ?? crisis.reopenedBy ?? 0;
  return { crisisId: crisis.id, exercise: crisis.exercise, version };
}
