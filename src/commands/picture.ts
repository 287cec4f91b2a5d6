import { pictureCard } from '../cards/picture.ts';
import { pictureOf } from '../domain/picture.ts';
import { type CommandSpec, ledgerOf } from './command.ts';

/** The situation picture, computed from the newest state, to whoever asks. */
export const picture: CommandSpec = {
  word: 'status',
  aliases: ['situation', 'situationsbillede', 'billede', 'situationsbilledet'],
  whole: ['hvad sker der', 'hvad er status', 'hvordan går det'],
  group: 'Situation og log',
  does: 'viser situationsbilledet lige nu',
  right: 'readPicture',
  needs: 'record',
  reads: true,
  answer(ask) {
    const ledger = ledgerOf(ask);
    return {
      card: pictureCard(ledger, pictureOf(ledger)),
      summary: `Situationsbillede: ${ledger.crisis.headline}`,
      ...(ask.args ? { leftover: ask.args } : {}),
    };
  },
};
