import { contactCallText, contactNotices } from './announce-contact.ts';
import { type Crisis, leaderOf, mayAct, onlinePlace, rolesHeld, rolesOpen, rolesOpenTo } from './crisis.ts';
import { kl, plusMinutes } from './danish-time.ts';
import type { Actor, CrisisEvent, Entry, PersonId } from './entry.ts';
import type { Notice } from './notice.ts';
import { smsText } from './phone-words.ts';
import { crisisOrganisation, inOrganisation, type RoleId } from './plan.ts';
import { isSilent, nextLeader } from './silence.ts';
import { smsReaders } from './sms-readers.ts';
import { theRole, theRoles, withNumber } from './wording.ts';

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
      return now.level === event.level ? toOthers(entry, now, entry.text) : [];
    case 'alarmRaised':
      return alarmNotices(entry, now);
    case 'ended':
      return toOthers(entry, now, endText(entry, event));
    default:
      return [];
  }
}

/** The first words of everything that concerns a crisis; an exercise can never be mistaken for one. */
export function label(crisis: Crisis): string {
  return crisis.exercise ? 'ØVELSE' : 'KRISE';
}

/** What a call-out says beside its card. */
export function callText(crisis: Crisis): string {
  if (crisis.contactOnly) return contactCallText;
  return `${label(crisis)}: ${crisis.headline}. Se, hvad du er bedt om.`;
}

function reminderText(crisis: Crisis): string {
  return `${label(crisis)}: ${crisis.headline}. Du mangler at svare.`;
}

/** The crisis organisation, and whoever held a role when the entry was made: later holders read the log. */
function everyone(entry: Entry, now: Crisis): readonly PersonId[] {
  const holders = Object.values(now.roles)
    .flatMap((role) => role.holders)
    .filter(({ since }) => since <= entry.at);
  const ids = [...crisisOrganisation(now.plan), ...holders].map(({ id }) => id);
  return [...new Set(ids)];
}

function personalCard(entry: Entry, to: PersonId, text: string): Notice {
  return { id: `${entry.number}-card-${to}`, to, kind: 'personalCard', text: shortened(text) };
}

