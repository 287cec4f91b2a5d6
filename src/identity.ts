import type { Actor } from './domain/entry.ts';
import { type Contact, contactOf, inOrganisation, type Plan } from './domain/plan.ts';
import type { ConversationRef, KnownAccount, Member, Messenger, People } from './ports.ts';
import type { Mentioned, Request } from './request.ts';

/** Who wrote or tapped, in the plan's terms. */
export interface Person {
  readonly actor: Actor;
  /** `stranger`: another tenant. `guest`: a guest here. Neither may do anything. */
  readonly standing: 'organisation' | 'tenant' | 'guest' | 'stranger';
  /** Local trial: who the person at the screen acts as. */
  readonly actingAs?: string;
}

export interface Identity {
  recognise(request: Request): Promise<Person>;
  /** Someone mentioned in a conversation, as the rules know people. */
  actorOf(mentioned: Mentioned, near: ConversationRef): Promise<Actor>;
  /** Matches everyone in a conversation's roster to the plan. */
  learn(conversation: ConversationRef): Promise<void>;
  /** True where the account is a member of the tenant, seen from this conversation; guests are not. */
  isMember(accountId: string, near: ConversationRef): Promise<boolean>;
  /** Ties the account to a contact; another account that was tied to it is freed. */
  link(accountId: string, name: string, contactId: string, near: ConversationRef): Promise<void>;
}

interface Needs {
  readonly plan: Plan;
  readonly people: People;
  readonly messenger: Messenger;
}

/**
 * Identity is the account id alone. An account becomes a plan contact by UPN, else by exact name, members
 * of the tenant only; `kobl` does the rest. What Teams does not vouch for is not matched.
 */
export function createIdentity({ plan, people, messenger }: Needs): Identity {
  async function recognise({ sender, conversation }: Request): Promise<Person> {
    const actor = { id: `teams:${sender.accountId}`, name: sender.name };
    if (sender.tenantId && conversation.tenantId && sender.tenantId !== conversation.tenantId) {
      return { actor, standing: 'stranger' };
    }
    const known = await see(sender.accountId, sender.name, conversation);
    if (known.guest) return { actor, standing: 'guest' };
    return personOf(plan, known);
  }

  /** Remembers where the account was seen, and matches it as long as it is nobody's contact. */
  async function see(accountId: string, name: string, conversation: ConversationRef): Promise<KnownAccount> {
    const known = await people.find(accountId);
    const settled = known && (known.contactId || known.actsAs) && isSeen(known, conversation);
    if (settled) return known;
    const member = await messenger.member(conversation, accountId);
    const match = member && (await matchOf(member));
    return people.change(accountId, (before) => ({
      ...(before ?? { accountId, name, guest: false }),
      ...(member
        ? { name: member.name, guest: member.guest, ...(member.upn ? { upn: member.upn } : {}) }
        : {}),
      ...(before?.contactId ? {} : match),
      ...(conversation.kind === 'personal' ? { personal: conversation } : {}),
      seenAt: conversation,
    }));
  }

  async function matchOf(member: Member): Promise<Pick<KnownAccount, 'contactId' | 'matchedBy'> | undefined> {
    const match = matchContact(plan, member);
    if (!match) return undefined;
    const others = (await people.all()).filter(({ accountId }) => accountId !== member.accountId);
    const taken = others.some(({ contactId }) => contactId === match.contactId);
    return taken ? undefined : match;
  }

  async function learn(conversation: ConversationRef): Promise<void> {
    for (const member of await messenger.members(conversation)) {
      const known = await people.find(member.accountId);
      if (known?.contactId || !matchContact(plan, member)) continue;
      await see(member.accountId, member.name, conversation);
    }
  }

  async function link(
    accountId: string,
    name: string,
    contactId: string,
    near: ConversationRef,
  ): Promise<void> {
    const others = (await people.all()).filter((known) => known.contactId === contactId);
    for (const other of others) {
      if (other.accountId !== accountId)
        await people.change(other.accountId, (known) => freed(known ?? other));
    }
    await people.change(accountId, (known) => ({
      ...(known ?? { accountId, name, guest: false }),
      contactId,
      matchedBy: 'kobl',
      seenAt: known?.seenAt ?? near,
    }));
  }

  return {
    recognise,
    learn,
    link,
    async isMember(accountId, near) {
      const member = await messenger.member(near, accountId);
      return member !== undefined && !member.guest;
    },
    async actorOf({ accountId: id, name }, near) {
      const known = await people.find(id);
      if (known?.contactId) return personOf(plan, known).actor;
      // A mention often carries Teams' own id of the person: the roster tells the account.
      const member = await messenger.member(near, id);
      if (!member) return { id: `teams:${id}`, name };
      return personOf(plan, await see(member.accountId, member.name, near)).actor;
    },
  };
}

/** The contact a member of the tenant is: by UPN, else by exact name where only one contact has it. */
export function matchContact(
  plan: Plan,
  { name, upn, guest }: Pick<Member, 'name' | 'upn' | 'guest'>,
): { contactId: string; matchedBy: 'upn' | 'name' } | undefined {
  if (guest) return undefined;
  const byUpn = plan.contacts.find((contact) => contact.upn && upn && sameUpn(contact.upn, upn));
  if (byUpn) return { contactId: byUpn.id, matchedBy: 'upn' };
  const named = plan.contacts.filter((contact) => plain(contact.name) === plain(name) && !contact.upn);
  const [only, another] = named;
  return only && !another ? { contactId: only.id, matchedBy: 'name' } : undefined;
}

function personOf(plan: Plan, known: KnownAccount): Person {
  const acting = known.actsAs ? contactOf(plan, known.actsAs) : undefined;
  const contact: Contact | undefined =
    acting ?? (known.contactId ? contactOf(plan, known.contactId) : undefined);
  const person: Person = contact
    ? {
        actor: { id: contact.id, name: contact.name },
        standing: inOrganisation(plan, contact.id) ? 'organisation' : 'tenant',
      }
    : { actor: { id: `teams:${known.accountId}`, name: known.name }, standing: 'tenant' };
  return acting ? { ...person, actingAs: acting.name } : person;
}

function freed({ contactId: _contact, matchedBy: _how, ...rest }: KnownAccount): KnownAccount {
  return rest;
}

function isSeen(known: KnownAccount, conversation: ConversationRef): boolean {
  if (conversation.kind === 'personal') return known.personal?.id === conversation.id;
  return known.seenAt?.serviceUrl === conversation.serviceUrl;
}

function sameUpn(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en') === other.toLocaleLowerCase('en');
}

function plain(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim();
}
