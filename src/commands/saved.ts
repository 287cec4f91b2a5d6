import { savedCard } from '../cards/saved.ts';
import type { Answer, Ask, Told } from './command.ts';

/**
 * The answer to a note, or to what puts one right: the entry as it reads now, with taps that retype or correct
 * it. A refusal is its text.
 */
export function savedAnswer(ask: Ask, told: Told): Answer {
  if (!told.done) return { text: told.text };
  const event = told.ledger.entries[told.number - 1]?.event;
  const number = event?.kind === 'corrected' ? event.of : told.number;
  return {
    card: savedCard(told.ledger, number, !ask.personal),
    summary: `Nr. ${told.number} gemt`,
    ...(ask.tapped?.nr ? { shows: 'inPlace' as const } : {}),
  };
}
