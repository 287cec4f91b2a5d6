import { runningCard } from '../cards/running.ts';
import { startedCard } from '../cards/started.ts';
import { kl } from '../domain/danish-time.ts';
import { longestText } from '../domain/decide-note.ts';
import type { Ledger } from '../domain/ledger.ts';
import { passOnAlarm } from './alarm.ts';
import type { Answer, Ask, CommandSpec, Told } from './command.ts';
import { askFirst } from './overheard.ts';
import { typedText } from './typed-text.ts';

const longestHeadline = 120;

/** Starts the department's crisis at once. Someone outside the crisis organisation raises an alarm instead. */
export const start: CommandSpec = {
  word: 'start',
  aliases: ['krise start', 'begynd'],
  group: 'Start og slut',
  does: 'starter krisen. Gælder det hele kommunen, så skriv »start niveau 2 …«',
  example: 'start Strømsvigt i serverrum',
  // Whoever may not start raises an alarm with it.
  right: 'raiseAlarm',
  needs: 'nothing',
  reads: false,
  answer(ask) {
    if (!ask.may('start')) return passOnAlarm(ask, typedText(ask));
    const meant = { title: 'Start krise', verb: 'start' };
    return ask.unsure ? askFirst(ask, 'Mente du at starte en krise?', meant) : begin(ask, false);
  },
};

/** The same as an exercise: every card and text of it begins with ØVELSE. */
export const exercise: CommandSpec = {
  word: 'øvelse',
  aliases: [
    'exercise',
    'ovelse',
    'start øvelse',
    'start en øvelse',
    'start ovelse',
    'begynd øvelse',
    'øvelse start',
  ],
  group: 'Start og slut',
  does: 'starter en øvelse. Alt i den begynder med ØVELSE',
  example: 'øvelse Nedbrud på telefoni',
  right: 'start',
  needs: 'nothing',
  reads: false,
  answer(ask) {
    const meant = { title: 'Start øvelse', verb: 'øvelse' };
    return ask.unsure ? askFirst(ask, 'Mente du at starte en øvelse?', meant) : begin(ask, true);
  },
};

async function begin(ask: Ask, isExercise: boolean): Promise<Answer> {
  const typed = typedText(ask);
  const { level, text, headline } = readStart(typed);
  const more = text === headline ? undefined : text;
  const told = await ask.act.start(
    headline || `${isExercise ? 'Øvelse' : 'Krise'} i ${ask.plan.department}`,
    level,
    isExercise,
    more,
  );
  return told.done ? startedAnswer(told.ledger, await isUnseen(ask)) : runningAnswer(told, typed);
}

/** In 1:1 without a crisis channel nobody else sees the status card. The answer does not depend on knowing. */
async function isUnseen({ personal, act }: Ask): Promise<boolean> {
  if (!personal) return false;
  try {
    return (await act.channel()).where === 'none';
  } catch {
    return false;
  }
}

/** "niveau 2 Strømsvigt" → level 2 and the text; the headline is its beginning. */
function readStart(typed: string): { level: 1 | 2; text: string; headline: string } {
  const match = /^niveau\s*([12])\b[\s:,.-]*/i.exec(typed);
  const whole = (match ? typed.slice(match[0].length) : typed).replace(/\s+/g, ' ').trim();
  const text = whole.slice(0, longestText);
  const characters = [...text];
  const headline =
    characters.length > longestHeadline ? `${characters.slice(0, longestHeadline - 1).join('')}…` : text;
  return { level: match?.[1] === '2' ? 2 : 1, text, headline };
}

/** The same start said again after the end starts nothing: the person is told how to begin anew. */
function startedAnswer(ledger: Ledger, unseen: boolean): Answer {
  const { ended, headline } = ledger.crisis;
  if (ended) {
    const text = `Den krise sluttede ${kl(ended.at)}. Skriv »start« og en overskrift for at starte en ny.`;
    return { text, about: ledger };
  }
  return { card: startedCard(ledger, unseen), summary: `${headline} er startet`, about: ledger };
}

/** Starting again joins nothing by itself: the text is kept, and the person chooses. */
function runningAnswer(told: Told, typed: string): Answer {
  if (told.done || told.code !== 'running' || !told.ledger) return { text: told.text };
  return { card: runningCard(told.ledger, typed), summary: told.text, about: told.ledger };
}
