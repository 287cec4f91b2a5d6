import { odata } from '@azure/data-tables';
import type { Ledger } from '../domain/ledger.ts';
import { StoreFault, type Tombstone } from '../ports.ts';
import { askAgain } from './ask.ts';
import { headKey, idOfKey, tableKey } from './keys.ts';
import { leaseKey } from './lease.ts';
import { type Activity, activeKey, registerPartition, startKey } from './register.ts';
import { changeRow, deleteRows, jsonOf, jsonRow, type Row, readRow, readRows, writeRow } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { writeTombstone } from './tombstones.ts';

/** A crisis's record in the tables, as its head row shows it. */
export interface Kept {
  readonly crisisId: string;
  /** `deleting`: it was begun and cut off. */
  readonly state: 'whole' | 'deleting' | 'deleted';
}

/** Deletes whole records by the rules of retention. */
export interface Deleting {
  /** Every record there is or was, by id. */
  kept(): Promise<readonly Kept[]>;
  /** Deletes a record and leaves a tombstone. False where it has changed since it was looked at. */
  remove(ledger: Ledger, tombstone: Tombstone): Promise<boolean>;
  /** Goes on where deleting was cut off. */
  complete(crisisId: string): Promise<Tombstone>;
}

/** What a head row holds while its record is deleted: all that is needed to go on after a crash. */
interface Deletion {
  readonly tombstone: Tombstone;
  /** Of the start; absent once all is gone. */
  readonly intent?: string;
}

/**
 * The head row says first that the record is deleted: from then on nobody reads or writes it, and a log of which
 * half is there looks neither changed nor begun anew. That row stays, so that the id is never given again.
 */
export function createDeleting({ log, register }: Tables): Deleting {
  const complete = async (crisisId: string): Promise<Tombstone> => {
    const head = await readRow(log, tableKey(crisisId), headKey);
    if (head?.columns.deleted !== true) throw new Error(`${crisisId} is not being deleted`);
    const { tombstone, intent } = jsonOf<Deletion>(head);
    const stands = await writeTombstone(register, tombstone);
    if (intent !== undefined) await forgetStart(register, tombstone, intent);
    await deleteRest(log, crisisId);
    await writeRow(log, head, headRow(crisisId, head, { tombstone: stands }));
    return stands;
  };
  return {
    kept: () => keptIn(log),
    complete,
    remove: async ({ crisis, entries }, tombstone) => {
      const head = await readRow(log, tableKey(crisis.id), headKey);
      const isSame = head && !head.columns.deleted && head.columns.hash === entries.at(-1)?.hash;
      const intent = entries[0]?.intent ?? '';
      // Whoever opens it again takes its place first, and writes the entry after that.
      if (isSame && (await isOpening(register, tombstone))) return false;
      if (!isSame || !(await writeRow(log, head, headRow(crisis.id, head, { tombstone, intent }))))
        return false;
      await complete(crisis.id);
      return true;
    },
  };
}

async function isOpening(register: Table, { crisisId, planId, exercise }: Tombstone): Promise<boolean> {
  const row = await readRow(register, registerPartition, activeKey({ planId, exercise }));
  const activity = row && jsonOf<Activity>(row);
  return activity?.running === true && activity.crisis.crisisId === crisisId;
}

function headRow(crisisId: string, { columns: { number, hash } }: Row, deletion: Deletion) {
  return { ...jsonRow(tableKey(crisisId), headKey, deletion), number, hash, deleted: true };
}

/** Every partition's head: the one query that goes over the whole table. */
async function keptIn(log: Table): Promise<readonly Kept[]> {
  const answer = await askAgain(log, async (client) => {
    const filter = odata`RowKey eq ${headKey}`;
    const found: Kept[] = [];
    for await (const columns of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
      const row: Row = { rowKey: headKey, etag: columns.etag, columns };
      const crisisId = idOfKey(String(columns.partitionKey));
      if (crisisId !== undefined) found.push({ crisisId, state: stateOf(row) });
    }
    return found;
  });
  if (answer.state !== 'done') throw new StoreFault(`reading was ${answer.state}`);
  return answer.value.toSorted((one, other) => (one.crisisId < other.crisisId ? -1 : 1));
}

function stateOf(row: Row): Kept['state'] {
  if (row.columns.deleted !== true) return 'whole';
  return jsonOf<Deletion>(row).intent === undefined ? 'deleted' : 'deleting';
}

/** All but the head: entries, what was sent, cards, the leases. */
async function deleteRest(log: Table, crisisId: string): Promise<void> {
  const partition = tableKey(crisisId);
  const rows = await readRows(log, partition, '', '~');
  const keys = rows.map(({ rowKey }) => rowKey).filter((rowKey) => rowKey !== headKey);
  await deleteRows(log, partition, keys);
  for (const beside of await besides(log, partition)) await deleteRows(log, beside, [leaseKey]);
}

/** How the space between crisis and person begins in a key; "_" and then "a" bound what follows it. */
const space = '_20';

/** Who greeted somebody that turned up holds a lease of its own, named by the crisis and the person. */
async function besides(log: Table, partition: string): Promise<readonly string[]> {
  const [from, to] = [`${partition}${space}_`, `${partition}${space}a`];
  const answer = await askAgain(log, async (client) => {
    const filter = odata`PartitionKey gt ${from} and PartitionKey lt ${to}`;
    const found: string[] = [];
    for await (const row of client.listEntities({ queryOptions: { filter } }))
      found.push(String(row.partitionKey));
    return found;
  });
  if (answer.state !== 'done') throw new StoreFault(`reading was ${answer.state}`);
  return answer.value;
}

/** The start's words and its writer leave the register. That it was the newest of its series does not. */
async function forgetStart(register: Table, { crisisId, planId, exercise }: Tombstone, intent: string) {
  const active = activeKey({ planId, exercise });
  if (await readRow(register, registerPartition, active)) {
    await changeRow<Activity | undefined>(
      register,
      registerPartition,
      active,
      (known) => known && without(known, crisisId),
    );
  }
  await deleteRows(register, registerPartition, [startKey(intent)]);
}

function without(activity: Activity, crisisId: string): Activity {
  const { crisis, previous = [] } = activity;
  const others = previous.filter((one) => one.crisisId !== crisisId);
  if (crisis.crisisId !== crisisId) return { ...activity, previous: others };
  const { reopening: _newest, ...rest } = crisis;
  const { text: _, ...start } = crisis.start;
  const nobody = { ...start, headline: '', by: { id: 'system', name: '' } };
  const gone = { ...rest, intent: '', start: nobody };
  return { ...activity, running: false, deleted: true, previous: others, crisis: gone };
}
