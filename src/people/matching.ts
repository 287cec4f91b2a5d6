import { type Contact, contactOf, type Plan } from '../domain/plan.ts';
import type { ConversationRef, KnownAccount, Member } from '../ports.ts';

/** What tells of a person: the roster's member, or no more than a message's sender. */
interface Told {
  readonly accountId: string;
  readonly tenantId?: string;
}

type Facts = Pick<KnownAccount, 'name' | 'guest'> & Partial<Pick<KnownAccount, 'upn' | 'stranger'>>;
export type Match = Required<Pick<KnownAccount, 'contactId' | 'matchedBy'>>;

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
  const { byUpn, byName } = directoryOf(plan);
  const contact = upn ? byUpn.get(sameCase(upn)) : undefined;
  if (contact) return { contactId: contact.id, matchedBy: 'upn' };
  const [only, another] = byName.get(plain(name)) ?? [];
  return only && !another ? { contactId: only.id, matchedBy: 'name' } : undefined;
}

/** The accounts that are each contact today, by its id. */
export type Holders = Map<string, readonly KnownAccount[]>;

/** Of several accounts with one contact, the first has it: tied by hand, else by lowest id. */
export function holdersIn(plan: Plan, accounts: readonly KnownAccount[]): Holders {
  const byHand = ({ matchedBy }: KnownAccount) => (matchedBy === 'kobl' ? 0 : 1);
  const sorted = accounts.toSorted(
    (one, other) => byHand(one) - byHand(other) || (one.accountId < other.accountId ? -1 : 1),
  );
  const holders: Holders = new Map();
  for (const account of sorted) {
    const contactId = contactIdOf(plan, account);
    if (contactId) holders.set(contactId, [...(holders.get(contactId) ?? []), account]);
  }
  return holders;
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

/** A plan's contacts by what an account is matched by. */
interface Directory {
  readonly byUpn: ReadonlyMap<string, Contact>;
  /** Those without a UPN: whoever has one is known by nothing else. */
  readonly byName: ReadonlyMap<string, readonly Contact[]>;
}

/** Made once a plan: every account is matched anew whenever it is read. */
const directories = new WeakMap<Plan, Directory>();

function directoryOf(plan: Plan): Directory {
  const known = directories.get(plan);
  if (known) return known;
  const byUpn = new Map<string, Contact>();
  const byName = new Map<string, readonly Contact[]>();
  for (const contact of plan.contacts) {
    const key = contact.upn ? sameCase(contact.upn) : plain(contact.name);
    if (!contact.upn) byName.set(key, [...(byName.get(key) ?? []), contact]);
    else if (!byUpn.has(key)) byUpn.set(key, contact);
  }
  const directory = { byUpn, byName };
  directories.set(plan, directory);
  return directory;
}

function sameCase(upn: string): string {
  return upn.toLocaleLowerCase('en');
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
