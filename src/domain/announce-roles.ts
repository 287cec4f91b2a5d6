import { type Crisis, leaderOf, mayAct, rolesHeld, rolesOpen, rolesOpenTo } from './crisis.ts';
import type { Actor, CrisisEvent, Entry, PersonId } from './entry.ts';
import type { Notice } from './notice.ts';
import { brief, everyone, message, personalCard, shortened } from './notice-words.ts';
import { inOrganisation, type RoleId } from './plan.ts';
import { nextLeader } from './silence.ts';
import { theRole, theRoles, withNumber } from './wording.ts';

/** What is said unasked about roles: who is asked, who has got one, who has lost one. */

type Event<Kind extends CrisisEvent['kind']> = Extract<CrisisEvent, { kind: Kind }>;

/** Asked to confirm a role that is still theirs. Someone from outside is told what it is all about. */
export function assigned(entry: Entry, now: Crisis, event: Event<'roleAssigned'>): readonly Notice[] {
  const { id: to } = event.to;
  const holds = now.roles[event.role].holders.some(({ id }) => id === to);
  if (!holds || to === entry.by.id) return [];
  const text = `Du har fået ${theRole(now, event.role)}. Bekræft den.`;
  return [inOrganisation(now.plan, to) ? personalCard(entry, to, text) : brief(entry, to, text)];
}

/** Asked for a role, as long as the question stands. */
export function asksFor(entry: Entry, now: Crisis, role: RoleId, to: PersonId): readonly Notice[] {
  if (!now.roles[role].offeredTo.includes(to)) return [];
  return [personalCard(entry, to, `Kan du tage ${theRole(now, role)}?`)];
}

/** The crisis leader hands out what nobody took; whoever is awake may take it. */
export function opened(entry: Entry, now: Crisis, { roles }: Event<'rolesOpened'>): readonly Notice[] {
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
export function handover(
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
export function cannotCome(entry: Entry, now: Crisis, person: Actor): readonly Notice[] {
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
export function declined(
  entry: Entry,
  now: Crisis,
  { role, next }: Event<'roleDeclined'>,
): readonly Notice[] {
  const { offeredTo, holders } = now.roles[role];
  if (next) return asksFor(entry, now, role, next);
  const leader = leaderOf(now);
  const isEmpty = offeredTo.length === 0 && holders.length === 0;
  if (!isEmpty || !leader || leader.id === entry.by.id || leader.since > entry.at) return [];
  const text = `${entry.by.name} kan ikke tage ${theRole(now, role)}. Den er ubesat. Skriv »fordel« for at give den til en anden.`;
  return [message(entry, now, leader.id, text)];
}

type Moved = Event<'roleTaken' | 'roleAssigned'>;

/** Whoever lost a role is told; a new crisis leader is news to everyone. */
export function moved(entry: Entry, now: Crisis, event: Moved): readonly Notice[] {
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
