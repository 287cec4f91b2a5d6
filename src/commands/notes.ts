import { type NoteType, wantsReason } from '../domain/note.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';
import { showLog } from './log.ts';

/** Writing in the log: plain, or as one of the doctrine's types. */
export const notes: readonly CommandSpec[] = [
  {
    ...writing(
      'melding',
      'log',
      ['skriv', 'gem i log'],
      'skriver det i loggen',
      'log Elektrikeren er på stedet',
    ),
    answer: (ask: Ask) => (ask.args || ask.tapped ? write(ask, 'melding') : showLog(ask, '')),
  },
  writing(
    'melding',
    'melding',
    ['noget andet'],
    'skriver i loggen, hvad I har fået at vide',
    'melding Telefonerne er nede',
  ),
  writing('handling', 'handling', [], 'skriver i loggen, hvad der er gjort', 'handling Nødstrøm er startet'),
  writing(
    'beslutning',
    'beslutning',
    ['besluttet'],
    'skriver i loggen, hvad I har besluttet, og hvorfor',
    'beslutning Vi lukker nettet, fordi virus spreder sig',
  ),
  writing(
    'fravalg',
    'fravalg',
    ['undladelse'],
    'skriver i loggen, hvad I ikke gør, og hvorfor',
    'fravalg Vi genstarter ikke, fordi spor går tabt',
  ),
];

function writing(
  type: NoteType,
  word: string,
  aliases: readonly string[],
  does: string,
  example: string,
): CommandSpec {
  return {
    word,
    aliases,
    group: 'Situation og log',
    does,
    example,
    right: 'note',
    needs: 'crisis',
    reads: false,
    takesText: true,
    answer: (ask) => write(ask, type),
  };
}

async function write(ask: Ask, type: NoteType): Promise<Answer> {
  const typed = (ask.tapped ? (ask.tapped.tekst ?? '') : ask.args).trim();
  const { text, reason } = wantsReason(type) ? splitReason(typed) : { text: typed, reason: undefined };
  const told = await ask.act.submit({ kind: 'note', type, text, ...(reason ? { reason } : {}) });
  if (!told.done) return { text: told.text };
  const missing = wantsReason(type) && !reason;
  const ask4reason = missing ? ` Skriv også hvorfor: »log Begrundelse for nr. ${told.number}: …«.` : '';
  return { text: `Nr. ${told.number} gemt som ${type}.${ask4reason}` };
}

/** "Vi lukker nettet fordi virus spreder sig" → what, and why. */
function splitReason(typed: string): { text: string; reason: string | undefined } {
  const at = typed.toLocaleLowerCase('da').indexOf(' fordi ');
  if (at <= 0) return { text: typed, reason: undefined };
  return {
    text: typed.slice(0, at).replace(/,$/, '').trim(),
    reason: typed.slice(at + 1 + 'fordi '.length).trim(),
  };
}
