import { keepCard } from '../cards/keep.ts';
import { logModeCard, withMeant } from '../cards/log-mode.ts';
import type { LogMode } from '../domain/log-mode.ts';
import { theRole } from '../domain/wording.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import type { PlainLine } from './plain-line.ts';
import { readNote } from './read-note.ts';
import { savedAnswer } from './saved.ts';

/** Whether each plain line of whoever holds the log role is an entry: shown, turned off, turned on. */
export const logMode: CommandSpec = {
  word: 'logtilstand',
  aliases: ['log tilstand', 'log mode'],
  phrases: { 'slå logtilstand fra': 'fra', 'slå logtilstand til': 'til' },
  group: 'Log',
  does: 'viser, om hver linje fra den, der fører log, bliver en post. »logtilstand fra« slår det fra',
  right: 'note',
  needs: 'crisis',
  reads: false,
  async answer(ask) {
    const choice = (ask.tapped ? (ask.tapped.valg ?? '') : ask.args).toLocaleLowerCase('da');
    if (choice === 'fra') return show(ask, await ask.act.turnLogMode('off'));
    if (choice === 'til') return show(ask, await ask.act.turnLogMode('on'));
    return show(ask, await ask.act.logMode());
  },
};

function show(ask: Ask, mode: LogMode): Answer {
  const ledger = ledgerOf(ask);
  if (mode === 'none') {
    const role = theRole(ledger.crisis, 'logOfficer');
    return {
      text: `Logtilstand er for den, der har ${role}. Skriv »log« foran det, der skal i loggen, fx »log Elektrikeren er på stedet«.`,
    };
  }
  return {
    card: logModeCard(ledger, mode),
    summary: `Logtilstand er ${mode === 'on' ? 'til' : 'fra'}`,
    ...(ask.tapped?.valg ? { shows: 'inPlace' as const } : {}),
  };
}

/** Said once to whoever takes the log role. */
export const logModeIsOn =
  'Fra nu af bliver hver linje, du skriver i chatten med Krisebot, en post i loggen. »logtilstand fra« slår det fra.';

/** A line in log mode: an entry. It may begin as a command does; then the answer says how to mean that. */
export function lineSpec({ near }: PlainLine): CommandSpec {
  return {
    word: 'log',
    aliases: [],
    group: 'Log',
    does: '',
    right: 'note',
    needs: 'crisis',
    reads: false,
    takesText: true,
    answer: (ask) => (isThanks(ask.args) ? thanked(ask) : write(ask, near)),
  };
}

async function write(ask: Ask, near: string | undefined): Promise<Answer> {
  const told = await ask.act.submit(readNote(ask.args, ask.at, ask.plan, undefined, ask.mentions));
  const answer = savedAnswer(ask, told);
  if (!near || !('card' in answer)) return answer;
  return { ...answer, card: withMeant(answer.card, `Mente du kommandoen? Skriv »krise ${near} …«.`) };
}

/** Whoever thanks the bot has nothing for the log. */
function isThanks(text: string): boolean {
  return /^(mange |tusind )?tak( for (det|hjælpen))?[.!]?$/i.test(text);
}

function thanked(ask: Ask): Answer {
  const title = 'Selv tak. Det er ikke skrevet i loggen.';
  return { card: keepCard(title, ask.args, ask.plan, ledgerOf(ask).crisis.id), summary: title };
}
