import { personalCard } from '../cards/personal.ts';
import { mayAct } from '../domain/crisis.ts';
import type { CommandSpec } from './command.ts';
import { findContact } from './find-in-plan.ts';

/** Local trial only: the one person at the screen acts as anyone in the plan. */
export const actAs: CommandSpec = {
  word: 'som',
  aliases: ['prøv som'],
  group: 'Dig selv',
  does: 'prøve: du handler som en anden i planen',
  example: 'som <navn i planen>',
  right: 'actAs',
  needs: 'nothing',
  reads: false,
  namesOnly: true,
  localOnly: true,
  async answer(ask) {
    const contact = findContact(ask.plan, ask.args);
    if ('why' in contact) return { text: contact.why };
    await ask.act.become(contact.found);
    const { id, name, title } = contact.found;
    if (ask.ledger && mayAct(ask.ledger.crisis, id)) {
      return { card: personalCard(ask.ledger, id), summary: `Du handler nu som ${name}`, actingAs: name };
    }
    return { text: `${title}. Skriv »hjælp« for at se, hvad du kan skrive.`, actingAs: name };
  },
};
