import { closedCard } from '../cards/closed.ts';
import { endCard, ownerField, tasksAsked } from '../cards/end.ts';
import { leaderOf } from '../domain/crisis.ts';
import type { Actor } from '../domain/entry.ts';
import { leftAtEnd, whoGoesOn } from '../domain/left-at-end.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, type Told } from './command.ts';
import { askFirst } from './overheard.ts';
import { typedText } from './typed-text.ts';

/** False alarm: ends at once, everyone is told, the record is kept. */
export const callOff: CommandSpec = {
  word: 'afblæs',
  aliases: ['falsk alarm', 'afblaes', 'cancel'],
  group: 'Start og slut',
  does: 'afblæser en falsk alarm. Alle får besked, og loggen bevares',
  example: 'afblæs Det var en planlagt test',
  right: 'callOff',
  needs: 'crisis',
  reads: false,
  async answer(ask) {
    const meant = { title: 'Afblæs', verb: 'afblæs' };
    const what = ask.ledger?.crisis.exercise ? 'øvelsen' : 'krisen';
    if (ask.unsure) return askFirst(ask, `Mente du at afblæse ${what}?`, meant);
    const reason = typedText(ask);
    return closed(await ask.act.submit({ kind: 'callOff', reason }));
  },
};

/** Ends the crisis. Shows what remains first; the crisis leader confirms, and names who goes on with it. */
export const end: CommandSpec = {
  word: 'slut',
  aliases: [
    'afslut',
    'end',
    'afslut krisen',
    'afslut øvelsen',
    'afslut krise',
    'slut krise',
    'slut krisen',
    'slut øvelsen',
  ],
  whole: ['krisen er slut', 'krisen er ovre', 'øvelsen er slut'],
  phrases: { 'slut nu': 'nu', 'afslut nu': 'nu' },
  group: 'Start og slut',
  does: 'viser, hvad der mangler, før krisen sluttes. »slut nu« slutter den straks',
  example: 'slut',
  right: 'readEnding',
  needs: 'crisis',
  reads: false,
  answer: (ask) => (isConfirmed(ask) ? finish(ask) : review(ask)),
};

/** A word is enough from the crisis leader; where nobody leads, the card is shown first. */
function isConfirmed(ask: Ask): boolean {
  const { args, tapped, unsure } = ask;
  if (unsure) return false;
  const { crisis } = ledgerOf(ask);
  if (!tapped && !leaderOf(crisis) && !crisis.contactOnly) return false;
  return tapped ? tapped.bekraeft === 'ja' : /^nu(\s|$)/i.test(args);
}

function review(ask: Ask): Answer {
  const leftover = ask.args.replace(/^nu(?=\s|$)/i, '').trim();
  return {
    card: endCard(ledgerOf(ask), ask.may('end'), ask.at),
    summary: `Skal ${ledgerOf(ask).crisis.exercise ? 'øvelsen' : 'krisen'} sluttes?`,
    ...(leftover ? { leftover } : {}),
  };
}

async function finish(ask: Ask): Promise<Answer> {
  const remark = ask.tapped ? (ask.tapped.tekst ?? '') : ask.args.slice(2).trim();
  return closed(await ask.act.submit({ kind: 'end', remark, owners: ownersOf(ask) }));
}

/**
 * Whoever was chosen on the card goes on with a task; a task that was not on it keeps its owner. One that is not in
 * the log yet has no number to be named by, and keeps it too.
 */
function ownersOf(ask: Ask): readonly { readonly task: number; readonly owner: Actor }[] {
  const { crisis, entries } = ledgerOf(ask);
  const asked = tasksAsked(ask.tapped?.opgaver);
  return leftAtEnd({ crisis, entries }, ask.at).tasks.flatMap(
    ({ entry: { number, hash }, owner: before }) => {
      if (hash === '') return [];
      const chosen = ask.tapped?.[ownerField(asked.indexOf(number))];
      if (chosen === undefined) return before ? [{ task: number, owner: before }] : [];
      const owner = whoGoesOn(crisis, before).find(({ id }) => id === chosen);
      return owner ? [{ task: number, owner }] : [];
    },
  );
}

function closed(told: Told): Answer {
  if (!told.done) return { text: told.text };
  return { card: closedCard(told.ledger), summary: told.text, shows: 'inPlace' };
}
