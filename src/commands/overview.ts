import { briefCard } from '../cards/brief.ts';
import { personalCard } from '../cards/personal.ts';
import { type CommandSpec, ledgerOf } from './command.ts';

/** All of it on one card, for whoever comes late or has been away. */
export const overview: CommandSpec = {
  word: 'overblik',
  aliases: ['kort fortalt', 'brief', 'briefing'],
  whole: [
    'hvad er der sket',
    'hvad er der sket indtil nu',
    'hvad er sket',
    'hvad er jeg gået glip af',
    'hvad mangler',
    'hvad mangler vi',
  ],
  group: 'Situationsbillede',
  does: 'fortæller kort, hvad der er sket, hvem der gør hvad, og hvad du er bedt om',
  right: 'readPicture',
  needs: 'crisis',
  reads: true,
  answer(ask) {
    const ledger = ledgerOf(ask);
    const card = ledger.crisis.contactOnly ? personalCard(ledger, ask.by.id) : briefCard(ledger, ask.by.id);
    return { card, summary: 'Kort fortalt', ...(ask.args ? { leftover: ask.args } : {}) };
  },
};
