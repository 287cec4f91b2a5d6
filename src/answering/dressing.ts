import { withActor, withExercise } from '../cards/with-actor.ts';
import { type AwayWords, asOfWords, awayWords, withAwayWords } from '../cards/with-as-of.ts';
import { withLeftover } from '../cards/with-leftover.ts';
import type { Answer, CommandSpec } from '../commands/command.ts';
import { showsLog } from '../commands/log-words.ts';
import type { Ledger } from '../domain/ledger.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Person } from '../people/identity.ts';
import type { KeptCard, Reply } from '../request.ts';

/** A line as a message of its own. */
export function say(text: string): Reply {
  return { message: { text }, shows: 'new' };
}

/** To whom an answer goes, about what, and when. */
export interface Dressing {
  readonly person: Person;
  /** The crisis it was asked about. */
  readonly ledger: Ledger | undefined;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** True while the log cannot be asked. */
  readonly isAway: boolean;
}

/**
 * The answer as a message: an exercise says so first, the local trial says who acts, and what is not as the log has
 * it `now` says so.
 */
export function dress(answer: Answer, { person, ledger, now, isAway }: Dressing): Reply {
  const actingAs = answer.actingAs ?? person.actingAs;
  const about = answer.about === undefined ? ledger : (answer.about ?? undefined);
  const away = awayOver(about, now, isAway);
  if (!('card' in answer)) {
    const exercise = about?.crisis.exercise && !answer.text.startsWith('ØVELSE') ? 'ØVELSE: ' : '';
    const acting = actingAs ? `[Du handler som ${actingAs}] ` : '';
    return say(`${exercise}${acting}${away ? above(answer.text, away) : ''}${answer.text}`);
  }
  // An answer may be about no crisis, but what is left over belongs in the one that runs.
  const home = (about ?? ledger)?.crisis.id;
  const kept = answer.leftover ? withLeftover(answer.card, answer.leftover, home) : answer.card;
  const dated = away && !saysAway(answer.summary) ? withAwayWords(kept, away) : kept;
  const marked = about?.crisis.exercise ? withExercise(dated) : dated;
  const card = actingAs ? withActor(marked, actingAs) : marked;
  const reply: Reply = { message: { card, summary: answer.summary }, shows: answer.shows ?? 'new' };
  const keeps = home && keptAs(answer, card, home, actingAs);
  const logOf = answer.ofLog && !about?.crisis.ended ? about?.crisis.id : undefined;
  return { ...reply, ...(keeps ? { keeps } : {}), ...(logOf ? { logOf } : {}) };
}

function awayOver(about: Ledger | undefined, now: string, isAway: boolean): AwayWords | undefined {
  if (!about) return isAway ? awayWords : undefined;
  const { asOf, entries } = about;
  return asOf
    ? asOfWords(
        asOf,
        now,
        entries.some(({ hash }) => hash === ''),
      )
    : undefined;
}

/** A text that says by itself that the log does not answer says it once. */
function saysAway(text: string): boolean {
  return /loggen svarer ikke/i.test(text);
}

function above(text: string, { mark, text: words }: AwayWords): string {
  return saysAway(text) ? '' : `${mark} ${words}\n\n`;
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

/** A card that shows the log is marked: a reply to it is an entry. */
export function marked(answer: Answer, spec: CommandSpec): Answer {
  return 'card' in answer && showsLog(spec) ? { ...answer, ofLog: true } : answer;
}
