import { entryCard } from '../cards/entry.ts';
import { foundCard } from '../cards/found.ts';
import { logCard } from '../cards/log.ts';
import { newest } from '../domain/ledger.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { shown } from './find-in-plan.ts';

/** Reads the log: the newest page, another page, or one entry whole. */
export const log: CommandSpec = {
  word: 'vis log',
  aliases: ['se log', 'loggen', 'vis loggen', 'show log'],
  group: 'Situation og log',
  does: 'viser loggen, de nyeste poster først. »vis log 18« viser én post',
  right: 'readLog',
  needs: 'record',
  reads: true,
  answer: (ask) => showLog(ask, ask.tapped ? tappedPage(ask) : ask.args),
};

/** Finds entries that hold a word, or a person's name. */
export const find: CommandSpec = {
  word: 'find',
  aliases: ['søg'],
  group: 'Situation og log',
  does: 'finder poster i loggen med et ord eller et navn',
  example: 'find telefoni',
  right: 'readLog',
  needs: 'record',
  reads: true,
  answer(ask) {
    const word = ask.tapped ? (ask.tapped.tekst ?? '') : ask.args;
    if (!word) return { text: 'Skriv, hvad du leder efter, fx »find telefoni«.' };
    const wanted = word.normalize('NFC').toLocaleLowerCase('da');
    const ledger = ledgerOf(ask);
    const hits = ledger.entries.filter(({ text, by }) =>
      `${text} ${by.name}`.toLocaleLowerCase('da').includes(wanted),
    );
    if (hits.length === 0)
      return {
        text: `Intet i loggen indeholder »${shown(word)}«. Prøv et kortere ord, eller skriv »vis log«.`,
      };
    return { card: foundCard(ledger, shown(word), hits), summary: `Fundet i loggen: ${hits.length}` };
  },
};

function tappedPage({ tapped }: Ask): string {
  return tapped?.nr ?? (tapped?.side ? `side ${tapped.side}` : '');
}

/** The page or the entry asked for; text that is neither is offered to be kept. */
export function showLog(ask: Ask, typed: string): Answer {
  const ledger = ledgerOf(ask);
  const page = /^side\s*(\d{1,5})$/i.exec(typed);
  const shows = ask.tapped?.side ? { shows: 'inPlaceForTapper' as const } : {};
  if (page) return { card: logCard(ledger, Number(page[1])), summary: 'Log', ...shows };
  if (!/^(nr\.?\s*)?\d{1,7}$/i.test(typed)) {
    return { card: logCard(ledger, 1), summary: 'Log', ...(typed ? { leftover: typed } : {}) };
  }
  const number = Number(typed.replace(/\D/g, ''));
  const entry = ledger.entries[number - 1];
  if (!entry)
    return { text: `Post nr. ${number} findes ikke. Loggen går fra 1 til ${newest(ledger).number}.` };
  return { card: entryCard(ledger, entry), summary: `Post nr. ${number}` };
}
