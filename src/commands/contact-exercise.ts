import {
  contactExerciseDeclinedCard,
  contactExerciseQuestionCard,
  contactExerciseStartedCard,
} from '../cards/contact-exercise-question.ts';
import { contactExerciseResultCard } from '../cards/contact-exercise-result.ts';
import { kl } from '../domain/danish-time.ts';
import { theCrisis } from '../domain/wording.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';

/** Asks everyone in the crisis organisation for a receipt and nothing else; asks the asker first. */
export const contactExercise: CommandSpec = {
  word: 'kontaktøvelse',
  aliases: ['kontaktoevelse', 'test alle', 'start kontaktøvelse'],
  phrases: { 'nej ikke nu': 'nej' },
  group: 'Start og slut',
  does: 'prøver, om alle i kriseorganisationen kan nås. Den spørger først',
  right: 'startContactExercise',
  needs: 'nothing',
  reads: false,
  answer(ask) {
    if (ask.ledger && !ask.ledger.crisis.ended) return running(ask);
    const chosen = ask.tapped ? (ask.tapped.valg ?? '') : ask.args.toLocaleLowerCase('da');
    if (chosen === 'nej') return { ...answerWith(contactExerciseDeclinedCard), about: null };
    if (chosen === 'start' && !ask.unsure) return begin(ask);
    const question = answerWith(contactExerciseQuestionCard(ask.plan, ask.by));
    return { ...question, about: null, ...(ask.args && chosen !== 'start' ? { leftover: ask.args } : {}) };
  },
};

function answerWith(card: object): Extract<Answer, { card: object }> {
  return { card, summary: 'Kontaktøvelse', shows: 'inPlace' };
}

/** Nothing is started beside what runs. The same tap sent again shows how its own exercise stands. */
function running({ ledger }: Ask): Answer {
  if (!ledger) throw new Error('nothing runs');
  const { crisis } = ledger;
  if (crisis.contactOnly) return answerWith(contactExerciseResultCard(ledger));
  const since = kl(crisis.startedAt);
  return {
    text: `${theCrisis(crisis)} er i gang (startet ${since}): ${crisis.headline}. Start kontaktøvelsen, når den er slut.`,
  };
}

async function begin(ask: Ask): Promise<Answer> {
  const told = await ask.act.startContactExercise();
  if (!told.done) return { text: told.text, about: told.ledger ?? null };
  const { ledger } = told;
  const card = ledger.crisis.ended ? contactExerciseResultCard(ledger) : contactExerciseStartedCard(ledger);
  return { ...answerWith(card), summary: 'Kontaktøvelsen er startet', about: ledger };
}
