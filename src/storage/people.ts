import type { KnownAccount, People } from '../ports.ts';
import { cleaned } from './columns.ts';
import { tableKey } from './keys.ts';
import { below, changeRow, deleteRows, jsonOf, jsonRow, readRow, readRows } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { transact } from './transaction.ts';

const partition = 'accounts';
const mostAtOnce = 90;

/** The accounts the bot has met, one row each. */
export function createPeople({ people }: Tables): People {
  const change: People['change'] = (accountId, to) => changeRow(people, partition, accountKey(accountId), to);
  return {
    change,
    changeNow: change,
    find: async (accountId) => {
      const row = await readRow(people, partition, accountKey(accountId));
      return row && jsonOf<KnownAccount>(row);
    },
    all: async () => {
      const rows = await readRows(people, partition, ...below('a:'));
      return rows.map((row) => jsonOf<KnownAccount>(row));
    },
    async add(accounts) {
      for (let from = 0; from < accounts.length; from += mostAtOnce) {
        await addSome(people, accounts.slice(from, from + mostAtOnce));
      }
    },
  };
}

/** Forgets accounts: whoever is met again is known again. */
export function forgetAccounts({ people }: Tables, accountIds: readonly string[]): Promise<void> {
  return deleteRows(people, partition, accountIds.map(accountKey));
}

/** All or none in one transaction; where one of them is known already, each by itself. */
async function addSome(people: Table, accounts: readonly KnownAccount[]): Promise<void> {
  const writes = accounts.map((account) => {
    const row = jsonRow(partition, accountKey(account.accountId), cleaned(account));
    return { kind: 'create', row } as const;
  });
  const answer = await transact(people, writes, 'again');
  if (answer.state === 'done') return;
  for (const account of accounts) {
    await changeRow<KnownAccount>(people, partition, accountKey(account.accountId), (now = account) => now);
  }
}

function accountKey(accountId: string): string {
  return `a:${tableKey(accountId)}`;
}
