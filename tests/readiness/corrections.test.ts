import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/plan.ts';
import type { KnownAccount } from '../../src/ports.ts';
import { dataConfirmedAt, fingerprintOf, openCorrections } from '../../src/readiness/corrections.ts';
import { testPlan } from '../fixtures/plan.ts';

const newNumber: Plan = {
  ...testPlan,
  contacts: testPlan.contacts.map((contact) =>
    contact.id === 'lise' ? { ...contact, phoneText: '96 11 00 99' } : contact,
  ),
};
const account: KnownAccount = {
  accountId: 'a',
  name: 'Lise Bro',
  guest: false,
  dataConfirmedAt: '2026-11-01T10:00:00Z',
  dataConfirmed: fingerprintOf(testPlan, 'lise'),
};
const sent = (id: string, at: string, contactId = 'lise') => ({
  id,
  at,
  contactId,
  text: 'Nyt nummer',
  about: fingerprintOf(testPlan, contactId),
});

describe('what a person confirmed', () => {
  it('counts as long as the plan says the same of them', () => {
    expect(dataConfirmedAt(testPlan, 'lise', account)).toBe('2026-11-01T10:00:00Z');
    expect(dataConfirmedAt(newNumber, 'lise', account)).toBeUndefined();
  });

  it('is not touched by a change about somebody else', () => {
    expect(fingerprintOf(newNumber, 'jens')).toBe(fingerprintOf(testPlan, 'jens'));
  });
});

describe('corrections', () => {
  const accounts: readonly KnownAccount[] = [
    { ...account, corrections: [sent('late', '2026-11-20T10:00:00Z')] },
    { ...account, accountId: 'b', corrections: [sent('early', '2026-11-02T10:00:00Z', 'jens')] },
  ];

  it('wait for the owner, the oldest first', () => {
    expect(openCorrections(testPlan, accounts).map(({ id }) => id)).toEqual(['early', 'late']);
  });

  it('are marked where the plan has changed about the person since', () => {
    expect(openCorrections(newNumber, accounts)).toMatchObject([
      { id: 'early', isChanged: false },
      { id: 'late', isChanged: true },
    ]);
  });

  it('are nobody’s once the person has left the plan', () => {
    const left = { ...testPlan, contacts: testPlan.contacts.filter(({ id }) => id !== 'lise') };
    expect(openCorrections(left, accounts).map(({ id }) => id)).toEqual(['early']);
  });
});
