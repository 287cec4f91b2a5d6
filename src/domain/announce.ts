import { type Crisis, leaderOf, onlinePlace } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { CrisisEvent, Entry, PersonId } from './entry.ts';
import type { Notice } from './notice.ts';
import { crisisOrganisation } from './plan.ts';
import { askLeader, theRole, withNumber } from './wording.ts';

/**
 * What the bot says unasked because of an entry, judged by the newest state: notices that later entries
 * have overtaken vanish. The shared status card and the personal cards follow the state by themselves.
 */
export function announce(entry: Entry, now: Crisis): readonly Notice[] {
  if (now.ended && entry.event.kind !== 'ended') return [];
  const { event } = entry;
  switch (event.kind) {
    case 'started':
      return everyone(entry, now).map((to) => personalCard(entry, to, callText(now)));
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
  return `${label(crisis)}: ${crisis.headline}. Se, hvad du er bedt om.`;
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

/** Asked to confirm a role that is still theirs. */
function assigned(entry: Entry, now: Crisis, event: Event<'roleAssigned'>): readonly Notice[] {
  const holds = now.roles[event.role].holders.some(({ id }) => id === event.to.id);
  if (!holds || event.to.id === entry.by.id) return [];
  return [personalCard(entry, event.to.id, `Du har fået ${theRole(now, event.role)}. Bekræft den.`)];
}

/** The deputy is asked; where nobody is left to ask, the crisis leader hands the role out. */
function declined(entry: Entry, now: Crisis, { role, next }: Event<'roleDeclined'>): readonly Notice[] {
  const { offeredTo, holders } = now.roles[role];
  if (next)
    return offeredTo.includes(next) ? [personalCard(entry, next, `Kan du tage ${theRole(now, role)}?`)] : [];
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
    return toOthers(entry, now, `${placeText(now)} Besluttet ${kl(entry.at)} af ${entry.by.name}.`);
  }
  const overtaken = decided || now.place.rejected.at(-1)?.placeId !== placeIdOf(event);
  if (overtaken) return [];
  const next =
    current.id === onlinePlace.id
      ? 'Vi mødes på telefon/Teams, til andet er besluttet'
      : `Forslag nu: ${current.name}`;
  return toOthers(entry, now, `${entry.text}. ${next}.`);
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

/** Text for an SMS about the meeting place, for whoever sends it by hand. */
export function placeSms(crisis: Crisis): string {
  const begins = crisis.exercise ? 'ØVELSE. ' : '';
  return `${begins}${crisis.headline}. ${placeText(crisis)} Spørgsmål: ${askLeader(crisis)}`;
}
