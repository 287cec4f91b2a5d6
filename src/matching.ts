import { type Contact, contactOf, type Plan } from './domain/plan.ts';
import type { ConversationRef, KnownAccount, Member } from './ports.ts';

/** What tells of a person: the roster's member, or no more than a message's sender. */
interface Told {
  readonly accountId: string;
  readonly tenantId?: string;
}

type Facts = Pick<KnownAccount, 'name' | 'guest'> & Partial<Pick<KnownAccount, 'upn' | 'stranger'>>;
type Match = Required<Pick<KnownAccount, 'contactId' | 'matchedBy'>>;

/**
 * The contact an account is today. A stored match counts as long as it would be made again, or was made by
 * `kobl` and the contact still has the name it had then.
 */
export function contactIdOf(plan: Plan, known: KnownAccount): string | undefined {
  const contact = known.contactId ? contactOf(plan, known.contactId) : undefined;
  if (!contact || !isColleague(known)) return undefined;
  const tied = known.matchedBy === 'kobl' && known.matchedName === contact.name;
  return tied || matchContact(plan, known)?.contactId === contact.id ? contact.id : undefined;
}

/** The contact a member of the tenant is: by UPN, else by exact name where only one contact has it. */
export function matchContact(plan: Plan, known: Facts): Match | undefined {
  if (!isColleague(known)) return undefined;
  const { name, upn } = known;
  const byUpn = plan.contacts.find((contact) => contact.upn && upn && sameUpn(contact.upn, upn));
  if (byUpn) return { contactId: byUpn.id, matchedBy: 'upn' };
  const named = plan.contacts.filter((contact) => plain(contact.name) === plain(name) && !contact.upn);
  const [only, another] = named;
  return only && !another ? { contactId: only.id, matchedBy: 'name' } : undefined;
}

/** The accounts that are this contact today. Of several, the first has it: tied by hand, else by lowest id. */
export function holdersOf(
  plan: Plan,
  accounts: readonly KnownAccount[],
  contactId: string,
): readonly KnownAccount[] {
  const byHand = ({ matchedBy }: KnownAccount) => (matchedBy === 'kobl' ? 0 : 1);
  return accounts
    .filter((account) => contactIdOf(plan, account) === contactId)
    .sort((one, other) => byHand(one) - byHand(other) || (one.accountId < other.accountId ? -1 : 1));
}

/** True where neither a guest nor another tenant's, as far as is known. */
export function isColleague({ guest, stranger }: Pick<KnownAccount, 'guest' | 'stranger'>): boolean {
  return !guest && !stranger;
}

/** The account with what is told of it now; what is not told stays as it was. */
export function retold<Before extends KnownAccount>(
  before: Before,
  sender: Told,
  member: Member | undefined,
  { tenantId }: Pick<ConversationRef, 'tenantId'>,
): Before {
  const foreign = [sender, member].some((told) => told?.tenantId && tenantId && told.tenantId !== tenantId);
  if (!member) return foreign ? { ...before, stranger: true } : before;
  const stranger = foreign || (!(member.tenantId && tenantId) && (before.stranger ?? false));
  const { name, guest, upn } = member;
  return { ...before, name, guest, stranger, ...(upn ? { upn } : {}) };
}

/** The account as it is when it is nobody's contact. */
export function freed(known: KnownAccount): KnownAccount {
  const { contactId: _contact, matchedBy: _how, matchedName: _name, ...rest } = known;
  return rest;
}

/** The account once a message gets there again. */
export function withoutLoss(known: KnownAccount): KnownAccount {
  const { lost: _over, ...rest } = known;
  return rest;
}

/** The contact of the plan with that id, tied to by hand. */
export function tiedTo({ id, name }: Contact): Partial<KnownAccount> {
  return { contactId: id, matchedBy: 'kobl', matchedName: name };
}

function sameUpn(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
