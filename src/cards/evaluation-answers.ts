import { evaluationQuestions, longestAnswer } from '../domain/evaluation.ts';
import { answersByTask, evaluators } from '../domain/evaluation-answers.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Button, contextOf } from './button.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** As many whole answers as fit on a card, however they are written. */
const perPage = 7;

/** What the participants answered, under the five core tasks, with names. */
export function evaluationAnswersCard(ledger: Ledger, page: number): object {
  const { crisis, entries } = ledger;
  const all = answersByTask(entries, crisis).flatMap(({ label, answers }) =>
    answers.map((answer) => ({ ...answer, label })),
  );
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const shown = Math.min(Math.max(1, page), pages);
  const asked = new Set([...evaluators(crisis), ...crisis.evaluatedBy]).size;
  const onPage = all.slice((shown - 1) * perPage, shown * perPage);
  const head = {
    context: contextOf(ledger),
    kicker: pages > 1 ? `EVALUERING · SIDE ${shown} AF ${pages}` : 'EVALUERING',
    title: `${crisis.evaluatedBy.length} af ${asked} har svaret`,
    sub: `${crisis.id} · ${crisis.headline}`,
    buttons: turning(shown, pages),
  };
  return render('evaluation-answers', head, {
    empty: all.length === 0 ? 'Ingen har svaret endnu.' : '',
    groups: [...new Set(onPage.map(({ label }) => label))].map((label) => ({
      label,
      answers: onPage
        .filter((answer) => answer.label === label)
        .map(({ name, question, text }) => ({
          name: oneLine(name, 60),
          question: evaluationQuestions.find(({ id }) => id === question)?.label ?? '',
          text: oneLine(text, longestAnswer),
        })),
    })),
  });
}

function turning(page: number, pages: number): readonly Button[] {
  const to = (title: string, side: number) => ({
    title,
    verb: 'evaluering svar',
    data: { side: String(side) },
  });
  return [...(page > 1 ? [to('Forrige', page - 1)] : []), ...(page < pages ? [to('Næste', page + 1)] : [])];
}
