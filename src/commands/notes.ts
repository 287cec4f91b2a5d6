import type { NoteType } from '../domain/note.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';
import { showLog } from './log.ts';
import { readNote } from './read-note.ts';
import { savedAnswer } from './saved.ts';
import { typedText } from './typed-text.ts';

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
    answer: (ask: Ask) => (ask.args || ask.tapped ? write(ask) : showLog(ask, '')),
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
  writing(
    'kommunikation',
    'kommunikation',
    [],
    'skriver i loggen, hvad der er sagt til hvem',
    'kommunikation Besked sendt til skolerne',
  ),
  writing(
    'opgave',
    'opgave',
    [],
    'skriver en opgave i loggen, gerne med hvem der tager den',
    'opgave Ring til elværket @navn',
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
    group: 'Log',
    does,
    example,
    right: 'note',
    needs: 'crisis',
    reads: false,
    takesText: true,
    answer: (ask) => write(ask, type),
  };
}

async function write(ask: Ask, type?: NoteType): Promise<Answer> {
  const typed = typedText(ask).trim();
  const note = readNote(typed, ask.at, ask.plan, type, ask.mentions);
  return savedAnswer(ask, await ask.act.submit(note));
}
