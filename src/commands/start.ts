import { runningCard } from '../cards/running.ts';
import { startedCard } from '../cards/started.ts';
import type { Ledger } from '../domain/ledger.ts';
import { passOnAlarm } from './alarm.ts';
import type { Answer, Ask, CommandSpec, Told } from './command.ts';

const longestHeadline = 120;

/** Starts the department's crisis at once. Someone outside the crisis organisation raises an alarm instead. */
export const start: CommandSpec = {
  word: 'start',
  aliases: ['krise start', 'begynd'],
  group: 'Start og slut',
  does: 'starter krisen med det samme',
  usage: 'start [niveau 2] [overskrift]',
  example: 'start Strømsvigt i serverrum',
  who: 'everyone',
  needs: 'nothing',
  reads: false,
  answer: (ask) => (ask.inOrganisation ? begin(ask, false) : passOnAlarm(ask, textOf(ask))),
};

/** The same as an exercise: every card and text of it begins with ØVELSE. */
export const exercise: CommandSpec = {
  word: 'øvelse',
  aliases: ['exercise', 'ovelse'],
  group: 'Start og slut',
  does: 'starter en øvelse. Alt i den begynder med ØVELSE',
  usage: 'øvelse [overskrift]',
  example: 'øvelse Nedbrud på telefoni',
  who: 'organisation',
  needs: 'nothing',
  reads: false,
  answer: (ask) => begin(ask, true),
};

async function begin(ask: Ask, isExercise: boolean): Promise<Answer> {
  const typed = textOf(ask);
  const { level, headline } = readStart(typed);
  const told = await ask.act.start(headline || `Krise i ${ask.plan.department}`, level, isExercise);
  return told.done ? startedAnswer(told.ledger) : runningAnswer(told, typed);
}

function textOf({ args, tapped }: Ask): string {
  return tapped ? (tapped.tekst ?? '') : args;
}

/** "niveau 2 Strømsvigt" → level 2 and the headline; a long text is cut, its whole stands in Teams. */
function readStart(typed: string): { level: 1 | 2; headline: string } {
  const match = /^niveau\s*([12])\b[\s:,.-]*/i.exec(typed);
  const text = (match ? typed.slice(match[0].length) : typed).replace(/\s+/g, ' ').trim();
  const characters = [...text];
  const headline =
    characters.length > longestHeadline ? `${characters.slice(0, longestHeadline - 1).join('')}…` : text;
  return { level: match?.[1] === '2' ? 2 : 1, headline };
}

function startedAnswer(ledger: Ledger): Answer {
  return { card: startedCard(ledger), summary: `${ledger.crisis.headline} er startet` };
}

/** Starting again joins nothing by itself: the text is kept, and the person chooses. */
function runningAnswer(told: Told, typed: string): Answer {
  if (told.done || told.code !== 'running' || !told.ledger) return { text: told.text };
  return { card: runningCard(told.ledger, typed), summary: told.text };
}
