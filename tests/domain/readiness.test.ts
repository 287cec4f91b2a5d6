import { describe, expect, it } from 'vitest';
import { crisisOrganisation, type Plan } from '../../src/domain/plan.ts';
import { type ContactFacts, readinessOf } from '../../src/domain/readiness.ts';
import { testPlan } from '../fixtures/plan.ts';

const [first, second] = crisisOrganisation(testPlan);
const open = (contactId = ''): ContactFacts => ({ contactId, reach: 'open' });

describe('readiness', () => {
  it('tells of everyone in the crisis organisation, in the plan’s order, and of nobody else', () => {
    const people = readinessOf(testPlan, []);
    expect(people.map(({ contact }) => contact)).toEqual(crisisOrganisation(testPlan));
    expect(people.every(({ gaps }) => gaps.includes('unknown'))).toBe(true);
  });

  it('finds nothing missing for who can be reached and has a number', () => {
    const [person] = readinessOf(testPlan, [{ ...open(first?.id), confirmedAt: '2026-11-01T10:00:00Z' }]);
    expect(person).toEqual({ contact: first, gaps: [], confirmedAt: '2026-11-01T10:00:00Z' });
  });

  it.each(['refused', 'removed', 'noAnswer', 'unknown'] as const)('names %s as what is missing', (reach) => {
    const people = readinessOf(testPlan, [open(first?.id), { contactId: second?.id ?? '', reach }]);
    expect(people.slice(0, 2).map(({ gaps }) => gaps)).toEqual([[], [reach]]);
  });

  it('names a missing number beside what else is missing', () => {
    const plan: Plan = {
      ...testPlan,
      contacts: testPlan.contacts.map(({ phone: _phone, phoneText: _text, ...contact }) => contact),
    };
    expect(readinessOf(plan, [open(first?.id)]).slice(0, 2)).toMatchObject([
      { gaps: ['noNumber'] },
      { gaps: ['unknown', 'noNumber'] },
    ]);
  });
});
