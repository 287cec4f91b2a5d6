import { attendeesCard } from '../cards/attendees.ts';
import { type CommandSpec, ledgerOf } from './command.ts';

/** Who is here, who comes, and who is missing. */
export const attendees: CommandSpec = {
  word: 'fremmøde',
  aliases: ['fremmoede', 'fremmødet'],
  whole: [
    'hvem er her',
    'hvem kommer',
    'hvem er fremme',
    'hvem er på vej',
    'hvem er mødt',
    'hvem er med',
    'hvem møder',
  ],
  group: 'Mødested',
  does: 'viser, hvem der er fremme, på vej, online eller forhindret, og hvem der mangler',
  right: 'readPlace',
  needs: 'crisis',
  reads: true,
  answer: (ask) => ({
    card: attendeesCard(ledgerOf(ask)),
    summary: 'Fremmøde',
    ...(ask.args ? { leftover: ask.args } : {}),
  }),
};
