import type { Actor } from '../domain/entry.ts';
import { type Contact, contactOf, inOrganisation, type Plan } from '../domain/plan.ts';
import type { ConversationRef, KnownAccount, Messenger, People } from '../ports.ts';
import type { Mentioned, Request, Sender } from '../request.ts';
import { createAccounts } from './accounts.ts';
import { contactIdOf, isColleague, matchContact, retold } from './matching.ts';

/** Who wrote or tapped, in the plan's terms. */
export interface Person {
  readonly actor: Actor;
  /**
   * `stranger`: another tenant. `guest`: a guest here. Neither may do anything. `tenant` may raise an alarm;
   * so may whoever Teams' roster has not told of yet.
   */
  readonly standing: 'organisation' | 'tenant' | 'guest' | 'stranger';
  /** Local trial: who the person at the screen acts as. */
  readonly actingAs?: string;
}

/** An account of the tenant, and who it is in the plan's terms. */
export interface Colleague {
  readonly accountId: string;
  readonly person: Actor;
}

/** Someone in a conversation. */
export type Sight = Pick<Request, 'sender' | 'conversation' | 'fromMenu'>;

export interface Identity {
  recognise(request: Sight): Promise<Person>;
  /** Someone mentioned in a conversation, as the rules know people. */
  actorOf(mentioned: Mentioned, near: ConversationRef): Promise<Actor>;
  /** Matches everyone in a conversation's roster to the plan. False where Teams did not tell all of it. */
  learn(conversation: ConversationRef): Promise<boolean>;
  /** The contact a stored account is today; what was stored of it may be overtaken. */
  contactIdOf(known: KnownAccount): string | undefined;
  /** Someone mentioned whom the roster vouches for now; guests and other tenants' people are not. */
  colleague(mentioned: Mentioned, near: ConversationRef): Promise<Colleague | undefined>;
  /** Ties the account to a contact. Accounts that had the contact lose it; their names. */
  link(accountId: string, contact: Contact, near: ConversationRef): Promise<readonly string[]>;
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
  const accounts = createAccounts(plan, people);

  async function see({ sender, conversation, fromMenu }: Sight): Promise<KnownAccount> {
    const known = await accounts.find(sender.accountId);
    if (known && isSettled(plan, known, sender, conversation)) return accounts.sure(known);
    if (fromMenu) return seeInPersonal(known, sender, conversation);
    const member = await messenger.member(conversation, sender.accountId);
    return accounts.keep(sender, member, conversation);
  }

  /**
   * From a chat the bot may not be in, which then tells nothing: the person's 1:1 tells of them, where Teams makes
   * one. It sends nothing, and the chat itself is not remembered.
   */
  async function seeInPersonal(
    known: KnownAccount | undefined,
    sender: Sender,
    near: ConversationRef,
  ): Promise<KnownAccount> {
    const { accountId, name } = sender;
    const opened = await messenger.openPersonal(accountId, near);
    const member =
      opened.state === 'open' ? await messenger.member(opened.conversation, accountId) : undefined;
    if (opened.state === 'open' && member) return accounts.keep(sender, member, opened.conversation);
    return accounts.sure(retold(known ?? { accountId, name, guest: false }, sender, undefined, near));
  }

  async function learn(conversation: ConversationRef): Promise<boolean> {
    const known = new Map((await accounts.all()).map((one) => [one.accountId, one]));
    const near = withTenant(conversation, [...known.values()]);
    const { members, isWhole } = await messenger.members(conversation);
    const untold = members.filter((member) => {
      const before = known.get(member.accountId);
      const now: KnownAccount = retold(before ?? member, member, member, near);
      const holds = before?.contactId ? contactIdOf(plan, now) !== undefined : !matchContact(plan, now);
      return !holds;
    });
    if (untold.length > 0) await accounts.keepAll(untold, near);
    return isWhole;
  }

  return {
    learn,
    recognise: async (request) => personOf(plan, await see(request)),
    contactIdOf: (known) => contactIdOf(plan, known),
    link: accounts.tie,
    async colleague(mentioned, near) {
      const member = await messenger.member(near, mentioned.accountId);
      const account = member && (await accounts.keep(member, member, near));
      if (!account || !isColleague(account)) return undefined;
      return { accountId: account.accountId, person: ownActor(plan, account) };
    },
    async actorOf({ accountId: id, name }, near) {
      const known = await accounts.find(id);
      if (known && contactIdOf(plan, known)) return personOf(plan, known).actor;
      // A mention often carries Teams' own id of the person: the roster tells the account.
      const member = await messenger.member(near, id);
      if (!member) return { id: `teams:${id}`, name };
      return personOf(plan, await accounts.keep(member, member, near)).actor;
    },
  };
}

function personOf(plan: Plan, known: KnownAccount): Person {
  const own = ownActor(plan, known);
  if (known.guest) return { actor: own, standing: 'guest' };
  if (known.stranger) return { actor: own, standing: 'stranger' };
  const acting = known.actsAs ? contactOf(plan, known.actsAs) : undefined;
  const actor = acting ? { id: acting.id, name: acting.name } : own;
  const standing = inOrganisation(plan, actor.id) ? 'organisation' : 'tenant';
  return { actor, standing, ...(acting ? { actingAs: acting.name } : {}) };
}

function ownActor(plan: Plan, known: KnownAccount): Actor {
  const contact = contactOf(plan, contactIdOf(plan, known) ?? '');
  if (!contact) return { id: `teams:${known.accountId}`, name: known.name };
  return { id: contact.id, name: contact.name };
}

/** True where nothing need be asked of Teams: told of before, somebody in the plan, and seen here. */
function isSettled(plan: Plan, known: KnownAccount, sender: Sender, conversation: ConversationRef): boolean {
  const now = retold(known, sender, undefined, conversation);
  if (now.stranger !== false || !(contactIdOf(plan, now) || now.actsAs)) return false;
  if (conversation.kind === 'personal') return known.personal?.id === conversation.id && !known.lost;
  return known.seenAt?.serviceUrl === conversation.serviceUrl;
}

/** A channel named in the plan tells no tenant, but accounts were seen in conversations that do. */
function withTenant(conversation: ConversationRef, accounts: readonly KnownAccount[]): ConversationRef {
  const tenantId = conversation.tenantId ?? accounts.find(({ seenAt }) => seenAt?.tenantId)?.seenAt?.tenantId;
  return tenantId ? { ...conversation, tenantId } : conversation;
}
