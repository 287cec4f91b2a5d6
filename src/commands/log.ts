import { entryCard } from '../cards/entry.ts';
import { filterWords, logCard } from '../cards/log.ts';
import { logChoiceCard } from '../cards/log-choice.ts';
import { newest } from '../domain/ledger.ts';
import { filtered, type LogFilter } from '../domain/log-filter.ts';
import { logView } from '../domain/log-view.ts';
import { parseTime } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { shown } from './find-in-plan.ts';
import { entryTypeIn, type FilterReader, type LogChoice, readFilter, sought } from './read-filter.ts';
import { numberIn, typedText } from './typed-text.ts';

/** Reads the log: the newest page, another page, what one chooses of it, or one entry whole. */
export const log: CommandSpec = {
  word: 'vis log',
  aliases: ['se log', 'se loggen', 'loggen', 'vis loggen', 'hele loggen', 'show log'],
  phrases: {
    'vis meldinger': 'meldinger',
    'vis handlinger': 'handlinger',
    'vis beslutninger': 'beslutninger',
    'vis fravalg': 'fravalg',
    'vis kommunikation': 'kommunikation',
    'vis rettelser': 'rettelser',
    'åbne opgaver': 'åbne opgaver',
    'uden begrundelse': 'uden begrundelse',
    'hvad er der sket siden': 'siden',
    'hvad er sket siden': 'siden',
    'nyt siden': 'siden',
  },
  group: 'Log',
  does: 'viser loggen, nyeste først. Også »vis log 18« og »vis log handlinger Jens siden kl. 13«',
  right: 'readLog',
  needs: 'record',
  reads: true,
  answer: (ask) => (ask.tapped ? tapped(ask, ask.tapped) : showLog(ask, ask.args)),
};

/** Finds entries that hold a word, or a person's name. */
export const find: CommandSpec = {
  word: 'find',
  aliases: ['søg', 'søg i loggen', 'søg i log', 'find i loggen'],
  group: 'Log',
  does: 'finder poster i loggen med et ord eller et navn. Også »find telefoni i beslutninger«',
  example: 'find telefoni',
  right: 'readLog',
  needs: 'record',
  reads: true,
  answer(ask) {
    const typed = typedText(ask);
    if (!typed) return { card: logChoiceCard(ledgerOf(ask), {}), summary: 'Søg i loggen' };
    const [choice, more] = [whole(typed), within(ask, typed)];
    const found = more && !isHit(ask, choice.filter) ? more : choice;
    return page(ask, found);
  },
};

/** Everything typed is the word, but the page. */
function whole(typed: string): LogChoice {
  // One space each: a long run of them must not be looked through from each of its places.
  const spaced = typed.replace(/\s+/g, ' ');
  const [, text = typed, number = '1'] = /^(.+?) side (\d{1,5})$/i.exec(spaced) ?? [];
  return { filter: { text: sought(text) }, page: Number(number) };
}

/** "telefoni i beslutninger Jens": a word, and where. */
function within(ask: Ask, typed: string): LogChoice | undefined {
  const at = typed.slice(0, 400).toLocaleLowerCase('da').lastIndexOf(' i ');
  const rest = at > 0 ? readFilter(typed.slice(at + 3), reader(ask)) : undefined;
  return rest && { ...rest, filter: { ...rest.filter, text: sought(typed.slice(0, at)) } };
}

function isHit(ask: Ask, filter: LogFilter): boolean {
  return filtered(logView(ledgerOf(ask).entries), filter).length > 0;
}

function reader(ask: Ask): FilterReader {
  return { by: ask.by, at: ask.at, plan: ask.plan, views: () => logView(ledgerOf(ask).entries) };
}

/** The page or the entry asked for; text that is neither is offered to be kept. */
export function showLog(ask: Ask, typed: string): Answer {
  const ledger = ledgerOf(ask);
  if (/^(nr\.?\s*)?\d{1,7}$/i.test(typed)) return entry(ask, Number(typed.replace(/\D/g, '')));
  const choice = readFilter(typed, reader(ask));
  if (choice) return page(ask, choice);
  return { card: logCard(ledger, 1), summary: 'Log', leftover: typed };
}

function entry(ask: Ask, number: number): Answer {
  const ledger = ledgerOf(ask);
  if (!ledger.entries[number - 1])
    return { text: `Post nr. ${number} findes ikke. Loggen går fra 1 til ${newest(ledger).number}.` };
  return { card: entryCard(ledger, number), summary: `Post nr. ${number}` };
}

function page(ask: Ask, { filter, page: number }: LogChoice): Answer {
  const ledger = ledgerOf(ask);
  const words = filterWords(filter, ledger.crisis.startedAt);
  if (words && !isHit(ask, filter)) {
    const what = filter.text && Object.keys(filter).length === 1 ? `»${shown(filter.text)}«` : words;
    return { text: `Intet i loggen passer på ${what}. Prøv et kortere ord, eller skriv »vis log«.` };
  }
  const shows = ask.tapped?.side || ask.tapped?.vis ? { shows: 'inPlaceForTapper' as const } : {};
  return { card: logCard(ledger, number, filter), summary: words ? `Log: ${words}` : 'Log', ...shows };
}

/** A button carries the filter it was shown with; the card to choose from has it in its fields. */
function tapped(ask: Ask, { nr, side, vis, ...data }: Readonly<Record<string, string>>): Answer {
  if (nr) return entry(ask, numberIn(nr));
  const carried = carriedIn(data);
  if (vis === 'valg') {
    const card = logChoiceCard(ledgerOf(ask), carried);
    return { card, summary: 'Søg i loggen', shows: 'inPlaceForTapper' };
  }
  if (vis !== 'fundet') return page(ask, { filter: carried, page: numberIn(side) || 1 });
  const since = data.valgtsiden?.trim();
  const moment = since ? parseTime(since.replace(/^siden /i, ''), ask.at, 'past') : undefined;
  if (since && !moment)
    return { text: `Jeg kender ikke tidspunktet »${shown(since)}«. Skriv fx »kl. 13.00«.` };
  return page(ask, { filter: chosenIn(data, moment), page: 1 });
}

function carriedIn({ type = '', navn, siden, ord, mangler }: Readonly<Record<string, string>>): LogFilter {
  const known = entryTypeIn(type);
  return {
    ...(known ? { type: known } : {}),
    ...(navn ? { person: navn } : {}),
    ...(siden && !Number.isNaN(Date.parse(siden)) ? { since: siden } : {}),
    ...(ord ? { text: sought(ord) } : {}),
    ...(mangler === 'done' || mangler === 'reason' ? { lacks: mangler } : {}),
  };
}

function chosenIn(data: Readonly<Record<string, string>>, since: string | undefined): LogFilter {
  const { valgttype: type = '', valgtnavn: name = '', valgtord: word = '' } = data;
  return carriedIn({
    ...(type !== 'alle' ? { type } : {}),
    ...(name !== 'alle' ? { navn: name } : {}),
    ...(since ? { siden: since } : {}),
    ord: word.trim(),
  });
}
