import { contactsCard } from '../cards/contacts.ts';
import { planCard } from '../cards/plan.ts';
import { isSection } from '../cards/plan-sections.ts';
import { rolesHeld } from '../domain/crisis.ts';
import { plannedHolders } from '../domain/plan.ts';
import type { Ask, CommandSpec } from './command.ts';

/** The plan's people with their numbers. */
export const contacts: CommandSpec = {
  word: 'kontakter',
  aliases: ['kontakt', 'telefonliste', 'numre', 'contacts'],
  group: 'Plan og kontakter',
  does: 'viser planens folk og deres numre',
  right: 'readContacts',
  needs: 'nothing',
  reads: true,
  answer: (ask) => ({
    card: contactsCard(ask.plan, ask.ledger?.crisis),
    summary: 'Kontakter',
    ...(ask.args ? { leftover: ask.args } : {}),
  }),
};

/** The plan, section by section, with what is not the department's own marked. */
export const plan: CommandSpec = {
  word: 'plan',
  aliases: ['planen', 'delplan', 'delplanen'],
  phrases: { opgaver: 'mine opgaver', 'mine opgaver': 'mine opgaver' },
  group: 'Plan og kontakter',
  does: 'viser kriseplanen. »opgaver« viser dine egne opgaver',
  right: 'readPlan',
  needs: 'nothing',
  reads: true,
  answer(ask) {
    const section = ask.tapped?.opgaver ?? ask.tapped?.afsnit ?? typedSection(ask);
    return {
      card: planCard(ask.plan, section),
      summary: 'Planen',
      ...(ask.tapped?.afsnit ? { shows: 'inPlaceForTapper' as const } : {}),
      ...(section && !ask.tapped && !isSection(ask.plan, section) ? { leftover: section } : {}),
    };
  },
};

/** "Mine opgaver" are those of the role one holds, else of the one the plan has in mind; of several, the list. */
function typedSection({ plan: ownPlan, ledger, by, args }: Ask): string {
  if (args !== 'mine opgaver') return args;
  const [held, another] = ledger ? rolesHeld(ledger.crisis, by.id) : [];
  if (another) return 'opgaver';
  const planned = ownPlan.roles.find((role) => plannedHolders(ownPlan, role).includes(by.id));
  return held ?? planned?.id ?? 'opgaver';
}
