import { contactsCard } from '../cards/contacts.ts';
import { planCard } from '../cards/plan.ts';
import { isSection } from '../cards/plan-sections.ts';
import type { CommandSpec } from './command.ts';

/** The plan's people with their numbers. */
export const contacts: CommandSpec = {
  word: 'kontakter',
  aliases: ['kontakt', 'telefonliste', 'numre', 'contacts'],
  group: 'Plan og kontakter',
  does: 'viser planens folk og deres numre',
  who: 'contacts',
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
  group: 'Plan og kontakter',
  does: 'viser delplanen, afsnit for afsnit',
  who: 'contacts',
  needs: 'nothing',
  reads: true,
  answer: (ask) => ({
    card: planCard(ask.plan, ask.tapped?.afsnit ?? ask.args),
    summary: 'Planen',
    ...(ask.tapped?.afsnit ? { shows: 'inPlaceForTapper' as const } : {}),
    ...(ask.args && !isSection(ask.plan, ask.args) ? { leftover: ask.args } : {}),
  }),
};
