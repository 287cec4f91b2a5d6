import type { CommandSpec } from './command.ts';
import { findContact } from './find-in-plan.ts';

/** Ties a person in Teams to a contact of the plan, where the bot could not tell by itself. */
export const link: CommandSpec = {
  word: 'kobl',
  aliases: ['tilknyt', 'link'],
  group: 'Plan og kontakter',
  does: 'kobler en person i Teams til en kontakt i planen',
  usage: 'kobl @person <kontakt>',
  example: 'kobl @person <navn i planen>',
  who: 'organisation',
  needs: 'nothing',
  reads: false,
  namesOnly: true,
  async answer(ask) {
    const [mention] = ask.mentions;
    if (!mention)
      return { text: 'Nævn personen med @ i kanalen, og skriv navnet i planen: »kobl @person <kontakt>«.' };
    const contact = findContact(
      ask.plan,
      ask.args.replace(mention.name, '').replace('@', '').trim() || mention.name,
    );
    if ('why' in contact) return { text: contact.why };
    const refusal = await ask.act.link(mention, contact.found);
    return {
      text: refusal ?? `${mention.name} er nu koblet til ${contact.found.name} (${contact.found.title}).`,
    };
  },
};
