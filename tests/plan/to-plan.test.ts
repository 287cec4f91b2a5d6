import { expect, test } from 'vitest';
import { crisisOrganisation, plannedHolders, roleIds, roleOf } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';

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
