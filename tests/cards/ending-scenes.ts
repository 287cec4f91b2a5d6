import { closedCard } from '../../src/cards/closed.ts';
import { endCard } from '../../src/cards/end.ts';
import { evaluationCard, evaluationForm } from '../../src/cards/evaluation.ts';
import { evaluationAnswersCard } from '../../src/cards/evaluation-answers.ts';
import { historyCard, type PastCrisis } from '../../src/cards/history.ts';
import { reopenCard, reopenedCard } from '../../src/cards/reopen.ts';
import { statusCard } from '../../src/cards/status.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import { plusMinutes } from '../../src/domain/danish-time.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Shown } from './gallery.ts';
import { longHeadline, longPlan, longText } from './long-plan.ts';
import { night, play, type Step } from './play.ts';
import * as scenes from './scenes.ts';
import { testPlan } from './test-plan.ts';

/** The end, and what comes after it. Only fictional people. */

const jens = { id: 'jens', name: 'Jens Krogh' };
const task = (text: string, owner?: typeof jens): CommandBody => ({
  kind: 'note',
  type: 'opgave',
  text,
  ...(owner ? { owner } : {}),
});
const affected: CommandBody = {
  kind: 'updatePicture',
  statements: [{ field: 'affected', certainty: 'certain', text: 'Mail og telefoni' }],
};

/** Tasks are open, a decision lacks its reason, and the picture is a draft and overdue. */
const unfinished: readonly Step[] = [
  [3, 'peter', { kind: 'takeRole', role: 'logOfficer' }],
  [4, 'jens', { kind: 'takeRole', role: 'solutionOfficer' }],
  [6, 'anna', { kind: 'confirmPlace', placeId: 'lokale-3' }],
  [9, 'anna', { kind: 'note', type: 'beslutning', text: 'Telefoni kommer først' }],
  [20, 'peter', affected],
  [22, 'peter', { kind: 'publishPicture', seen: 99 }],
  [30, 'peter', task('Rul nødstrøm tilbage i serverrummet', jens)],
  [31, 'peter', task('Giv forvaltningerne besked, når fildrevet kører')],
  [
    40,
    'jens',
    { kind: 'note', type: 'melding', text: 'Strømmen er tilbage', happenedAt: plusMinutes(night, 28) },
  ],
  [41, 'jens', { kind: 'correct', of: 10, text: 'Strømmen er tilbage i hele huset' }],
];
const named: Step = [
  130,
  'anna',
  {
    kind: 'end',
    remark: 'Alt kører igen, resten tager driften i morgen',
    owners: [{ task: 8, owner: jens }],
  },
];
const afterwards: readonly Step[] = [
  [140, 'anna', { kind: 'noteExport', formats: ['pdf', 'csv', 'jsonl'], upTo: 12 }],
  [150, 'anna', { kind: 'setCaseNumber', caseNumber: '24/1234' }],
];

export const left = play(testPlan, {}, unfinished);
export const closed = play(testPlan, {}, [...unfinished, named, ...afterwards]);
export const reopened = play(testPlan, {}, [
  ...unfinished,
  named,
  [190, 'jens', { kind: 'reopen', reason: 'Strømmen er væk igen' }],
]);
const closedTwice = play(testPlan, {}, [
  ...unfinished,
  named,
  [190, 'jens', { kind: 'reopen', reason: 'Strømmen er væk igen' }],
  [400, 'anna', { kind: 'end', remark: '' }],
]);
const crowdedEnd = play(longPlan, { headline: longHeadline }, crowded(longPlan));
const crowdedClosed = play(longPlan, { headline: longHeadline }, [
  ...crowded(longPlan),
  [300, 'anna', { kind: 'end', remark: longText.slice(0, 1000) }],
]);

/** More open tasks than the card asks about, with texts as long as they can be. */
function crowded(plan: Plan): readonly Step[] {
  return plan.contacts.slice(0, 9).map((contact, index): Step => {
    const owner = { id: contact.id, name: contact.name };
    return [index + 5, 'anna', task(longText.slice(0, 400), owner)];
  });
}

