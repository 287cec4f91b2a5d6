import { addToLogCard, type LogForm, type SharedView, sharedTypes } from '../cards/add-to-log.ts';
import { kl } from '../domain/danish-time.ts';
import { isLate, wantsReason } from '../domain/note.ts';
import { parseTime } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { type NoteCommand, splitReason } from './read-note.ts';
import { savedAnswer } from './saved.ts';

/** Writes a Teams message into the log, from the message's own menu. */
export const addToLog: CommandSpec = {
  word: 'føj til kriselog',
  aliases: ['føj til log', 'tilføj til kriselog', 'tilføj til log'],
  group: 'Log',
  does: 'fører en andens besked ind i loggen: vælg »Føj til kriselog« på beskedens menu (…)',
  right: 'note',
  needs: 'crisis',
  reads: false,
  takesText: true,
  answer(ask) {
    if (ask.tapped?.type !== undefined) return save(ask, ask.tapped);
    return ask.message ? form(ask, { ...blank, text: ask.message.text }) : { text: whereItIs };
  },
};

const whereItIs =
  'Det står på beskedens egen menu: vælg … ved beskeden, så »Flere handlinger« og »Føj til kriselog«. På telefonen: hold fingeren på beskeden. Eller skriv »log« og teksten her.';
const blank: LogForm = { text: '', type: 'melding', time: '', refusal: '' };

function form(ask: Ask, filled: LogForm): Answer {
  const card = addToLogCard(ledgerOf(ask), filled, ask.message);
  return { card, summary: 'Føj til kriselog', shows: 'inPlace' };
}

async function save(ask: Ask, tapped: Readonly<Record<string, string>>): Promise<Answer> {
  const { tekst: text = '', tid: time = '' } = tapped;
  const type = sharedTypes.find((known) => known === tapped.type) ?? 'melding';
  const again = (refusal: string) => form(ask, { text, type, time, refusal });
  if (!text) return again('Der er ingen tekst. Skriv, hvad der skal stå i loggen.');
  const happenedAt = time ? parseTime(time, ask.at, 'past') : past(ask.message?.at, ask.at);
  if (time && !happenedAt)
    return again('Tidspunktet kan ikke læses. Skriv fx 13.40, eller lad feltet stå tomt.');
  const note: NoteCommand = {
    kind: 'note',
    type,
    ...(wantsReason(type) ? splitReason(text) : { text }),
    ...(happenedAt ? { happenedAt } : {}),
    ...origin(ask.message, happenedAt !== undefined && isLate({ happenedAt, at: ask.at })),
  };
  const told = await ask.act.submit(note);
  if (!told.done) return again(told.text);
  // Only what is missing is worth more than a line: why.
  if (wantsReason(type) && !note.reason) return savedAnswer(ask, told);
  const when = happenedAt ? ` Skete ${kl(happenedAt)}.` : '';
  return { text: `Nr. ${told.number} gemt som ${type}.${when}` };
}

/** Where it comes from. Found in Teams is also why it is written late. */
function origin(message: SharedView | undefined, late: boolean): Partial<NoteCommand> {
  if (!message) return {};
  const { author, link } = message;
  return {
    source: author ? `Teams-besked fra ${author}` : 'Teams-besked',
    ...(late ? { lateReason: 'taget ind fra Teams' } : {}),
    ...(link ? { link } : {}),
  };
}

/** A message cannot have been written later than now; then nobody knows when. */
function past(written: string | undefined, at: string): string | undefined {
  return written && written <= at ? written : undefined;
}
