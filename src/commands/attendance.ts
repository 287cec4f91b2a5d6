import { keepCard } from '../cards/keep.ts';
import { attendanceOf } from '../cards/people-lines.ts';
import { personalCard } from '../cards/personal.ts';
import type { CommandBody } from '../domain/command.ts';
import type { Attendance } from '../domain/entry.ts';
import { arrivalIn } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
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
    [
      'kommer',
      'jeg kommer',
      'er på vej',
      'jeg er på vej',
      'paa vej',
      'kommer alligevel',
      'jeg kommer alligevel',
    ],
    'siger, at du er på vej, og hvornår du er der',
    'på vej om 20 min',
  ),
  answer: (ask) => setOut(ask, ask.tapped ? (ask.tapped.tid ?? '') : ask.args),
};

/** "fremme om 10 min" is on the way: nobody is there yet. "fremme i lokale 3" is there. */
const there: CommandSpec = {
  ...about('fremme', ['er her', 'jeg er her', 'er fremme', 'jeg er fremme'], 'siger, at du er på mødestedet'),
  answer: (ask) => (isToCome(ask) ? setOut(ask, ask.args) : arrive(ask)),
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

const saysWhen =
  /^(?:om|kl|klokken|ca|cirka|omkring|senest|først|halv|kvart|snart|lige|lidt|i morgen)(?![\p{L}])/iu;

function isToCome({ args, at }: Ask): boolean {
  const isNow = args === '' || /^(?:lige )?nu$/i.test(args);
  return !isNow && (saysWhen.test(args) || isUnsure(args) || arrivalIn(args, at) !== undefined);
}

function isUnsure(typed: string): boolean {
  return /(?<!\p{L})(?:ikke|måske|nok ikke)(?!\p{L})/iu.test(typed);
}

const howToSay = 'Skriv fx »på vej 14.20« eller »på vej om 20 min«.';

/** A time that nobody can read does not undo that they are on the way: it is noted, and asked for again. */
async function setOut(ask: Ask, typed: string): Promise<Answer> {
  const expectedAt = typed ? arrivalIn(typed, ask.at) : undefined;
  const onTheWay = { kind: 'attend', attendance: 'onTheWay' } as const;
  if (!typed || expectedAt) return tell(ask, { ...onTheWay, ...(expectedAt ? { expectedAt } : {}) });
  const known = ledgerOf(ask).crisis.people[ask.by.id];
  if (known?.attendance === 'onTheWay') {
    return { text: `Jeg forstod ikke tidspunktet. Du er stadig meldt ${attendanceOf(known)}. ${howToSay}` };
  }
  if (isUnsure(typed)) return { text: 'Kommer du? Skriv »på vej«, »online« eller »forhindret«.' };
  const told = await ask.act.submit(onTheWay);
  if (ask.personal && told.done && wordsIn(typed) <= mostWords) {
    return { card: personalCard(told.ledger, ask.by.id), summary: 'Hvornår er du fremme?' };
  }
  return keeping(ask, told, ` Hvornår er du fremme? ${howToSay}`, typed);
}

async function arrive(ask: Ask): Promise<Answer> {
  const there = { kind: 'attend', attendance: 'present' } as const;
  if (ask.tapped) return tell(ask, there);
  return keeping(ask, await ask.act.submit(there), '', ask.args);
}

const mostWords = 4;

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}

/** The line, and what was said besides where it may be worth keeping. */
function keeping(ask: Ask, told: Told, after: string, typed: string): Answer {
  const line = told.done ? `${lineOf(told, ask.by)}${after}` : told.text;
  if (!told.done || wordsIn(typed) <= mostWords) return { text: line };
  return { card: keepCard(line, typed, ask.plan, told.ledger.crisis.id), summary: line };
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
