import { odata, type TableEntity } from '@azure/data-tables';
import { StoreFault } from '../ports.ts';
import { ask, askAgain } from './ask.ts';
import { cleaned, fromColumns, toColumns, toJson } from './columns.ts';
import type { Table } from './tables.ts';
import { shortWait } from './waits.ts';

/** A row as read, with its version mark. */
export interface Row {
  readonly rowKey: string;
  readonly etag: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** A row to write. */
export type NewRow = TableEntity<Record<string, unknown>>;

const attempts = 12;
const mostInATransaction = 100;

/** One point read; undefined where there is no such row. */
export async function readRow(table: Table, partition: string, rowKey: string): Promise<Row | undefined> {
  const answer = await askAgain(table, (client) =>
    client.getEntity<Record<string, unknown>>(partition, rowKey),
  );
  if (answer.state === 'missing') return undefined;
  if (answer.state !== 'done') throw new StoreFault(`reading was ${answer.state}`);
  return { rowKey, etag: answer.value.etag, columns: answer.value };
}

/** The rows of a partition whose keys lie from `from` up to, not with, `to`, in the order of their keys. */
export async function readRows(
  table: Table,
  partition: string,
  from: string,
  to: string,
): Promise<readonly Row[]> {
  const filter = odata`PartitionKey eq ${partition} and RowKey ge ${from} and RowKey lt ${to}`;
  const answer = await askAgain(table, async (client) => {
    const rows: Row[] = [];
    for await (const columns of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
      rows.push({ rowKey: String(columns.rowKey), etag: columns.etag, columns });
    }
    return rows;
  });
  if (answer.state !== 'done') throw new StoreFault(`reading was ${answer.state}`);
  return answer.value;
}

/** Deletes rows of a partition, all of a transaction's or none; a row that is gone already is no fault. */
export async function deleteRows(table: Table, partition: string, rowKeys: readonly string[]): Promise<void> {
  for (let from = 0; from < rowKeys.length; from += mostInATransaction) {
    const some = rowKeys.slice(from, from + mostInATransaction);
    const answer = await ask(table, (client) =>
      client.submitTransaction(some.map((rowKey) => ['delete', { partitionKey: partition, rowKey }])),
    );
    if (answer.state === 'done') continue;
    for (const rowKey of some) {
      const { state } = await ask(table, (client) => client.deleteEntity(partition, rowKey));
      if (state !== 'done' && state !== 'missing') throw new StoreFault(`deleting was ${state}`);
    }
  }
}

/** All keys that begin with `prefix`, as bounds for `readRows`. The prefix ends in ":". */
export function below(prefix: `${string}:`): [from: string, to: string] {
  return [prefix, `${prefix.slice(0, -1)};`];
}

/** Writes a row if it is still as it was read, or still absent. False where someone was faster. */
export async function writeRow(table: Table, before: Row | undefined, row: NewRow): Promise<boolean> {
  const answer = await ask(table, async (client): Promise<unknown> => {
    if (!before) return client.createEntity(row);
    return client.updateEntity(row, 'Replace', { etag: before.etag });
  });
  if (answer.state === 'rejected') throw new Error(`a row cannot be stored: ${answer.detail}`);
  return answer.state === 'done';
}

/**
 * Reads, changes and writes one JSON row, again when someone was faster. A write whose answer was lost is
 * known by what it left, so that no change is made twice.
 */
export async function changeRow<Value>(
  table: Table,
  partition: string,
  rowKey: string,
  change: (known: Value | undefined) => Value,
): Promise<Value> {
  let silent: unknown;
  let tried: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await readRow(table, partition, rowKey);
    const known = before && jsonOf<Value>(before);
    if (known !== undefined && silent && toJson(known) === tried) return known;
    const value = cleaned(change(known));
    tried = toJson(value);
    try {
      silent = undefined;
      if (await writeRow(table, before, jsonRow(partition, rowKey, value))) return value;
    } catch (error) {
      if (!(error instanceof StoreFault) || attempt > 1) throw error;
      silent = error;
    }
    await shortWait(attempt);
  }
  throw new StoreFault('others kept changing the same row');
}

/** A row that holds one value as JSON, in as many columns as it needs. */
export function jsonRow(partitionKey: string, rowKey: string, value: unknown): NewRow {
  return { partitionKey, rowKey, ...toColumns('json', toJson(value)) };
}

/** The value of a row written by `jsonRow`. */
export function jsonOf<Value>(row: Row): Value {
  const json = fromColumns(row.columns, 'json');
  if (json === undefined) throw new Error(`row ${row.rowKey} holds no value`);
  return JSON.parse(json) as Value;
}
