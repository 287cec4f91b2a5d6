import { contactCallText } from './announce-contact.ts';
import type { Crisis } from './crisis.ts';
import { plusMinutes } from './danish-time.ts';
import type { Entry, PersonId } from './entry.ts';
import type { Notice } from './notice.ts';
import { smsText } from './phone-words.ts';
import { crisisOrganisation } from './plan.ts';
import { smsReaders } from './sms-readers.ts';

/** The first words of everything that concerns a crisis; an exercise can never be mistaken for one. */
export function label(crisis: Pick<Crisis, 'exercise'>): string {
  return crisis.exercise ? 'ØVELSE' : 'KRISE';
}

/** What a call-out says beside its card. */
export function callText(crisis: Crisis): string {
  if (crisis.contactOnly) return contactCallText;
  return `${label(crisis)}: ${crisis.headline}. Se, hvad du er bedt om.`;
}

export function reminderText(crisis: Crisis): string {
  return `${label(crisis)}: ${crisis.headline}. Du mangler at svare.`;
}

/** The crisis organisation, and whoever held a role when the entry was made: later holders read the log. */
export function everyone(entry: Entry, now: Crisis): readonly PersonId[] {
  const holders = Object.values(now.roles)
    .flatMap((role) => role.holders)
    .filter(({ since }) => since <= entry.at);
  const ids = [...crisisOrganisation(now.plan), ...holders].map(({ id }) => id);
  return [...new Set(ids)];
}

export function personalCard(entry: Entry, to: PersonId, text: string): Notice {
  return { id: `${entry.number}-card-${to}`, to, kind: 'personalCard', text: shortened(text) };
}

export function message(entry: Entry, now: Crisis, to: PersonId, text: string): Notice {
  const whole = `${label(now)}: ${text}`;
  return { id: `${entry.number}-text-${to}`, to, kind: 'message', text: shortened(whole) };
}

const longest = 400;

/** As much of a text as a notice holds: Teams refuses what is too large, and the log has the whole. */
export function shortened(text: string): string {
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

export function toOthers(entry: Entry, now: Crisis, text: string): readonly Notice[] {
  return everyone(entry, now)
    .filter((to) => to !== entry.by.id)
    .map((to) => message(entry, now, to, text));
}

/**
 * The one to the plan's number, in the newest words. An exercise sends none but to those it lists; whoever had that of
 * a start before it stood in the log gets no other.
 */
export function smsNotices(entry: Entry, now: Crisis): readonly Notice[] {
  const concerned = everyone(entry, now);
  const before = smsBefore(entry);
  const readers = smsReaders(now).filter(
    (to) => concerned.includes(to) && !before.has(smsNoticeId(entry, to)),
  );
  return readers.map((to) => ({
    id: smsNoticeId(entry, to),
    to,
    kind: 'sms' as const,
    text: smsText(now, to),
  }));
}

function smsNoticeId({ number }: Entry, to: PersonId): string {
  return `${number}-sms-${to}`;
}

/** How the SMS of a start stands, by the notice it would be, where it was sent before the log had the start. */
export function smsBefore(entry: Entry): ReadonlyMap<string, 'sent' | 'unknown'> {
  const { sent = [], unsure = [] } = (entry.event.kind === 'started' && entry.event.calledBySms) || {};
  return new Map([
    ...unsure.map((to) => [smsNoticeId(entry, to), 'unknown'] as const),
    ...sent.map((to) => [smsNoticeId(entry, to), 'sent'] as const),
  ]);
}

export function brief(entry: Entry, to: PersonId, text: string): Notice {
  return { id: `${entry.number}-brief-${to}`, to, kind: 'briefCard', text: shortened(text) };
}

/** True where the others have been at it so long at that moment that one must be told what has happened. */
export function isLate({ startedAt, plan, contactOnly }: Crisis, at: string): boolean {
  return !contactOnly && at > plusMinutes(startedAt, plan.timings.openRoleMinutes);
}

/** What a brief says beside its card. */
export function briefText(crisis: Crisis): string {
  return `${label(crisis)}: ${crisis.headline}. Det er sket, til du kom med.`;
}
