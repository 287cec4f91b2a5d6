import { expect, test } from 'vitest';
import { type Plan, type PlanRole, roleIds, roleOf } from '../../src/domain/plan.ts';
import { formatFaults } from '../../src/plan/fault.ts';
import { defaultPlanPath } from '../../src/plan/project-root.ts';
import { readPlan } from '../../src/plan/read-plan.ts';

const plan = await realPlan();

async function realPlan(): Promise<Plan> {
  const reading = await readPlan(defaultPlanPath());
  if (!reading.ok) throw new Error(formatFaults(reading.faults));
  return reading.plan;
}

/** The department's own statements, without people, numbers and addresses. */
const statements = [
  'Tilgængelighed til IT systemer for',
  'Såfremt der ikke er tilgængelighed på systemer og utilgængeligheden skyldes en krisehændelse er det IT-afdelingen opgave at re-etablere tilgængeligheden.',
  'Den respektive forvaltning/bruger af IT-systemet er selv ansvarlig for at have truffet foranstaltninger til at kunne udføre nødvendige kritiske opgaver i den periode beredskabssituationen varer.',
  'Ansvarlig for situationsbillede, log og dokumentation',
  'Ansvarlig for involverede personer',
  'Ansvarlig for proces/teknik/bygning/systemer',
  'Ansvarlig for kommunikation',
  'IT-ledergruppen',
  'Kommunikationsteamet i',
  'Leder af IT-drift',
  'Leder af IT-service',
  'Leder IT-Servicecenter',
  'Vicekommunaldirektør',
  'I prioriteret rækkefølge (afklares pr. sms/telefon)',
  'Kriseleders kontor',
  'Øvrige møderum',
  'Nærliggende møderum',
  'Kontakt sker gennem mobiltelefon. Alle i IT-ledelsen har som udgangspunkt en mobiltelefon aktiv – i og uden for normal arbejdstid.',
  'Alternativ fremmøde på adressen.',
  'Chef for IT og Digitalisering. Alternativt et medlem af IT-ledelsen.',
  'Interne overvågningssystemer.',
  'Opkald fra rådhusbetjent.',
  'I almindelig åbningstid relevante brugere/ansvarlige.',
  'Uden for almindelig åbningstid som udgangspunkt direktører/chefer/ledere i forvaltningen.',
  'I særlige situationer medarbejdere uden ledelsesansvar.',
  'Øvrige beredskabsledelser i organisationen.',
  'Øvrige eksterne – f.eks.',
  'Leverandører af national infrastruktur (el, netværk)',
  'CERT – Nationalt center for cypersikkerhed – Forsvarsministeriet.',
  'Politi og brand myndighed',
  'Kriselederen har det overordnede ansvar. Kriselederen delegerer roller, ansvar og opgaver til krisestaben og tilsikrer optimalt samarbejde på tværs af afdelingerne og funktioner.',
  'Den ansvarlige for situationsbillede, log og dokumentation (sekretær for krisestaben) har ansvar for at indsamle relevant information og tilvejebringe et opdateret situationsbillede.',
  'Den ansvarlige for de involverede personer skal varetage alle opgaver i relation til de mennesker, der er direkte berørte af hændelsen. Det kan være borgere, medarbejdere, frivillige m.v.',
  'Som ansvarlig for proces, teknik, bygninger og systemer indgår man i krisestaben med ansvar for teknisk understøttelse og kendskab til de berørte processer og leverancer.',
  'Den kommunikationsansvarlige har til formål at sikre hurtigt, korrekt og afpasset information til de mange berørte målgrupper.',
  'Delplanen er udarbejdet af IT-ledelsen.',
  'den februar 2023',
  'Sidst opdateret 26. november 2018 af',
];

test.each(statements)('the plan says, word for word: %s', (statement) => {
  expect(textsOf(plan).filter((text) => text.includes(statement))).not.toEqual([]);
});

