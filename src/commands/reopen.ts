import { reopenCard, reopenedCard } from '../cards/reopen.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { askFirst } from './overheard.ts';
import { typedText } from './typed-text.ts';

/** Opens a crisis again that has ended: the same log goes on, and everyone is called. */
export const reopen: CommandSpec = {
  word: 'genåbn',
  aliases: ['genaabn', 'reopen', 'genåbn krisen', 'genåbn øvelsen'],
  group: 'Start og slut',
  does: 'åbner en krise igen, der er slut. Alle får besked, og loggen går videre',
  example: 'genåbn Strømmen er væk igen',
  right: 'reopen',
  needs: 'record',
  reads: false,
  takesText: true,
  answer: (ask) => (ask.unsure ? unsure(ask) : answer(ask)),
};

function unsure(ask: Ask): Answer {
  const what = theCrisis(ledgerOf(ask).crisis).toLocaleLowerCase('da');
  return askFirst(ask, `Mente du at genåbne ${what}?`, { title: 'Genåbn', verb: 'genåbn' });
}

/** Without a reason it is asked for on a card: nothing is opened by a tap alone. */
async function answer(ask: Ask): Promise<Answer> {
  const reason = typedText(ask).trim();
  if (!reason && ask.tapped?.bekraeft !== 'ja') {
    return { card: reopenCard(ledgerOf(ask)), summary: 'Skal den genåbnes?' };
  }
  const told = await ask.act.submit({ kind: 'reopen', reason });
  if (!told.done) return { text: told.text };
  return { card: reopenedCard(told.ledger), summary: told.text, shows: 'inPlace' };
}