function message(entry: Entry, now: Crisis, to: PersonId, text: string): Notice {
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

function toOthers(entry: Entry, now: Crisis, text: string): readonly Notice[] {
  return everyone(entry, now)
    .filter((to) => to !== entry.by.id)
    .map((to) => message(entry, now, to, text));
}

/** The one to the plan's number, in the newest words. An exercise sends none but to those it lists. */
function smsNotices(entry: Entry, now: Crisis): readonly Notice[] {
  return smsReaders(now).map((to) => ({
    id: `${entry.number}-sms-${to}`,
    to,
    kind: 'sms' as const,
    text: smsText(now, to),
  }));
}

/** Asked to confirm a role that is still theirs. Someone from outside is told what it is all about. */
function assigned(entry: Entry, now: Crisis, event: Event<'roleAssigned'>): readonly Notice[] {
  const { id: to } = event.to;
  const holds = now.roles[event.role].holders.some(({ id }) => id === to);
  if (!holds || to === entry.by.id) return [];
  const text = `Du har fået ${theRole(now, event.role)}. Bekræft den.`;
  return [inOrganisation(now.plan, to) ? personalCard(entry, to, text) : brief(entry, to, text)];
}

function brief(entry: Entry, to: PersonId, text: string): Notice {
  return { id: `${entry.number}-brief-${to}`, to, kind: 'briefCard', text: shortened(text) };
}

/** Someone who is first heard of when the others have been at it for a while is told what they missed. */
function briefing(entry: Entry, now: Crisis): readonly Notice[] {
  const { id } = entry.by;
  const isFirst = now.people[id]?.receiptEntry === entry.number && inOrganisation(now.plan, id);
  if (!isFirst || !isLate(now, entry.at) || now.ended) return [];
  return [brief(entry, id, briefText(now))];
}

/** True where the others have been at it so long at that moment that one must be told what has happened. */
export function isLate({ startedAt, plan, contactOnly }: Crisis, at: string): boolean {
  return !contactOnly && at > plusMinutes(startedAt, plan.timings.openRoleMinutes);
}

/** What a brief says beside its card. */
export function briefText(crisis: Crisis): string {
  return `${label(crisis)}: ${crisis.headline}. Det er sket, til du kom med.`;
}

/** Asked for a role, as long as the question stands. */
function asksFor(entry: Entry, now: Crisis, role: RoleId, to: PersonId): readonly Notice[] {
  if (!now.roles[role].offeredTo.includes(to)) return [];
  return [personalCard(entry, to, `Kan du tage ${theRole(now, role)}?`)];
}

/** The crisis leader hands out what nobody took; whoever is awake may take it. */
function opened(entry: Entry, now: Crisis, { roles }: Event<'rolesOpened'>): readonly Notice[] {
  const open = roles.filter((role) => rolesOpen(now).includes(role));
  if (open.length === 0) return [];
  const leader = leaderOf(now);
  const which = theRoles(now, open);
  const handOut = leader && {
    id: `${entry.number}-handout-${leader.id}`,
    to: leader.id,
    kind: 'handOutCard' as const,
    text: shortened(`Ingen har sagt ja til ${which}. Hvem skal have ${open.length === 1 ? 'den' : 'dem'}?`),
  };
  const awake = Object.values(now.people).filter(
    ({ id, receiptAt, attendance }) =>
      receiptAt &&
      receiptAt <= entry.at &&
      attendance !== 'prevented' &&
      id !== leader?.id &&
      mayAct(now, id),
  );
  const offers = awake
    .filter(({ id }) => open.some((role) => rolesOpenTo(now, id).includes(role)))
    .map(({ id }) => personalCard(entry, id, `Ingen har sagt ja til ${which}. Kan du?`));
  return [...(handOut ? [handOut] : []), ...offers];
}

/** Both taps of a handover: the one who is to take over is asked; a no goes back to the one who asked. */
function handover(
  entry: Entry,
  now: Crisis,
  event: Event<'handoverOffered'> | Event<'handoverDeclined'>,
): readonly Notice[] {
  if (event.kind === 'handoverDeclined') return [message(entry, now, event.from, `${entry.text}.`)];
  const { id: to } = event.to;
  if (now.roles[event.role].handover?.to.id !== to) return [];
  const text = shortened(
    `${entry.by.name} vil overlevere ${theRole(now, event.role)} til dig. Overtager du?`,
  );
  return [{ id: `${entry.number}-handover-${to}`, to, kind: 'handoverCard', text }];
}

/** A holder who cannot come: the leader hears of it; of the leader, whoever is next in line. */
function cannotCome(entry: Entry, now: Crisis, person: Actor): readonly Notice[] {
  const held = rolesHeld(now, person.id);
  if (now.people[person.id]?.attendance !== 'prevented' || held.length === 0) return [];
  const leader = leaderOf(now);
  if (leader?.id !== person.id) {
    const text = `${withNumber(now.plan, person)} er forhindret og har ${theRoles(now, held)}.`;
    return leader ? [message(entry, now, leader.id, text)] : [];
  }
  const next = nextLeader(now);
  const text = `Kriselederen ${withNumber(now.plan, person)} er forhindret. Skal du tage over?`;
  return next ? [personalCard(entry, next.id, text)] : [];
}

/** The deputy is asked; where nobody is left to ask, the crisis leader hands the role out. */
function declined(entry: Entry, now: Crisis, { role, next }: Event<'roleDeclined'>): readonly Notice[] {
  const { offeredTo, holders } = now.roles[role];
  if (next) return asksFor(entry, now, role, next);
  const leader = leaderOf(now);
  const isEmpty = offeredTo.length === 0 && holders.length === 0;
  if (!isEmpty || !leader || leader.id === entry.by.id || leader.since > entry.at) return [];
  const text = `${entry.by.name} kan ikke tage ${theRole(now, role)}. Den er ubesat. Skriv »fordel« for at give den til en anden.`;
  return [message(entry, now, leader.id, text)];
}

type Event<Kind extends CrisisEvent['kind']> = Extract<CrisisEvent, { kind: Kind }>;

type Moved = Event<'roleTaken' | 'roleAssigned'>;

/** Whoever lost a role is told; a new crisis leader is news to everyone. */
function moved(entry: Entry, now: Crisis, event: Moved): readonly Notice[] {
  const leader = leaderOf(now);
  if (event.role === 'crisisLeader' && leader && isNewLeader(entry, event, leader.id, now)) {
    return everyone(entry, now)
      .filter((to) => to !== leader.id)
      .map((to) => message(entry, now, to, `Kriseleder er nu ${withNumber(now.plan, leader)}.`));
  }
  return event.from && event.from !== entry.by.id ? [message(entry, now, event.from, `${entry.text}.`)] : [];
}

/** The plan's own leader taking the seat is what everyone expects, and their cards show it. */
function isNewLeader(entry: Entry, event: Moved, leader: PersonId, now: Crisis): boolean {
  const to = event.kind === 'roleAssigned' ? event.to.id : entry.by.id;
  return to === leader && (event.from !== undefined || leader !== now.plan.succession[0]);
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

function endText(entry: Entry, event: Event<'ended'>): string {
  if (event.how === 'interrupted') return 'Øvelsen er afbrudt af en rigtig hændelse. Se den nye besked.';
  if (event.how === 'falseAlarm') return `${entry.text}. Du skal ikke gøre mere.`;
  return `${entry.text}. Tak for indsatsen.`;
}
