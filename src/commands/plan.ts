import { contactsCard } from '../cards/contacts.ts';
import { type OpenTask, planCard } from '../cards/plan.ts';
import { isSection } from '../cards/plan-sections.ts';
import { rolesHeld } from '../domain/crisis.ts';
import { numberWords } from '../domain/ledger.ts';
import { logView, openTasks } from '../domain/log-view.ts';
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
  does: 'viser kriseplanen. »opgaver« viser dine egne og dem i loggen',
  right: 'readPlan',
  needs: 'nothing',
  reads: true,
  answer(ask) {
    const section = ask.tapped?.opgaver ?? ask.tapped?.afsnit ?? typedSection(ask);
    return {
      card: planCard(ask.plan, section, openInLog(ask)),
      summary: 'Planen',
      ...(ask.tapped?.afsnit ? { shows: 'inPlaceForTapper' as const } : {}),
      ...(section && !ask.tapped && !isSection(ask.plan, section) ? { leftover: section } : {}),
    };
  },
};

/** What the log of the crisis that runs holds of tasks that are not done. */
function openInLog(ask: Ask): readonly OpenTask[] {
  const { ledger } = ask;
  if (!ledger || ledger.crisis.ended || !ask.may('readLog')) return [];
  return openTasks(logView(ledger.entries)).map(({ entry, text, owner }) => ({
    number: numberWords(entry),
    text,
    ...(owner ? { owner: owner.name } : {}),
  }));
}

/** "Mine opgaver" are those of the role one holds, else of the one the plan has in mind; of several, the list. */
function typedSection({ plan: ownPlan, ledger, by, args }: Ask): string {
  if (args !== 'mine opgaver') return args;
  const [held, another] = ledger ? rolesHeld(ledger.crisis, by.id) : [];
  if (another) return 'opgaver';
  const planned = ownPlan.roles.find((role) => plannedHolders(ownPlan, role).includes(by.id));
  return held ?? planned?.id ?? 'opgaver';
}