/** The cards of the end in states of their own. */
export function endingCards(): readonly Shown[] {
  const late = plusMinutes(night, 120);
  const of = (name: string, ledger: Ledger, card: object): Shown => ({ name, card, ledger });
  return [
    of('end-left', left, endCard(left, true, late)),
    of('end-left-reader', left, endCard(left, false, late)),
    of('end-crowded-tasks', crowdedEnd, endCard(crowdedEnd, true, late)),
    of('closed-left', closed, closedCard(closed)),
    of('closed-twice', closedTwice, closedCard(closedTwice)),
    of('closed-crowded-tasks', crowdedClosed, closedCard(crowdedClosed)),
    of('reopen', closed, reopenCard(closed)),
    of('reopen-crowded', crowdedClosed, reopenCard(crowdedClosed)),
    of('reopen-done', reopened, reopenedCard(reopened)),
    of('status-reopened', reopened, statusCard(reopened)),
    ...historyCards(),
    ...evaluationCards(),
  ];
}

/** Those of before: all kinds of endings, one deleted, one that does not hold. */
function historyCards(): readonly Shown[] {
  const { calledOff, ended, exerciseEnded, interrupted, started } = scenes;
  const ledgers = [started, crowdedClosed, closed, calledOff, exerciseEnded, interrupted, ended, closedTwice];
  const deleted = { at: night, entries: 45, caseNumber: '24/1234' };
  const past: readonly PastCrisis[] = [
    ...ledgers.map((ledger) => ({ crisisId: ledger.crisis.id, startedAt: night, ledger })),
    { crisisId: 'K-2026-01', startedAt: night, deleted },
    { crisisId: 'Ø-2025-123', startedAt: night },
  ];
  return [
    { name: 'history', card: historyCard(testPlan, { page: 2, pages: 3, past }) },
    { name: 'history-long', card: historyCard(longPlan, { page: 1, pages: 1, past }) },
    { name: 'history-empty', card: historyCard(testPlan, { page: 1, pages: 1, past: [] }) },
  ];
}

const answers = (good: string, better = '', plan = ''): CommandBody => ({
  kind: 'evaluate',
  answers: [
    { question: 'good', coreTask: 'response', text: good },
    { question: 'better', coreTask: 'coordination', text: better },
    { question: 'plan', coreTask: 'staff', text: plan },
  ],
});

const answered: readonly Step[] = [
  [200, 'peter', answers('Alle var på efter fem minutter', 'Vi glemte forvaltningerne i en time')],
  [210, 'jens', answers('Nødstrømmen holdt', '', 'Skriv elværkets nummer i planen')],
];
const evaluated = play(testPlan, {}, [...unfinished, named, ...answered]);
const evaluatedExercise = play(testPlan, { exercise: true }, [...unfinished, named, ...answered]);
/** As many answers as there can be, as long as the field takes. */
const evaluatedByAll = play(longPlan, { headline: longHeadline }, [
  ...crowded(longPlan),
  [300, 'anna', { kind: 'end', remark: '' }],
  ...['anna', 'jens', 'lise', 'peter'].map(
    (id): Step => [310, id, answers(longText.slice(0, 600), '🔥'.repeat(300), longText.slice(0, 600))],
  ),
]);

function evaluationCards(): readonly Shown[] {
  const of = (name: string, ledger: Ledger, card: object): Shown => ({ name, card, ledger });
  const filled = { better: { text: longText.slice(0, 600), coreTask: 'communication' } };
  return [
    of('evaluation', closed, evaluationCard(closed, 'lise', 12)),
    of('evaluation-exercise', evaluatedExercise, evaluationCard(evaluatedExercise, 'lise')),
    of(
      'evaluation-note',
      crowdedClosed,
      evaluationForm(crowdedClosed, 'anna', filled, 'Skriv mindst ét svar.'),
    ),
    of('evaluation-correct', evaluated, evaluationForm(evaluated, 'jens')),
    of('evaluation-reopened', reopened, evaluationCard(reopened, 'lise', 12)),
    of('evaluation-newer', closedTwice, evaluationCard(closedTwice, 'lise', 12)),
    of('evaluation-thanks', evaluated, evaluationCard(evaluated, 'jens')),
    of('evaluation-thanks-long', evaluatedByAll, evaluationCard(evaluatedByAll, 'anna')),
    of('evaluation-answers', evaluated, evaluationAnswersCard(evaluated, 1)),
    of('evaluation-answers-long', evaluatedByAll, evaluationAnswersCard(evaluatedByAll, 2)),
    of('evaluation-answers-none', closed, evaluationAnswersCard(closed, 1)),
    of('closed-evaluated', evaluated, closedCard(evaluated)),
  ];
}
