import { contactNotices } from './announce-contact.ts';
import { ended, reopened } from './announce-end.ts';
import { approved, askedToApprove, overdue, published } from './announce-picture.ts';
import { asksFor, assigned, cannotCome, declined, handover, moved, opened } from './announce-roles.ts';
import { type Crisis, leaderOf, onlinePlace } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { CrisisEvent, Entry } from './entry.ts';
import type { Notice } from './notice.ts';
import {
  brief,
  briefText,
  callText,
  everyone,
  isLate,
  message,
  personalCard,
  reminderText,
  smsNotices,
  toOthers,
} from './notice-words.ts';
import { inOrganisation } from './plan.ts';
import { isSilent } from './silence.ts';

/**
 * What the bot says unasked because of an entry, judged by the newest state: notices that later entries
 * have overtaken vanish. The shared status card and the personal cards follow the state by themselves.
 */
export function announce(entry: Entry, now: Crisis): readonly Notice[] {
  if (now.ended && entry.event.kind !== 'ended') return [];
  return now.contactOnly
    ? [...contactNotices(entry, now), ...(entry.event.kind === 'started' ? smsNotices(entry, now) : [])]
    : [...because(entry, now), ...briefing(entry, now)];
}

function because(entry: Entry, now: Crisis): readonly Notice[] {
  const { event } = entry;
  switch (event.kind) {
    case 'started':
      return [
        ...everyone(entry, now).map((to) => personalCard(entry, to, callText(now))),
        ...smsNotices(entry, now),
      ];
    case 'reminded':
      return event.people
        .filter(({ id }) => isSilent(now, id))
        .map(({ id }) => personalCard(entry, id, reminderText(now)));
    case 'roleOffered':
      return asksFor(entry, now, event.role, event.to.id);
    case 'rolesOpened':
      return opened(entry, now, event);
    case 'handoverOffered':
    case 'handoverDeclined':
      return handover(entry, now, event);
    case 'attended':
      return event.attendance === 'prevented' ? cannotCome(entry, now, entry.by) : [];
    case 'phoned':
      return event.outcome === 'notComing' ? cannotCome(entry, now, event.person) : [];
    case 'smsAsked':
      return smsNotices(entry, now);
    case 'roleAssigned':
      return [...assigned(entry, now, event), ...moved(entry, now, event)];
    case 'roleDeclined':
      return declined(entry, now, event);
    case 'roleTaken':
      return moved(entry, now, event);
    case 'placeConfirmed':
    case 'placeRejected':
      return placeNotices(entry, now);
    case 'levelSet':
      return now.levelSetAt === entry.at ? toOthers(entry, now, entry.text) : [];
    case 'alarmRaised':
      return alarmNotices(entry, now);
    case 'picturePublished':
      return published(entry, now, event);
    case 'approvalAsked':
      return askedToApprove(entry, now);
    case 'pictureApproved':
      return approved(entry, now, event);
    case 'pictureOverdue':
      return overdue(entry, now, event);
    case 'reopened':
      return reopened(entry, now);
    case 'ended':
      return ended(entry, now, event);
    default:
      return [];
  }
}
/** Someone who is first heard of when the others have been at it for a while is told what they missed. */
function briefing(entry: Entry, now: Crisis): readonly Notice[] {
  const { id } = entry.by;
  const isFirst = now.people[id]?.receiptEntry === entry.number && inOrganisation(now.plan, id);
  if (!isFirst || !isLate(now, entry.at) || now.ended) return [];
  return [brief(entry, id, briefText(now))];
}

function placeNotices(entry: Entry, now: Crisis): readonly Notice[] {
  const { current, decided } = now.place;
  const { event } = entry;
  if (event.kind === 'placeConfirmed') {
    if (!decided || decided.at !== entry.at || current.id !== event.placeId) return [];
    const text = `${placeText(now)} Besluttet ${kl(entry.at)} af ${entry.by.name}.`;
    return [...toOthers(entry, now, text), ...smsNotices(entry, now)];
  }
  const overtaken = decided || now.place.rejected.at(-1)?.placeId !== placeIdOf(event);
  if (overtaken) return [];
  const next =
    current.id === onlinePlace.id
      ? 'Vi mødes på telefon/Teams, til andet er besluttet'
      : `Forslag nu: ${current.name}`;
  const wasDecided = event.kind === 'placeRejected' && event.wasDecided;
  return [...toOthers(entry, now, `${entry.text}. ${next}.`), ...(wasDecided ? smsNotices(entry, now) : [])];
}

function placeIdOf(event: CrisisEvent): string | undefined {
  return event.kind === 'placeRejected' ? event.placeId : undefined;
}

/** "Mødested: Møderum 1224, Kirkestræde 15 (foreløbigt)." */
export function placeText(crisis: Crisis): string {
  const provisional = crisis.place.decided?.provisional ? ' (foreløbigt)' : '';
  return `Mødested: ${crisis.place.current.name}${provisional}.`;
}

function alarmNotices(entry: Entry, now: Crisis): readonly Notice[] {
  const toldBeforeTheStart = entry.happenedAt < entry.at;
  if (toldBeforeTheStart) return [];
  const leader = leaderOf(now);
  const to = leader ? [leader.id] : everyone(entry, now);
  return to.filter((id) => id !== entry.by.id).map((id) => message(entry, now, id, entry.text));
}
