import { ownDataOf } from '../domain/own-data.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import type { OpenCorrection } from '../domain/readiness.ts';
import { fingerprint } from '../fingerprint.ts';
import type { KnownAccount } from '../ports.ts';

/** Tells one state of a person's data in the plan from another, without keeping the data. */
export function fingerprintOf(plan: Plan, contactId: string): string {
  return fingerprint(ownDataOf(plan, contactId) ?? {});
}

/** When the account's person confirmed what the plan says of them today, if they have. */
export function dataConfirmedAt(plan: Plan, contactId: string, account: KnownAccount): string | undefined {
  return account.dataConfirmed === fingerprintOf(plan, contactId) ? account.dataConfirmedAt : undefined;
}

/** What people say is wrong in the plan and nobody has dealt with, oldest first. */
export function openCorrections(plan: Plan, accounts: readonly KnownAccount[]): readonly OpenCorrection[] {
  return accounts
    .flatMap(({ corrections = [] }) => corrections)
    .flatMap(({ id, at, contactId, text, about }) => {
      const contact = contactOf(plan, contactId);
      // Whoever has left the plan needs no correction in it.
      return contact ? [{ id, at, contact, text, isChanged: about !== fingerprintOf(plan, contactId) }] : [];
    })
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}
