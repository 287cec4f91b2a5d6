import { describe, expect, it } from 'vitest';
import { ownDataOf } from '../../src/domain/own-data.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';

const withDeputy: Plan = {
  ...testPlan,
  roles: testPlan.roles.map((role) =>
    role.id === 'solutionOfficer' ? { ...role, deputies: ['lise', 'mette'] } : role,
  ),
};

describe('what the plan says of a person', () => {
  it('is every role they are named for, and how', () => {
    expect(ownDataOf(withDeputy, 'lise')?.roles).toEqual([
      { name: 'Situationsbillede, log og dokumentation', tie: 'group', group: 'IT-ledergruppen' },
      { name: 'Involverede personer', tie: 'group', group: 'IT-ledergruppen' },
      { name: 'Proces/teknik/bygning/systemer', tie: 'deputy' },
      { name: 'Kommunikation, intern', tie: 'holder' },
    ]);
  });

  it('is their place in the order of succession, from one', () => {
    expect(ownDataOf(testPlan, 'jens')?.succession).toBe(2);
    expect(ownDataOf(testPlan, 'peter')?.succession).toBeUndefined();
  });

  it('says whether they are called in a crisis', () => {
    expect(ownDataOf(testPlan, 'mette')).toMatchObject({ isCalled: false, roles: [] });
    expect(ownDataOf(withDeputy, 'mette')?.isCalled).toBe(true);
  });

  it('is nothing for whom the plan does not name', () => {
    expect(ownDataOf(testPlan, 'teams:somebody')).toBeUndefined();
  });
});
