import type { Crisis, PersonState } from '../domain/crisis.ts';
import type { Attendance } from '../domain/entry.ts';
import { contactOf, crisisOrganisation, roleOf } from '../domain/plan.ts';
import type { AttendanceStep, RoleSpell } from './history.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet } from './sheet.ts';
import { after, timeOn } from './words.ts';

const roleColumns: readonly Column[] = [
  { title: 'Rolle', width: 0.45 },
  { title: 'Hvem', width: 0.3 },
  { title: 'Fra', width: 0.125 },
  { title: 'Til', width: 0.125 },
];

/** Who had which role, from when to when. */
export async function putRoles(sheet: Sheet, { crisis, history }: Reading): Promise<void> {
  if (crisis.contactOnly) return;
  sheet.heading(1, 'Roller');
  const rows = crisis.plan.roles.flatMap((role): readonly Row[] => {
    const spells = history.roles.filter((spell) => spell.role === role.id);
    if (spells.length === 0) return [{ cells: [role.name, 'Ubesat', '', ''] }];
    return spells.map((spell) => spellRow(spell, crisis));
  });
  await sheet.table(roleColumns, rows);
}

function spellRow({ role, person, from, to, confirmed }: RoleSpell, crisis: Crisis): Row {
  const name = confirmed ? person.name : `${person.name} (fik rollen, men svarede ikke)`;
  const until = to ?? crisis.ended?.at;
  const day = crisis.startedAt;
  return {
    cells: [
      roleOf(crisis.plan, role).name,
      name,
      timeOn(from, day),
      until ? timeOn(until, day) : 'har den nu',
    ],
  };
}

const peopleColumns: readonly Column[] = [
  { title: 'Hvem', width: 0.3 },
  { title: 'Kvittering', width: 0.3 },
  { title: 'Fremmøde', width: 0.4 },
];

/** Who answered when and how, and who was there from when. */
export async function putAttendance(sheet: Sheet, reading: Reading): Promise<void> {
  const { crisis } = reading;
  // Heading, note and the table's first rows stay together.
  sheet.keep(190);
  sheet.heading(1, crisis.contactOnly ? 'Hvem har svaret' : 'Kvitteringer og fremmøde');
  sheet.paragraph('Minutter er regnet fra starten.', 'grey');
  await sheet.table(
    peopleColumns,
    everyone(crisis).map((person) => personRow(person, reading)),
  );
}

/** The crisis organisation in the plan's order, then everyone else who acted. */
function everyone({ plan, people }: Crisis): readonly PersonState[] {
  const own = crisisOrganisation(plan).map(({ id, name }) => people[id] ?? { id, name, calls: [] });
  const others = Object.values(people).filter(({ id }) => !own.some((known) => known.id === id));
  return [...own, ...others];
}

function personRow(person: PersonState, { crisis, history }: Reading): Row {
  const title = contactOf(crisis.plan, person.id)?.title;
  const steps = history.attendance.get(person.id) ?? [];
  return {
    cells: [
      { paragraphs: [person.name, ...(title ? [[{ text: title, tone: 'grey' as const }]] : [])] },
      receiptOf(person, crisis),
      steps.map((step) => stepWords(step, crisis)).join(', ') || '–',
    ],
  };
}

const ways = { teams: 'Teams', phone: 'telefon', sms: 'sms' };

function receiptOf(
  { receiptAt, receiptBy = 'teams', calls }: PersonState,
  { startedAt, startedBy }: Crisis,
): string {
  const missed = calls.filter(({ answered }) => !answered).length;
  const tried = missed === 0 ? '' : missed === 1 ? ', 1 opkald uden svar' : `, ${missed} opkald uden svar`;
  if (!receiptAt) return `Har ikke svaret${tried}`;
  const when = timeOn(receiptAt, startedAt);
  if (receiptAt === startedAt && startedBy.name) return `${when} ved start`;
  return `${when} efter ${after(startedAt, receiptAt)} på ${ways[receiptBy]}${tried}`;
}

const attendances: Readonly<Record<Attendance, string>> = {
  onTheWay: 'på vej',
  present: 'fremme',
  online: 'online',
  prevented: 'forhindret',
};

function stepWords({ attendance, at, expectedAt }: AttendanceStep, { startedAt }: Crisis): string {
  const expected =
    attendance === 'onTheWay' && expectedAt ? ` (ventet ${timeOn(expectedAt, startedAt)})` : '';
  return `${attendances[attendance]} ${timeOn(at, startedAt)}${expected}`;
}
