import type { Contact } from '../domain/plan.ts';
import type { CommandSpec } from './command.ts';
import { findContact } from './find-in-plan.ts';

/** Ties a person in Teams to a contact of the plan, where the bot could not tell by itself. */
export const link: CommandSpec = {
  word: 'kobl',
  aliases: ['tilknyt', 'link'],
  group: 'Plan og kontakter',
  does: 'fortæller, hvem i planen en person i Teams er',
  example: 'kobl @navn navnet i planen',
  right: 'linkPerson',
  needs: 'nothing',
  reads: false,
  namesOnly: true,
  async answer(ask) {
    const [mention] = ask.mentions;
    if (!mention)
      return {
        text: `Nævn personen med @ i kanalen, og skriv navnet i planen, fx »kobl @navn ${ask.plan.contacts[0]?.name}«.`,
      };
    const contact = findContact(
      ask.plan,
      ask.args.replace(mention.name, '').replace('@', '').trim() || mention.name,
    );
    if ('why' in contact) return { text: contact.why };
    const said = await ask.act.link(mention, contact.found);
    return { text: said ?? linked(mention.name, contact.found) };
  },
};

/** What was tied to whom; the contact the account was taken from; the accounts the contact had before. */
export function linked(
  name: string,
  { name: contact, title }: Contact,
  former?: Contact,
  accounts: readonly string[] = [],
): string {
  return [
    `${name} er nu koblet til ${contact} (${title}).`,
    ...(former ? [`${former.name} er ikke længere koblet til en Teams-konto.`] : []),
    ...accounts.map((account) => `Teams-kontoen ${account} er ikke længere koblet til ${contact}.`),
  ].join(' ');
}
