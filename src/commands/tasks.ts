import { numberWords } from '../domain/ledger.ts';
import { isNote, logView, openTasks, viewOf } from '../domain/log-view.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { shown } from './find-in-plan.ts';
import { savedAnswer } from './saved.ts';
import { numberIn } from './typed-text.ts';

/** A task in the log is done. */
export const taskDone: CommandSpec = {
  word: 'klaret',
  aliases: ['opgave klaret', 'opgaven er klaret'],
  phrases: { 'hvilke opgaver mangler': '' },
  sentence: (text) =>
    /^(?:nr\.?|nummer|opgave(?: nr\.?)?) ?(\d{1,7}) er (?:klaret|færdig|løst|udført|gjort)[.]?$/iu.exec(
      text,
    )?.[1],
  group: 'Log',
  does: 'siger, at en opgave i loggen er klaret. »klaret« alene viser, hvilke der mangler',
  example: 'klaret 18',
  right: 'correct',
  needs: 'crisis',
  reads: false,
  answer: (ask) => settle(ask),
};

async function settle(ask: Ask): Promise<Answer> {
  const [, typed = '', rest = ''] = /^(?:nr\.? ?)?(\d{1,7})[.:,]?(?:\s+([\s\S]*))?$/i.exec(ask.args) ?? [];
  const number = numberIn(ask.tapped?.nr ?? typed);
  if (!number) return { text: openOnes(ask) };
  const { entries } = ledgerOf(ask);
  const view = entries[number - 1] && viewOf(entries, number);
  if (view && isNote(view) && view.done) return { text: `Nr. ${number} er allerede klaret.` };
  const told = await ask.act.submit({ kind: 'correct', of: number, done: true });
  return { ...savedAnswer(ask, told), ...(rest ? { leftover: rest } : {}) };
}

const most = 8;

/** The tasks that are not done, one a line. */
function openOnes(ask: Ask): string {
  const open = openTasks(logView(ledgerOf(ask).entries));
  if (open.length === 0)
    return 'Der mangler ingen opgaver i loggen. Skriv en ny med »opgave Ring til elværket @navn«.';
  const lines = open
    .slice(0, most)
    .map(
      ({ entry, text, owner }) => `${numberWords(entry)}: ${shown(text)}${owner ? ` (${owner.name})` : ''}`,
    );
  const more = open.length > most ? `\n… og ${open.length - most} til: »vis log opgaver«` : '';
  return `Skriv nummeret på den, der er klaret:\n${lines.join('\n')}${more}`;
}
