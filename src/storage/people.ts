import type { KnownAccount, People } from '../ports.ts';
import { tableKey } from './keys.ts';
import { below, changeRow, jsonOf, readRow, readRows } from './rows.ts';
import type { Tables } from './tables.ts';

const partition = 'accounts';

/** The accounts the bot has met, one row each. */
export function createPeople({ people }: Tables): People {
  return {
    find: async (accountId) => {
      const row = await readRow(people, partition, accountKey(accountId));
      return row && jsonOf<KnownAccount>(row);
    },
    all: async () => {
      const rows = await readRows(people, partition, ...below('a:'));
      return rows.map((row) => jsonOf<KnownAccount>(row));
    },
    change: (accountId, change) => changeRow(people, partition, accountKey(accountId), change),
  };
}

function accountKey(accountId: string): string {
  return `a:${tableKey(accountId)}`;
}
