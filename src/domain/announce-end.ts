import type { Crisis } from './crisis.ts';
import type { CrisisEvent, Entry } from './entry.ts';
import { evaluators, isEvaluated } from './evaluation-answers.ts';
import type { Notice } from './notice.ts';
import { everyone, label, message, personalCard, shortened, smsNotices } from './notice-words.ts';

/** What is said unasked at the end, and when a crisis goes on after it. */

type Event<Kind extends CrisisEvent['kind']> = Extract<CrisisEvent, { kind: Kind }>;

/**
 * Everyone is told, once each: whoever took part by the card that asks what there is to learn, unless they have
 * answered that before. Opened again, it is no end any more, and nothing more is said of it.
 */
export function ended(entry: Entry, now: Crisis, event: Event<'ended'>): readonly Notice[] {
  if (now.ended?.entry !== entry.number) return [];
  const asked = isEvaluated(now) ? evaluators(now).filter((id) => !now.evaluatedBy.includes(id)) : [];
  const cards = asked.map((to): Notice => {
    const text = `${label(now)}: ${endText(entry, event)} Tre korte spørgsmål til dig.`;
    return { id: `${entry.number}-evaluation-${to}`, to, kind: 'evaluationCard', text: shortened(text) };
  });
  const texts = everyone(entry, now)
    .filter((to) => to !== entry.by.id && !asked.includes(to))
    .map((to) => message(entry, now, to, endText(entry, event)));
  // Whoever was called out by SMS may be on the way for nothing.
  return [
    ...cards,
    ...texts,
    ...records(entry, now, event),
    ...(event.how === 'falseAlarm' ? smsNotices(entry, now) : []),
  ];
}

/** The record as files, to those who look after it: the crisis leader and whoever keeps the log. */
function records(entry: Entry, now: Crisis, event: Event<'ended'>): readonly Notice[] {
  if (event.how !== 'closed') return [];
  const holders = [...now.roles.crisisLeader.holders, ...now.roles.logOfficer.holders];
  return [...new Set(holders.map(({ id }) => id))].map((to) => ({
    id: `${entry.number}-record-${to}`,
    to,
    kind: 'recordCard',
    text: shortened(`${label(now)}: Loggen kan hentes som fil og lægges på sagen i ESDH.`),
    quiet: true,
  }));
}

function endText(entry: Entry, event: Event<'ended'>): string {
  if (event.how === 'interrupted') return 'Øvelsen er afbrudt af en rigtig hændelse. Se den nye besked.';
  if (event.how === 'falseAlarm') return `${entry.text}. Du skal ikke gøre mere.`;
  return `${entry.text}. Tak for indsatsen.`;
}

/** As at the start: everyone is called, and their newest card says what they are asked. */
export function reopened(entry: Entry, now: Crisis): readonly Notice[] {
  if (now.reopenedBy !== entry.number) return [];
  const text = `${label(now)}: ${entry.text}. Se, hvad du er bedt om.`;
  const cards = everyone(entry, now).filter((to) => to !== entry.by.id);
  return [...cards.map((to) => personalCard(entry, to, text)), ...smsNotices(entry, now)];
}
