import { placeCard } from '../cards/place.ts';
import { leaderOf } from '../domain/crisis.ts';
import { possiblePlaces } from '../domain/decide-place.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, type Told } from './command.ts';
import { onlyFit } from './find-in-plan.ts';

/** The meeting place: shown, confirmed, or said to be unusable so that the next is proposed. */
export const place: CommandSpec = {
  word: 'mødested',
  aliases: ['moedested', 'sted', 'hvor mødes vi'],
  whole: ['hvor', 'hvor er i', 'hvor er vi', 'hvor skal jeg møde', 'hvad er adressen', 'adressen', 'adresse'],
  phrases: {
    'vi mødes her': 'bekræft',
    'telefon/teams i stedet': 'online',
    'telefon/teams': 'online',
    'mødested ok': 'bekræft',
  },
  group: 'Mødested',
  does: 'viser mødestedet. Kriselederen vælger på kortet eller med »mødested 2«',
  right: 'readPlace',
  needs: 'crisis',
  reads: false,
  answer(ask) {
    const choice = ask.tapped ? (ask.tapped.valg ?? '') : ask.args;
    if (!choice) return show(ask);
    return ask.tapped ? tappedChoice(ask, choice) : typedChoice(ask, choice);
  },
};

/** "Kan ikke bruges" as the button says it. */
export const placeRejected: CommandSpec = {
  word: 'kan ikke bruges',
  aliases: ['kan ikke bruge mødestedet'],
  group: 'Mødested',
  does: 'melder, at mødestedet ikke kan bruges. Det næste bliver foreslået',
  example: 'kan ikke bruges Ingen strøm',
  right: 'rejectPlace',
  needs: 'crisis',
  reads: false,
  answer: (ask) =>
    reject(ask, ledgerOf(ask).crisis.place.current.id, ask.tapped ? (ask.tapped.grund ?? '') : ask.args),
};

function show(ask: Ask): Answer {
  return { card: placeCardFor(ledgerOf(ask), ask.by.id), summary: 'Mødested' };
}

/** The meeting place as this person sees it: with the buttons to decide, where that is theirs. */
export function placeCardFor(ledger: Ledger, person: PersonId): object {
  const leader = leaderOf(ledger.crisis);
  return placeCard(ledger, !leader || leader.id === person);
}

function tappedChoice(ask: Ask, choice: string): Promise<Answer> | Answer {
  const placeId = ask.tapped?.sted ?? ledgerOf(ask).crisis.place.current.id;
  if (choice === 'bekræft') return confirm(ask, placeId);
  if (choice === 'afvis') return reject(ask, placeId, ask.tapped?.grund ?? '');
  return choice === 'online' ? confirm(ask, 'online') : show(ask);
}

function typedChoice(ask: Ask, choice: string): Promise<Answer> | Answer {
  const { crisis } = ledgerOf(ask);
  const word = choice.toLocaleLowerCase('da');
  const numbered = /^\d$/.test(word) ? possiblePlaces(crisis)[Number(word) - 1] : undefined;
  if (numbered) return confirm(ask, numbered.id);
  if (word === 'bekræft' || word === 'ja' || word === 'ok') return confirm(ask, crisis.place.current.id);
  if (word === 'online' || word === 'telefon' || word === 'teams') return confirm(ask, 'online');
  for (const no of ['kan ikke bruges', 'næste', 'afvis']) {
    if (word.startsWith(no)) return reject(ask, crisis.place.current.id, choice.slice(no.length).trim());
  }
  const named = onlyFit(possiblePlaces(crisis), choice, ({ name }) => name);
  if (named) return confirm(ask, named.id);
  return {
    text: 'Det forstod jeg ikke. Skriv »vi mødes her«, et nummer fra listen som »mødested 2«, »mødested online« eller »kan ikke bruges« og hvorfor.',
  };
}

async function confirm(ask: Ask, placeId: string): Promise<Answer> {
  return decided(ask, await ask.act.submit({ kind: 'confirmPlace', placeId }));
}

async function reject(ask: Ask, placeId: string, reason: string): Promise<Answer> {
  return decided(ask, await ask.act.submit({ kind: 'rejectPlace', placeId, reason }));
}

function decided(ask: Ask, told: Told): Answer {
  if (!told.done && told.code !== 'already') return { text: told.text };
  const card = placeCardFor(told.ledger ?? ledgerOf(ask), ask.by.id);
  return { card, summary: told.text, shows: 'inPlace' };
}
