import type { Contact, Plan } from './domain/plan.ts';
import { contactIdOf, freed, holdersOf, matchContact, retold, tiedTo, withoutLoss } from './matching.ts';
import type { ConversationRef, KnownAccount, Member, People } from './ports.ts';
import type { Sender } from './request.ts';

/** The accounts the bot has met, each the contact of at most one and no contact with two. */
export interface Accounts {
  find(accountId: string): Promise<KnownAccount | undefined>;
  all(): Promise<readonly KnownAccount[]>;
  /** Remembers where the account was seen and what is told of it, and matches it where it is nobody's. */
  keep(sender: Sender, member: Member | undefined, at: ConversationRef): Promise<KnownAccount>;
  /** The account as known, once it is sure that no other account has its contact as well. */
  sure(known: KnownAccount): Promise<KnownAccount>;
  /** Ties the account to a contact by hand. Accounts that had the contact lose it; their names. */
  tie(accountId: string, contact: Contact, near: ConversationRef): Promise<readonly string[]>;
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
    const { accountId, name } = sender;
    const blank: KnownAccount = { accountId, name, guest: false };
    const match = member && (await freeMatch(retold(blank, sender, member, at)));
    const kept = await people.change(accountId, (before) => {
      const told = { ...retold(before ?? blank, sender, member, at), seenAt: at };
      const now = at.kind === 'personal' ? { ...withoutLoss(told), personal: at } : told;
      if (contactIdOf(plan, now)) return now;
      const matched = { ...freed(now), ...match };
      return contactIdOf(plan, matched) ? matched : freed(now);
    });
    return settle(kept);
  }

  /** The account's match, where no other account has that contact. */
  async function freeMatch(account: KnownAccount) {
    const match = matchContact(plan, account);
    if (!match) return undefined;
    const holders = holdersOf(plan, await all(), match.contactId);
    return holders.some(({ accountId }) => accountId !== account.accountId) ? undefined : match;
  }

  /** Two replicas may have given one contact away at once: the first of its holders keeps it. */
  async function settle(account: KnownAccount): Promise<KnownAccount> {
    const contactId = contactIdOf(plan, account);
    if (!contactId) return account;
    const [holder, ...others] = holdersOf(plan, await all(), contactId);
    for (const other of others) await free(other, contactId);
    if (holder?.accountId !== account.accountId) return freed(account);
    sole.add(matchKey(account));
    return account;
  }

  async function free(account: KnownAccount, contactId: string): Promise<void> {
    await people.change(account.accountId, (now = account) =>
      now.contactId === contactId ? freed(now) : now,
    );
  }

  return {
    find: (accountId) => people.find(accountId),
    all,
    keep,
    sure: async (known) => (sole.has(matchKey(known)) ? known : settle(known)),
    async tie(accountId, contact, near) {
      const others = (await all()).filter(
        (one) => one.contactId === contact.id && one.accountId !== accountId,
      );
      for (const other of others) await free(other, contact.id);
      const tied = await people.change(accountId, (known) => ({
        ...(known ?? { accountId, name: contact.name, guest: false, seenAt: near }),
        ...tiedTo(contact),
      }));
      await settle(tied);
      return others.filter((other) => contactIdOf(plan, other)).map(({ name }) => name);
    },
  };
}

function matchKey({ accountId, contactId }: KnownAccount): string {
  return `${accountId} ${contactId}`;
}
