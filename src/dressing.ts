import { withActor, withExercise } from './cards/with-actor.ts';
import { withLeftover } from './cards/with-leftover.ts';
import type { Answer } from './commands/command.ts';
import type { Ledger } from './domain/ledger.ts';
import { fingerprint } from './fingerprint.ts';
import type { Person } from './identity.ts';
import type { KeptCard, Reply } from './request.ts';

/** A line as a message of its own. */
export function say(text: string): Reply {
  return { message: { text }, shows: 'new' };
}

/** The answer as a message: an exercise says so first, the local trial says who acts. */
export function dress(answer: Answer, person: Person, ledger: Ledger | undefined): Reply {
  const actingAs = answer.actingAs ?? person.actingAs;
  const about = answer.about === undefined ? ledger : (answer.about ?? undefined);
  if (!('card' in answer)) {
    const exercise = about?.crisis.exercise && !answer.text.startsWith('ØVELSE') ? 'ØVELSE: ' : '';
    const acting = actingAs ? `[Du handler som ${actingAs}] ` : '';
    return say(`${exercise}${acting}${answer.text}`);
  }
  // An answer may be about no crisis, but what is left over belongs in the one that runs.
  const home = (about ?? ledger)?.crisis.id;
  const kept = answer.leftover ? withLeftover(answer.card, answer.leftover, home) : answer.card;
  const marked = about?.crisis.exercise ? withExercise(kept) : kept;
  const card = actingAs ? withActor(marked, actingAs) : marked;
  const reply: Reply = { message: { card, summary: answer.summary }, shows: answer.shows ?? 'new' };
  const keeps = home && keptAs(answer, card, home, actingAs);
  const logOf = answer.ofLog && !about?.crisis.ended ? about?.crisis.id : undefined;
  return { ...reply, ...(keeps ? { keeps } : {}), ...(logOf ? { logOf } : {}) };
}

/** A card with a text to be kept on it stays as it is: an edit would drop the text. */
function keptAs(
  { calls, leftover }: Extract<Answer, { card: object }>,
  card: object,
  crisisId: string,
  actingAs: string | undefined,
): KeptCard | undefined {
  if (!calls || leftover) return undefined;
  return { crisisId, shown: fingerprint(card), ...calls, ...(actingAs ? { actingAs } : {}) };
}
