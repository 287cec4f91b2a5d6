import { type Crisis, leaderOf } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { CrisisEvent, Entry } from './entry.ts';
import type { Notice } from './notice.ts';
import { everyone, label, message, shortened } from './notice-words.ts';
import { pictureDue } from './picture-due.ts';
import { versionName } from './picture-words.ts';

/** What is said unasked about the situation picture: a version to all of the staff, and who must do something. */

type Event<Kind extends CrisisEvent['kind']> = Extract<CrisisEvent, { kind: Kind }>;

/**
 * A version goes to everyone but its sender, without an alert: a picture that nobody must act on wakes nobody.
 * Of a draft the crisis leader is asked to approve it.
 */
export function published(entry: Entry, now: Crisis, event: Event<'picturePublished'>): readonly Notice[] {
  const newest = now.picture.versions.at(-1);
  if (newest?.number !== event.version) return [];
  const leader = leaderOf(now)?.id;
  const text = `${label(now)}: Situationsbillede ${versionName(newest)}`;
  return everyone(entry, now)
    .filter((to) => to !== entry.by.id)
    .map((to) => {
      const mustApprove = to === leader && !newest.approved;
      const notice = { id: `${entry.number}-picture-${to}`, to, kind: 'pictureCard' as const };
      return mustApprove
        ? { ...notice, text: `${text} er sendt. Godkend det, hvis det passer.` }
        : { ...notice, text, quiet: true as const };
    });
}

/** The crisis leader is asked, as long as the picture asked about is neither changed nor sent. */
export function askedToApprove(entry: Entry, now: Crisis): readonly Notice[] {
  const leader = leaderOf(now);
  if (!leader || now.picture.approvalAsked?.entry !== entry.number) return [];
  const text = `${label(now)}: ${entry.by.name} beder dig godkende situationsbilledet.`;
  const id = `${entry.number}-approve-${leader.id}`;
  return [{ id, to: leader.id, kind: 'approvalCard', text: shortened(text) }];
}

/** Whoever sent the draft is told that it holds now. */
export function approved(entry: Entry, now: Crisis, event: Event<'pictureApproved'>): readonly Notice[] {
  const sender = now.picture.versions.find(({ number }) => number === event.version)?.by;
  if (!sender || sender.id === entry.by.id) return [];
  return [
    message(entry, now, sender.id, `${entry.by.name} har godkendt situationsbillede S${event.version}.`),
  ];
}

/** Who makes the picture is reminded, as long as no newer one has come. */
export function overdue(entry: Entry, now: Crisis, event: Event<'pictureOverdue'>): readonly Notice[] {
  if (pictureDue(now) !== event.due) return [];
  const text = `⚠ Situationsbilledet skulle være kommet ${kl(event.due)}. Skriv »send billede«. Intet nyt er også et svar.`;
  return event.people.map(({ id }) => message(entry, now, id, text));
}