/** Every text that the typed plan holds, wherever it stands. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test('everyone can be phoned', () => {
  for (const contact of [...plan.contacts, plan.dutyPhone]) {
    expect(contact.phone).toMatch(/^\+45\d{8}$/);
    expect(contact.phoneText).toMatch(/^\d\d( \d\d){3}$/);
  }
});

test('all roles are there, with their own task description and tasks', () => {
  expect(plan.roles.map((role) => role.id)).toEqual([...roleIds]);
  for (const role of plan.roles) {
    expect(role.description.source).toBe('delplan');
    expect(role.tasks.length).toBeGreaterThan(10);
  }
});

test('holders are as the department says: people where it names them, groups where it names groups', () => {
  const holders = plan.roles.map(({ holder }) => ('groupId' in holder ? holder.groupId : holder.contactId));
  expect(holders).toEqual([
    'chef',
    'it-ledergruppen',
    'it-ledergruppen',
    'leder-it-drift',
    'leder-it-service',
    'kommunikationsteamet',
  ]);
});

test("the four meeting places and the ten alarm sources are the department's own", () => {
  expect(plan.meetingPlaces.map((place) => place.source)).toEqual(Array(4).fill('delplan'));
  expect(plan.alarmSources.map((source) => source.source)).toEqual(Array(10).fill('delplan'));
  expect(plan.meetingPlaces[0]?.name).toContain(plan.address);
});

test('what the department has not said is not marked as its word', () => {
  const added = [
    ...plan.roles.flatMap((role) => role.tasks),
    ...plan.agendas.flatMap((agenda) => agenda.items),
  ];
  expect(added.filter(({ source }) => source === 'delplan')).toEqual([]);
  expect(plan.legalClocks.map(({ source }) => source)).not.toContain('delplan');
  expect(plan.successionSource).toBe('forslag');
  expect(plan.groups.find((group) => group.members.length > 0)?.membersSource).toBe('forslag');
});

test('timings and legal clocks are those of the doctrine', () => {
  expect(plan.timings).toEqual({
    reminderMinutes: 5,
    openRoleMinutes: 10,
    firstPictureMinutes: 60,
    nextPictureMinutes: 60,
    reliefAskHours: 10,
    reliefWarnHours: 12,
  });
  expect(plan.legalClocks.map((clock) => clock.hours)).toEqual([72, 24, 72]);
});

test('tasks have ids of their own over the whole plan', () => {
  const ids = plan.roles.flatMap((role) => role.tasks.map((task) => task.id));
  expect(new Set(ids).size).toBe(ids.length);
});

test('each scope of communication has its own tasks and the shared ones', () => {
  const ids = (role: PlanRole) => role.tasks.map((task) => task.id);
  expect(ids(roleOf(plan, 'commsInternal'))).toEqual(expect.arrayContaining(['C06-intern', 'C08']));
  expect(ids(roleOf(plan, 'commsExternal'))).toEqual(expect.arrayContaining(['C06-ekstern', 'C10']));
  expect(ids(roleOf(plan, 'commsInternal'))).not.toContain('C10');
});

test.each([
  ['log', 'logOfficer'],
  ['sekretær', 'logOfficer'],
  ['logfører', 'logOfficer'],
  ['personer', 'peopleOfficer'],
  ['teknik', 'solutionOfficer'],
  ['proces', 'solutionOfficer'],
  ['systemer', 'solutionOfficer'],
  ['intern', 'commsInternal'],
  ['ekstern', 'commsExternal'],
  ['leder', 'crisisLeader'],
])('"%s" means the role %s', (word, role) => {
  expect(plan.roles.filter(({ aliases }) => aliases.includes(word)).map(({ id }) => id)).toEqual([role]);
});

test('the plan tells its own weak points', () => {
  const told = plan.warnings.join('\n');
  for (const word of [
    'ingen navngivne',
    'datoer',
    'sin dag',
    'flere roller',
    'stedfortræder',
    'DPO',
    'Titlen',
  ]) {
    expect(told).toContain(word);
  }
});
