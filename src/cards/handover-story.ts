import type { Crisis } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { RoleId } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { nameOf } from './people-lines.ts';

/** A handover that was asked of somebody, as the log tells it. */
export interface HandoverStory {
  readonly role: RoleId;
  /** Who hands over. */
  readonly from: string;
  /** The entry that ended it; undefined while it stands, or where the crisis ended first. */
  readonly end?: Entry;
  readonly outcome: 'open' | 'taken' | 'over';
}

/** The handover asked of a person in that entry, or in the newest that asked one; undefined where none did. */
export function handoverStory(ledger: Ledger, personId: string, asked?: number): HandoverStory | undefined {
  const { crisis, entries } = ledger;
  const offer = entries.findLast(
    ({ number, event }) =>
      event.kind === 'handoverOffered' && event.to.id === personId && number === (asked ?? number),
  );
  if (offer?.event.kind !== 'handoverOffered') return undefined;
  const { role } = offer.event;
  const told = { role, from: offer.by.id };
  const end = entries.slice(offer.number).find((entry) => endsIt(entry, role));
  if (end) {
    const isTaken = end.event.kind === 'roleTaken' && end.by.id === personId;
    return { ...told, end, outcome: isTaken ? 'taken' : 'over' };
  }
  return { ...told, outcome: crisis.ended ? 'over' : 'open' };
}

function endsIt({ event }: Entry, role: RoleId): boolean {
  switch (event.kind) {
    case 'roleTaken':
    case 'roleAssigned':
    case 'roleDeclined':
    case 'handoverOffered':
    case 'handoverWithdrawn':
    case 'handoverDeclined':
      return event.role === role;
    case 'phoned':
      return event.roles.includes(role);
    default:
      return false;
  }
}

/** How a handover ended, to the one who was asked. */
export function endOfStory(crisis: Crisis, { from, end, outcome }: HandoverStory): string {
  if (!end) return crisis.ended ? `${theCrisis(crisis)} er slut. Du skal ikke gøre mere.` : '';
  const when = kl(end.at);
  const giver = nameOf(crisis, from);
  if (outcome === 'taken') return `✔ Du har overtaget rollen ${when}`;
  switch (end.event.kind) {
    case 'handoverDeclined':
      return `Du sagde nej ${when}. ${giver} har fået besked og har rollen.`;
    case 'handoverWithdrawn':
      return `${giver} beholder rollen (${when}). Du skal ikke gøre mere.`;
    case 'handoverOffered':
      return `${giver} har spurgt ${nameOf(crisis, end.event.to.id)} i stedet (${when}). Du skal ikke gøre mere.`;
    default:
      return `Rollen er givet til en anden (${when}). Du skal ikke gøre mere.`;
  }
}
