import { expect, test } from 'vitest';
import {
  contactOf,
  crisisOrganisation,
  type Plan,
  plannedHolders,
  roleIds,
  roleOf,
} from '../../src/domain/plan.ts';
import { formatFaults } from '../../src/plan/fault.ts';
import { parsePlan } from '../../src/plan/read-plan.ts';
import { testPlan, testPlanText } from '../fixtures/plan.ts';

function planWith(from: string, to: string): Plan {
  const reading = parsePlan(testPlanText.replace(from, to), 'plan.yaml');
  if (!reading.ok) throw new Error(formatFaults(reading.faults));
  return reading.plan;
}

test('every role is there, in one order', () => {
  expect(testPlan.roles.map((role) => role.id)).toEqual([...roleIds]);
});

test('a role is asked of its holder, or of its group', () => {
  expect(plannedHolders(testPlan, roleOf(testPlan, 'crisisLeader'))).toEqual(['anna']);
  expect(plannedHolders(testPlan, roleOf(testPlan, 'logOfficer'))).toEqual(['anna', 'jens', 'lise', 'peter']);
  expect(plannedHolders(testPlan, roleOf(testPlan, 'commsExternal'))).toEqual([]);
});

test('the crisis organisation is who the plan names for a role, not every contact', () => {
  const ids = crisisOrganisation(testPlan).map((contact) => contact.id);
  expect(ids).toEqual(['anna', 'jens', 'lise', 'peter']);
});

test('communication becomes two roles that share what is not for one of them alone', () => {
  const tasks = (id: 'commsInternal' | 'commsExternal') => roleOf(testPlan, id).tasks.map((task) => task.id);
  expect(tasks('commsInternal')).toEqual(['C01-intern', 'C02']);
  expect(tasks('commsExternal')).toEqual(['C01-ekstern', 'C03']);
  expect(roleOf(testPlan, 'commsInternal').name).toBe('Ansvarlig for kommunikation (intern)');
  expect(roleOf(testPlan, 'commsExternal').description).toEqual(
    roleOf(testPlan, 'commsInternal').description,
  );
});

test('tasks keep their phase and source', () => {
  expect(roleOf(testPlan, 'solutionOfficer').tasks).toEqual([
    { id: 'T01', phase: '0-5', text: 'Stop spredning', source: 'forslag' },
    { id: 'T02', phase: '30-120', text: 'Læg plan for de næste 2, 6 og 12 timer', source: 'doktrin' },
  ]);
});

test('a number has one link and one reading, however it was written', () => {
  expect(contactOf(testPlan, 'jens')).toMatchObject({ phone: '+4596110003', phoneText: '96 11 00 03' });
  expect(contactOf(testPlan, 'peter')).toMatchObject({ phone: '+4596110002', phoneText: '96 11 00 02' });
  expect(testPlan.dutyPhone.phoneText).toBe('96 11 00 00');
});

test('alarm sources told by examples can be chosen, and so can each example', () => {
  expect(testPlan.alarmSources.map(({ id, text }) => [id, text]).slice(3)).toEqual([
    ['eksterne', 'Andre udefra – f.eks.'],
    ['leverandoer', 'Leverandører'],
    ['politi', 'Politi og brandvæsen'],
  ]);
});

test('what the file leaves out is left out of the plan, not made up', () => {
  const plan = planWith('    telefon: 9611 0005\n', '');
  expect(Object.keys(contactOf(plan, 'mette') ?? {})).toEqual(['id', 'name', 'title', 'source']);
  expect(planWith('orienteres: { kontakt: direktoer, kilde: forslag }\n', '')).not.toHaveProperty(
    'escalation',
  );
  expect(testPlan).not.toHaveProperty('crisisChannel');
  expect(planWith('øvelse:\n  sms: [peter]\n', '')).not.toHaveProperty('exerciseSms');
});

test('a role can have deputies, and be shared', () => {
  const holder = 'indehaver: { kontakt: jens }';
  const plan = planWith(holder, `${holder}\n    stedfortrædere: [peter, lise]\n    delt: ja`);
  expect(roleOf(plan, 'solutionOfficer')).toMatchObject({ deputies: ['peter', 'lise'], shared: true });
  expect(roleOf(testPlan, 'solutionOfficer')).toMatchObject({ deputies: [], shared: false });
});

test('those who get an SMS in an exercise are listed', () => {
  expect(testPlan.exerciseSms).toEqual(['peter']);
});

test('words for a role are compared in lower case', () => {
  const plan = planWith('skriv: [log, logfører, sekretær]', 'skriv: [Log, LOGFØRER]');
  expect(roleOf(plan, 'logOfficer').aliases).toEqual(['log', 'logfører']);
});

test.each(['19:abc123@thread.tacv2', '19%3Aabc123%40thread.tacv2'])(
  'the crisis channel can be copied out of its link: %s',
  (written) => {
    const plan = planWith('plan: digital-drift', `plan: digital-drift\nkrisekanal: ${written}`);
    expect(plan.crisisChannel).toBe('19:abc123@thread.tacv2');
  },
);
