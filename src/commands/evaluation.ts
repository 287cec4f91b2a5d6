import { evaluationCard, evaluationForm, type Filled, fieldsOf } from '../cards/evaluation.ts';
import { evaluationAnswersCard } from '../cards/evaluation-answers.ts';
import { evaluationQuestions, isCoreTask, longestAnswer } from '../domain/evaluation.ts';
import { readsAnswers } from '../domain/evaluation-answers.ts';
import { onlyReadersOfAnswers } from '../domain/refusal-of.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { numberIn } from './typed-text.ts';

const summary = 'Evaluering';
const tooLong = `Der er plads til ${longestAnswer} tegn i et svar. Gør det kortere.`;
/** Among others nobody writes freely, and the answers have names on them. */
const inChat = (word: string) => `Det foregår i chatten med Krisebot. Åbn den, og skriv »${word}«.`;

/** Three questions to whoever took part, on a card in 1:1. */
export const evaluation: CommandSpec = {
  word: 'evaluering',
  aliases: ['evaluer', 'evaluation'],
  group: 'Start og slut',
  does: 'spørger dig, hvad vi kan lære, når krisen er slut. Et enkelt svar er nok',
  right: 'evaluate',
  needs: 'record',
  reads: false,
  answer(ask) {
    const { contactOnly } = ledgerOf(ask).crisis;
    if (contactOnly) {
      return { text: 'En kontaktøvelse har ingen evaluering. Skriv »historik« for at se, hvem der svarede.' };
    }
    if (!ask.personal) return { text: inChat('evaluering') };
    return ask.tapped?.svar === 'ja' ? send(ask) : show(ask);
  },
};

/** What was typed after the word is not lost: it stands in the field it fits best. */
function show(ask: Ask): Answer {
  const ledger = ledgerOf(ask);
  const { tapped, args, by } = ask;
  if (args.length > longestAnswer) return { text: tooLong };
  if (args) return { card: evaluationForm(ledger, by.id, { better: { text: args } }), summary };
  if (tapped?.ret === 'ja') return { card: evaluationForm(ledger, by.id), summary, shows: 'inPlace' };
  return { card: evaluationCard(ledger, by.id), summary };
}

async function send(ask: Ask): Promise<Answer> {
  const filled = filledIn(ask);
  const answers = evaluationQuestions.map(({ id, coreTask }) => {
    const { text = '', coreTask: chosen = '' } = filled[id] ?? {};
    return { question: id, coreTask: isCoreTask(chosen) ? chosen : coreTask, text };
  });
  const isTooLong = answers.some(({ text }) => text.length > longestAnswer);
  if (isTooLong) return again(ask, filled, tooLong);
  const told = await ask.act.submit({ kind: 'evaluate', answers });
  if (told.done) return { card: evaluationCard(told.ledger, ask.by.id), summary: 'Tak', shows: 'inPlace' };
  return again(ask, filled, told.text, told.ledger);
}

/** The questions once more with what was written, and why it was not stored. */
function again(ask: Ask, filled: Filled, note: string, ledger = ledgerOf(ask)): Answer {
  return { card: evaluationForm(ledger, ask.by.id, filled, note), summary: note, shows: 'inPlace' };
}

function filledIn({ tapped = {} }: Ask): Filled {
  return Object.fromEntries(
    evaluationQuestions.map(({ id, coreTask }) => {
      const { text, task } = fieldsOf(id);
      return [id, { text: (tapped[text] ?? '').trim(), coreTask: tapped[task] ?? coreTask }];
    }),
  );
}

/** The answers under the five core tasks, to the crisis leader, whoever holds the log role, and the plan's owner. */
export const evaluationAnswers: CommandSpec = {
  word: 'evaluering svar',
  aliases: ['evaluering vis', 'vis evaluering', 'se evaluering'],
  group: 'Start og slut',
  does: 'viser kriselederen, logføreren og planens ejer, hvad der er svaret',
  right: 'readEvaluation',
  needs: 'record',
  reads: true,
  answer(ask) {
    const { tapped, args, personal } = ask;
    if (!readsAnswers(ledgerOf(ask).crisis, ask.by.id)) return { text: onlyReadersOfAnswers };
    if (!personal) return { text: inChat('evaluering svar') };
    const page = numberIn(tapped?.side ?? /^side\s*(\d{1,4})$/i.exec(args)?.[1]);
    return {
      card: evaluationAnswersCard(ledgerOf(ask), page || 1),
      summary,
      ...(tapped?.side ? { shows: 'inPlace' as const } : {}),
    };
  },
};
