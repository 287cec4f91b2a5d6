import { contactResult, contactsAsked } from './contact-exercise.ts';
import type { Crisis } from './crisis.ts';
import type { CrisisEvent, Entry, PersonId } from './entry.ts';
import type { Notice } from './notice.ts';
import { isSilent } from './silence.ts';
import { theCrisis } from './wording.ts';

/** What stands beside the card of a contact exercise, at the start and in the reminder. */
export const contactCallText = 'ØVELSE: Kontaktøvelse. Tryk »Set, jeg er på« på kortet.';

/** What the bot says in Teams unasked in a contact exercise: the question, its reminder, and the report. */
export function contactNotices(entry: Entry, now: Crisis): readonly Notice[] {
  const { event } = entry;
  switch (event.kind) {
    case 'started':
      return contactsAsked(now).map(({ id }) => question(entry, id));
    case 'reminded':
      return event.people.filter(({ id }) => isSilent(now, id)).map(({ id }) => question(entry, id));
    case 'ended':
      return reports(entry, now, event);
    default:
      return [];
  }
}

function question({ number }: Entry, to: PersonId): Notice {
  return { id: `${number}-card-${to}`, to, kind: 'personalCard', text: contactCallText };
}

/**
 * How it went is for whoever started it and for the plan's owner; nobody else is disturbed again. Whoever ended
 * it has the report already, and in a real crisis nobody wants one.
 */
function reports(
  { number, by }: Entry,
  now: Crisis,
  { how }: Extract<CrisisEvent, { kind: 'ended' }>,
): readonly Notice[] {
  if (how === 'interrupted') return [];
  const { asked, answers } = contactResult(now);
  const text = `ØVELSE: ${theCrisis(now)} er slut. ${answers.length} af ${asked} har svaret.`;
  return [...new Set([now.startedBy.id, now.plan.owner])]
    .filter((to) => to !== by.id)
    .map((to) => ({ id: `${number}-report-${to}`, to, kind: 'reportCard', text }));
}
