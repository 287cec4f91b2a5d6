import type { Clock, Notices } from '../ports.ts';
import { tableKey } from './keys.ts';
import { jsonOf, jsonRow, type Row, readRow, writeRow } from './rows.ts';
import type { Table } from './tables.ts';

/** The row that says who may announce. */
export const leaseKey = 'lease';

interface Held {
  readonly owner: string;
  /** ISO 8601 UTC, by the store's clock. */
  readonly until: string;
}

/** The right to announce a crisis: one row, changed by version mark alone, so that only one owner wins. */
export function createLease(
  log: Table,
  clock: Clock,
): { readonly take: Notices['lease']; readonly release: Notices['releaseLease'] } {
  const read = async (crisisId: string) => {
    const row = await readRow(log, tableKey(crisisId), leaseKey);
    return { row, held: row && jsonOf<Held>(row) };
  };
  const write = (crisisId: string, row: Row | undefined, held: Held) =>
    writeRow(log, row, jsonRow(tableKey(crisisId), leaseKey, held));

  return {
    take: async (crisisId, owner, forMs) => {
      const { row, held } = await read(crisisId);
      const now = clock.now();
      if (held && held.owner !== owner && held.until > now) return false;
      const until = new Date(Date.parse(now) + forMs).toISOString();
      return write(crisisId, row, { owner, until });
    },
    release: async (crisisId, owner) => {
      const { row, held } = await read(crisisId);
      if (held?.owner === owner) await write(crisisId, row, { owner, until: new Date(0).toISOString() });
    },
  };
}
