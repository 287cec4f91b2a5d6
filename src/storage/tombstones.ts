import type { Tombstone } from '../ports.ts';
import { tableKey } from './keys.ts';
import { below, changeRow, jsonOf, readRows } from './rows.ts';
import type { Table } from './tables.ts';

/** What is left of deleted records, one row each, by plan. */

export async function readTombstones(register: Table, planId: string): Promise<readonly Tombstone[]> {
  const rows = await readRows(register, partitionOf(planId), ...below('d:'));
  return rows.map((row) => jsonOf<Tombstone>(row));
}

/** The first one written stands: who deleted it, and when, is not changed by a second run. */
export function writeTombstone(register: Table, given: Tombstone): Promise<Tombstone> {
  const rowKey = `d:${tableKey(given.crisisId)}`;
  return changeRow<Tombstone>(register, partitionOf(given.planId), rowKey, (known = given) => known);
}

function partitionOf(planId: string): string {
  return `deleted:${tableKey(planId)}`;
}
