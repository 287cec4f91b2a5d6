import { oneAtATime } from '../one-at-a-time.ts';
import { type KnownAccount, type People, StoreFault } from '../ports.ts';
import type { HeldAccount, KnownState } from './known-file.ts';
import type { Presence } from './presence.ts';

/** The accounts as this process last knew them, for as long as the tables are away. */
export interface KnownPeople extends People {
  /** Writes what was held while the tables were away; what cannot be written yet stays held. Never throws. */
  catchUp(): Promise<void>;
  state(): Pick<KnownState, 'accounts' | 'held'>;
}

interface Before {
  /** What was known when the process began. */
  readonly state?: Pick<KnownState, 'accounts' | 'held'> | undefined;
  /** Told whenever more is known. */
  readonly onChange?: () => void;
}

/**
 * People are known although the tables do not answer: from memory, and whoever is not in it is told of by Teams.
 * What Teams tells meanwhile is held, and written when they answer again; of each account only what has changed
 * here, so that nothing another replica wrote is lost.
 */
export function createKnownPeople(
  people: People,
  presence: Presence,
  { state, onChange = () => undefined }: Before = {},
): KnownPeople {
  const known = new Map(state?.accounts.map((account) => [account.accountId, account]));
  const held = new Map(state?.held.map((one) => [one.after.accountId, one]));
  /** False while only a part of them was ever read. */
  let isWhole = state !== undefined;

  /** Asks the tables, or answers with what is known. */
  async function ask<Value>(call: () => Promise<Value>, instead: () => Value): Promise<Value> {
    try {
      return await presence.ask(call);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return instead();
    }
  }

  function remember(account: KnownAccount): KnownAccount {
    const now = withHeld(account, held.get(account.accountId)) ?? account;
    known.set(account.accountId, now);
    onChange();
    return now;
  }

  /** All there are now: whoever was forgotten is forgotten here too. */
  function rememberAll(accounts: readonly KnownAccount[]): void {
    known.clear();
    for (const [accountId, { after }] of held) known.set(accountId, after);
    for (const account of accounts) remember(account);
    isWhole = true;
    onChange();
  }

  function hold(accountId: string, after: KnownAccount): KnownAccount {
    const before = held.has(accountId) ? held.get(accountId)?.before : known.get(accountId);
    held.set(accountId, { after, ...(before ? { before } : {}) });
    known.set(accountId, after);
    onChange();
    return after;
  }

  /** The row as it is then, with what is held for it: that is written along. */
  async function write(accountId: string, change: Change): Promise<KnownAccount> {
    const waiting = held.get(accountId);
    const written = await people.change(accountId, (row) => change(withHeld(row, waiting)));
    if (held.get(accountId) === waiting) held.delete(accountId);
    return remember(written);
  }

  async function all(): Promise<readonly KnownAccount[]> {
    return ask(
      async () => {
        rememberAll(await people.all());
        return [...known.values()];
      },
      () => {
        // Who holds which contact must not be guessed from a part of them.
        if (!isWhole) throw new StoreFault('the accounts were never read');
        return [...known.values()];
      },
    );
  }

  async function writeHeld(): Promise<void> {
    try {
      for (const [accountId, { after }] of held) {
        await presence.ask(() => write(accountId, (now) => now ?? after));
      }
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
  }

  return {
    all,
    state: () => ({ accounts: [...known.values()], held: [...held.values()] }),
    find: (accountId) =>
      ask(
        async () => {
          const row = await people.find(accountId);
          return row && remember(row);
        },
        () => known.get(accountId),
      ),
    change: (accountId, change) =>
      ask(
        () => write(accountId, change),
        () => hold(accountId, change(known.get(accountId))),
      ),
    changeNow: (accountId, change) => presence.ask(() => write(accountId, change)),
    add: (accounts) =>
      ask(
        async () => {
          await people.add(accounts);
          for (const account of accounts) if (!known.has(account.accountId)) remember(account);
        },
        () => {
          for (const account of accounts) if (!known.has(account.accountId)) hold(account.accountId, account);
        },
      ),
    catchUp: oneAtATime(writeHeld).run,
  };
}

type Change = (known: KnownAccount | undefined) => KnownAccount;

/** The row with each field that has changed here since it was last known; what others wrote stays. */
function withHeld(row: KnownAccount | undefined, held: HeldAccount | undefined): KnownAccount | undefined {
  if (!held || !row) return held?.after ?? row;
  const [was, is] = [fieldsOf(held.before), fieldsOf(held.after)];
  const changed = [...was.keys(), ...is.keys()].filter((name) => was.get(name) !== is.get(name));
  const kept = Object.entries(row).filter(([name]) => !changed.includes(name));
  const ours = Object.entries(held.after).filter(([name]) => changed.includes(name));
  // Both are accounts, field by field.
  return Object.fromEntries([...kept, ...ours]) as unknown as KnownAccount;
}

function fieldsOf(account: KnownAccount | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(account ?? {}).map(([name, value]) => [name, JSON.stringify(value)]));
}
