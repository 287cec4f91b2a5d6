import { type Crisis, type PersonState, rolesAsked, rolesHeld } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { pictureLine } from '../domain/picture-words.ts';
import { arrivalRows, attendanceRows } from './attendance-buttons.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { contactExercisePersonalCard } from './contact-exercise-personal.ts';
import { crisisKicker, reopenedLine, startedLine } from './headings.ts';
import { attendanceOf, leaderLine } from './people-lines.ts';
import { asks } from './personal-asks.ts';
import { held } from './personal-roles.ts';
import { placeLines } from './place-lines.ts';
import { render } from './render.ts';

/** "What am I asked for": roles to answer first, then place, numbers, and whether one comes. */
export function personalCard(ledger: Ledger, personId: string): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExercisePersonalCard(ledger, personId);
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: crisisKicker(crisis),
    title: crisis.headline,
    sub: startedLine(crisis),
    buttons: footButtons(crisis, personId),
  };
  return render('personal', head, {
    ...verdict(ledger),
    ...roles(crisis, context, personId),
    ...where(crisis),
    ...presence(crisis, context, personId),
  });
}

/** Who leads sees that first; anyone else first what they are asked. */
function roles(crisis: Crisis, context: CardContext, personId: string) {
  if (crisis.ended) return { hasRoles: false, leading: [], asks: [], held: [] };
  const all = held(crisis, context, personId);
  const leading = all.filter(({ id }) => id === 'crisisLeader');
  const asked = asks(crisis, context, personId);
  const others = all.filter(({ id }) => id !== 'crisisLeader');
  return {
    hasRoles: all.length + asked.length > 0,
    leading: ruled(leading, 0),
    asks: ruled(asked, leading.length),
    held: ruled(others, leading.length + asked.length),
  };
}

/** A line above each part but the card's first. */
function ruled<Part>(parts: readonly Part[], before: number) {
  return parts.map((part, index) => ({ ...part, ruled: before + index > 0 }));
}

function verdict(ledger: Ledger) {
  const { ended, exercise, plan } = ledger.crisis;
  const again = reopenedLine(ledger);
  const texts = {
    closed: `${exercise ? 'Øvelsen' : 'Krisen'} er slut. Tak for indsatsen. Du skal ikke gøre mere.`,
    falseAlarm: 'Falsk alarm. Du skal ikke gøre mere.',
    interrupted: 'Øvelsen er afbrudt af en rigtig hændelse. Se den nye besked.',
  };
  return {
    isActive: !ended,
    hasVerdict: ended !== undefined || again !== '',
    verdict: ended ? `✔ ${texts[ended.how]} Sluttet ${kl(ended.at)}.` : again,
    address: plan.address,
    dutyName: plan.dutyPhone.name,
    dutyNumber: plan.dutyPhone.phoneText,
  };
}

function where(crisis: Crisis) {
  const { mark, where: place, how } = placeLines(crisis);
  const { name, number } = leaderLine(crisis);
  return {
    placeMark: mark,
    where: place,
    how,
    leader: name,
    leaderNumber: number,
    picture: pictureLine(crisis),
  };
}

function presence(crisis: Crisis, context: CardContext, personId: string) {
  const person = crisis.people[personId];
  const isNew = !person?.receiptAt && rolesAsked(crisis, personId).length === 0;
  const asksWhen = person?.attendance === 'onTheWay' && !person.expectedAt;
  return {
    you: presenceText(crisis, person, personId),
    presence: [
      ...(isNew ? rowsOf(context, [{ title: 'Set, jeg er på', verb: 'set', primary: true }]) : []),
      ...(asksWhen ? arrivalRows(context) : []),
      ...attendanceRows(context, person?.attendance),
    ],
  };
}

function presenceText(crisis: Crisis, person: PersonState | undefined, personId: string): string {
  if (person?.attendance === 'prevented') return prevented(crisis, personId);
  if (person?.attendance === 'onTheWay' && !person.expectedAt) return 'Du er på vej. Hvornår er du fremme?';
  if (person?.attendance) return `Du er ${attendanceOf(person)}. Skal det ændres?`;
  const declined = Object.values(crisis.roles).some(({ declined: no }) =>
    no.some((d) => d.person === personId),
  );
  const isFree = declined && rolesHeld(crisis, personId).length === 0;
  return isFree ? 'Du har sagt nej til rollen. Kommer du alligevel?' : 'Kommer du?';
}

/** Someone who cannot come may still hold the role by phone; if not, the word for giving it back stands here. */
function prevented(crisis: Crisis, personId: string): string {
  return rolesHeld(crisis, personId).length > 0
    ? 'Du er meldt forhindret. Kan du ikke have rollen på telefon, så tryk »Kan ikke beholde rollen«.'
    : 'Du er meldt forhindret. Kommer du alligevel?';
}

function footButtons(crisis: Crisis, personId: string): readonly Button[] {
  const picture = { title: 'Situationsbillede', verb: 'status' };
  const log = { title: 'Vis log', verb: 'vis log' };
  if (crisis.ended) return [picture, log];
  const isPrevented = crisis.people[personId]?.attendance === 'prevented';
  const back = givingBack(crisis, personId);
  const tasks = ownTasks(crisis, personId);
  const secondary = [
    log,
    { title: 'Mødested', verb: 'mødested' },
    ...(tasks.length > 0 ? [] : [{ title: 'Roller', verb: 'roller' }]),
    { title: 'Kontakter', verb: 'kontakter' },
    ...(isPrevented ? [] : back),
  ];
  return [
    ...(isPrevented ? back : []),
    ...tasks,
    picture,
    ...secondary.map((button) => ({ ...button, secondary: true })),
  ];
}

/** All tasks are a tap away, on cards of their own; of several roles, by way of the list. */
function ownTasks(crisis: Crisis, personId: string): readonly Button[] {
  const [role, another] = rolesHeld(crisis, personId);
  if (!role) return [];
  return [{ title: 'Opgaver', verb: 'plan', data: { opgaver: another ? 'opgaver' : role } }];
}

/** A holder who can no more says so with the word for saying no; which of several roles is asked then. */
function givingBack(crisis: Crisis, personId: string): readonly Button[] {
  const [role, another] = rolesHeld(crisis, personId);
  if (!role) return [];
  const button = { title: 'Kan ikke beholde rollen', verb: 'kan ikke' };
  return [{ ...button, data: another ? { beholder: 'nej' } : { rolle: role } }];
}
