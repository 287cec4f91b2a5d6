import { personalCard } from '../cards/personal.ts';
import { pictureCard } from '../cards/picture.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';

/** "krise" alone: in 1:1 what is asked of you, in a channel the situation; without a crisis the help. */
export function ownFor(help: CommandSpec): CommandSpec {
  return {
    word: 'mit',
    aliases: ['min rolle', 'mig', 'hvad skal jeg'],
    whole: ['hvad nu', 'hvad gør jeg', 'hvad gør jeg nu', 'hvad skal jeg gøre', 'hvad skal jeg gøre nu'],
    group: 'Dig selv',
    does: 'viser, hvad du er bedt om: rolle, mødested og numre',
    right: 'readOwn',
    needs: 'nothing',
    reads: true,
    alone: true,
    answer: (ask) => ownAnswer(ask, help),
  };
}

function ownAnswer(ask: Ask, help: CommandSpec): Promise<Answer> | Answer {
  const { ledger } = ask;
  if (!ledger || !(ask.inOrganisation || ask.may('takeRole'))) return help.answer(ask);
  if (!ask.personal) {
    const reader = { now: ask.at, mayUpdate: ask.may('updatePicture') };
    return { card: pictureCard(ledger, reader), summary: 'Situationsbillede' };
  }
  return { card: personalCard(ledger, ask.by.id), summary: 'Det er du bedt om' };
}
