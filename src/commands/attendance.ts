import { personalCard } from '../cards/personal.ts';
import type { CommandBody } from '../domain/command.ts';
import type { Attendance } from '../domain/entry.ts';
import { parseTime } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf } from './command.ts';

/** "Set, jeg er på": a receipt in one word. */
const seen: CommandSpec = {
  ...about('set', ['kvitter', 'gå med', 'modtaget', 'ack'], 'kvitterer: du har set det og er på'),
  answer: (ask) => tell(ask, { kind: 'acknowledge' }),
};

const onTheWay: CommandSpec = {
  ...about(
    'på vej',
    ['kommer', 'jeg kommer', 'paa vej'],
    'siger, at du er på vej',
    'på vej [kl.]',
    'på vej om 20 min',
  ),
  answer(ask) {
    const typed = ask.tapped ? (ask.tapped.tid ?? '') : ask.args;
    const expectedAt = typed ? parseTime(typed, ask.at, 'coming') : undefined;
    if (typed && !expectedAt) {
      return { text: 'Jeg forstod ikke tidspunktet. Skriv fx »på vej 14.20« eller »på vej om 20 min«.' };
    }
    return tell(ask, { kind: 'attend', attendance: 'onTheWay', ...(expectedAt ? { expectedAt } : {}) });
  },
};

/** How a person takes part, each in one word. */
export const attendance: readonly CommandSpec[] = [
  seen,
  onTheWay,
  attending(
    'present',
    about('fremme', ['er her', 'jeg er her', 'er fremme'], 'siger, at du er på mødestedet'),
  ),
  attending(
    'online',
    about('online', ['er online', 'telefon'], 'siger, at du er med på telefon eller Teams'),
  ),
  attending(
    'prevented',
    about('forhindret', ['kommer ikke', 'kan ikke komme'], 'siger, at du ikke kan komme'),
  ),
];

function about(
  word: string,
  aliases: readonly string[],
  does: string,
  usage = word,
  example = word,
): Omit<CommandSpec, 'answer'> {
  return {
    word,
    aliases,
    group: 'Dig selv',
    does,
    usage,
    example,
    who: 'organisation',
    needs: 'crisis',
    reads: false,
  };
}

function attending(how: Attendance, words: Omit<CommandSpec, 'answer'>): CommandSpec {
  return { ...words, answer: (ask) => tell(ask, { kind: 'attend', attendance: how }) };
}

/** Only the person's own card becomes the new one; in a channel the answer is a line. */
async function tell(ask: Ask, body: CommandBody): Promise<Answer> {
  const told = await ask.act.submit(body);
  if (ask.personal && ask.tapped) {
    return {
      card: personalCard(told.ledger ?? ledgerOf(ask), ask.by.id),
      summary: told.text,
      shows: 'inPlace',
    };
  }
  return { text: lineOf(told) };
}
