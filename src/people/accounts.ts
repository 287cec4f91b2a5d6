import type { Contact, Plan } from '../domain/plan.ts';
import { type ConversationRef, type KnownAccount, type Member, type People, StoreFault } from '../ports.ts';
import type { Sender } from '../request.ts';
import {
  contactIdOf,
  freed,
  type Holders,
  holdersIn,
  type Match,
  matchContact,
  retold,
  tiedTo,
  withoutLoss,
} from './matching.ts';

/** The accounts the bot has met, each the contact of at most one and no contact with two. */
export interface Accounts {
  find(accountId: string): Promise<KnownAccount | undefined>;
  all(): Promise<readonly KnownAccount[]>;
  /** Remembers where the account was seen and what is told of it, and matches it where it is nobody's. */
  keep(sender: Sender, member: Member | undefined, at: ConversationRef): Promise<KnownAccount>;
  /** The same for many of one roster: all accounts are read twice, and not twice for each. */
  keepAll(members: readonly Member[], at: ConversationRef): Promise<void>;
  /** The account as known, once it is sure that no other account has its contact as well. */
  sure(known: KnownAccount): Promise<KnownAccount>;
  /** Ties the account to a contact by hand. Accounts that had the contact lose it; their names. */
  tie(accountId: string, contact: Contact, near: ConversationRef): Promise<readonly string[]>;
}

interface Seeing {
  readonly sender: Sender;
  readonly member: Member | undefined;
  readonly at: ConversationRef;
  /** A contact that is no other account's. */
  readonly match: Match | undefined;
}

export function createAccounts(plan: Plan, people: People): Accounts {
  /** Matches this process has seen to be the only ones of their contact. */
  const sole = new Set<string>();

  async function all(): Promise<readonly KnownAccount[]> {
    return people.all();
  }

  async function keep(
    sender: Sender,
    member: Member | undefined,
    at: ConversationRef,
  ): Promise<KnownAccount> {
    const match = member && freeMatch(plan, await holders(), retold(blank(sender), sender, member, at));
    return settle(await write(sender, member, at, match));
  }

  /** Undefined where it is not known who has which contact. */
  async function holders(): Promise<Holders | undefined> {
    try {
      return holdersIn(plan, await all());
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return undefined;
    }
  }

  async function keepAll(members: readonly Member[], at: ConversationRef): Promise<void> {
    const known = new Map((await all()).map((account) => [account.accountId, account]));
    const told = members.map((member) => ({ member, before: known.get(member.accountId) }));
    for (const { member, before } of told) {
      if (before) known.set(member.accountId, retold(before, member, member, at));
    }
    const taken = holdersIn(plan, [...known.values()]);
    const fresh: KnownAccount[] = [];
    for (const { member, before } of told) {
      const account = retold(blank(member), member, member, at);
      const match = freeMatch(plan, taken, account);
      if (match) taken.set(match.contactId, [{ ...account, ...match }]);
      if (before) await write(member, member, at, match);
      else fresh.push(seen(blank(member), { sender: member, member, at, match }));
    }
    await people.add(fresh);
    await settleAll(members);
  }

  async function settleAll(members: readonly Member[]): Promise<void> {
    const ids = new Set(members.map(({ accountId }) => accountId));
    const now = await all();
    const taken = holdersIn(plan, now);
    for (const account of now) if (ids.has(account.accountId)) await settleAmong(taken, account);
  }

  function write(
    sender: Sender,
    member: Member | undefined,
    at: ConversationRef,
    match: Match | undefined,
  ): Promise<KnownAccount> {
    return people.change(sender.accountId, (before) =>
      seen(before ?? blank(sender), { sender, member, at, match }),
    );
  }

  /** The account as it is once it was seen there and told of. */
  function seen(before: KnownAccount, { sender, member, at, match }: Seeing): KnownAccount {
    const told = { ...retold(before, sender, member, at), seenAt: at };
    const now = at.kind === 'personal' ? { ...withoutLoss(told), personal: at } : told;
    if (contactIdOf(plan, now)) return now;
    const matched = { ...freed(now), ...match };
    return contactIdOf(plan, matched) ? matched : freed(now);
  }

  async function settle(account: KnownAccount): Promise<KnownAccount> {
    const found = contactIdOf(plan, account) ? await holders() : undefined;
    return found ? settleAmong(found, account) : account;
  }

  /** Two replicas may have given one contact away at once: the first of its holders keeps it. */
  async function settleAmong(taken: Holders, account: KnownAccount): Promise<KnownAccount> {
    const contactId = contactIdOf(plan, account);
    if (!contactId) return account;
    const [holder, ...others] = taken.get(contactId) ?? [];
    for (const other of others) await free(other, contactId);
    if (holder?.accountId !== account.accountId) return freed(account);
    sole.add(matchKey(account));
    return account;
  }

  async function free(account: KnownAccount, contactId: string, change = people.change): Promise<void> {
    await change(account.accountId, (now = account) => (now.contactId === contactId ? freed(now) : now));
  }

  return {
    find: (accountId) => people.find(accountId),
    all,
    keep,
    keepAll,
    sure: async (known) => (sole.has(matchKey(known)) ? known : settle(known)),
    async tie(accountId, contact, near) {
      const others = (await all()).filter(
        (one) => one.contactId === contact.id && one.accountId !== accountId,
      );
      for (const other of others) await free(other, contact.id, people.changeNow);
      const tied = await people.changeNow(accountId, (known) => ({
        ...(known ?? { accountId, name: contact.name, guest: false, seenAt: near }),
        ...tiedTo(contact),
      }));
      await settle(tied);
      return others.filter((other) => contactIdOf(plan, other)).map(({ name }) => name);
    },
  };
}

/**
 * The account's match, where no other account has that contact. Names are shared more easily than addresses: where
 * it is not known who has which contact, a name alone makes nobody one.
 */
function freeMatch(plan: Plan, holders: Holders | undefined, account: KnownAccount): Match | undefined {
  const match = matchContact(plan, account);
  if (!holders) return match?.matchedBy === 'upn' ? match : undefined;
  const others = holders.get(match?.contactId ?? '') ?? [];
  return others.some(({ accountId }) => accountId !== account.accountId) ? undefined : match;
}

/** Nothing is known of the account but that it wrote or is a member. */
function blank({ accountId, name }: Sender): KnownAccount {
  return { accountId, name, guest: false };
}

function matchKey({ accountId, contactId }: KnownAccount): string {
  return `${accountId} ${contactId}`;
}
