import { personalCard } from '../cards/personal.ts';
import type { CommandBody } from '../domain/command.ts';
import type { Attendance } from '../domain/entry.ts';
import { parseTime } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf } from './command.ts';
import { placeCardFor } from './place.ts';

/** "Set, jeg er på": a receipt in one word. */
const seen: CommandSpec = {
  ...about(
    'set',
    ['kvitter', 'gå med', 'modtaget', 'ack', 'set jeg er på', 'jeg er på'],
    'siger, at du har set det og er på',
  ),
  right: 'acknowledge',
  whole: ['ok', 'okay'],
  alone: true,
  answer: (ask) => tell(ask, { kind: 'acknowledge' }),
};

const onTheWay: CommandSpec = {
  ...about(
    'på vej',
    ['kommer', 'jeg kommer', 'er på vej', 'jeg er på vej', 'paa vej'],
    'siger, at du er på vej, og hvornår du er der',
    'på vej om 20 min',
  ),
  answer: (ask) => setOut(ask, ask.tapped ? (ask.tapped.tid ?? '') : ask.args),
};

/** "fremme om 10 min" is on the way: nobody is there yet. */
const there: CommandSpec = {
  ...about('fremme', ['er her', 'jeg er her', 'er fremme', 'jeg er fremme'], 'siger, at du er på mødestedet'),
  answer: (ask) => (ask.args ? setOut(ask, ask.args) : tell(ask, { kind: 'attend', attendance: 'present' })),
};

/** How a person takes part, each in one word. */
export const attendance: readonly CommandSpec[] = [
  seen,
  onTheWay,
  there,
  attending(
    'online',
    about('online', ['er online', 'jeg er online', 'telefon'], 'siger, at du er med på telefon eller Teams'),
  ),
  attending(
    'prevented',
    about(
      'forhindret',
      ['kommer ikke', 'jeg kommer ikke', 'kan ikke komme', 'jeg kan ikke komme', 'jeg er forhindret'],
      'siger, at du ikke kan komme',
    ),
  ),
];

function setOut(ask: Ask, typed: string): Promise<Answer> | Answer {
  const expectedAt = typed ? parseTime(typed, ask.at, 'coming') : undefined;
  if (typed && !expectedAt) {
    return { text: 'Jeg forstod ikke tidspunktet. Skriv fx »på vej 14.20« eller »på vej om 20 min«.' };
  }
  return tell(ask, { kind: 'attend', attendance: 'onTheWay', ...(expectedAt ? { expectedAt } : {}) });
}

function about(
  word: string,
  aliases: readonly string[],
  does: string,
  example = word,
): Omit<CommandSpec, 'answer'> {
  return {
    word,
    aliases,
    group: 'Dig selv',
    does,
    example,
    right: 'attend',
    needs: 'crisis',
    reads: false,
  };
}

function attending(how: Attendance, words: Omit<CommandSpec, 'answer'>): CommandSpec {
  return { ...words, alone: true, answer: (ask) => tell(ask, { kind: 'attend', attendance: how }) };
}

/** A tapped card becomes its newest form, so that the next tap on it is another one; a word gets a line. */
async function tell(ask: Ask, body: CommandBody): Promise<Answer> {
  const told = await ask.act.submit(body);
  if (!ask.tapped) return { text: lineOf(told, ask.by) };
  const ledger = told.ledger ?? ledgerOf(ask);
  if (ask.personal) return { card: personalCard(ledger, ask.by.id), summary: told.text, shows: 'inPlace' };
  const isPlaceless = ledger.crisis.contactOnly === true;
  const card = isPlaceless ? personalCard(ledger, ask.by.id) : placeCardFor(ledger, ask.by.id);
  return { card, summary: told.text, shows: 'inPlaceForTapper' };
}
