import { odata } from '@azure/data-tables';
import { type Alarm, type Alarms, StoreFault } from '../ports.ts';
import { askAgain } from './ask.ts';
import { cleaned } from './columns.ts';
import { tableKey } from './keys.ts';
import { below, changeRow, deleteRows, jsonOf, jsonRow, readRow, readRows } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { transact } from './transaction.ts';

/** The alarms raised while no crisis runs, one partition a plan. */
export function createAlarms({ register }: Tables): Alarms {
  return {
    record: async (planId, given) => {
      const alarm: Alarm = cleaned(given);
      const partition = partitionOf(planId);
      const byIntent = jsonRow(partition, `i:${tableKey(alarm.intent)}`, { at: alarm.at });
      const byTime = jsonRow(partition, timeKey(alarm), alarm);
      // Two rows, for two questions: is this intent known, and what has come since.
      const answer = await transact(register, [
        { kind: 'create', row: byIntent },
        { kind: 'create', row: byTime },
      ]);
      if (answer.state === 'rejected') throw new Error(`the alarm cannot be stored: ${answer.detail}`);
      return answer.state === 'done' ? 'stored' : 'known';
    },
    since: async (planId, at) => {
      const [, end] = below('t:');
      const rows = await readRows(register, partitionOf(planId), `t:${milliseconds(at)}`, end);
      return rows.map((row) => jsonOf<Alarm>(row));
    },
  };
}

/** Puts something else in place of what an alarm says; nothing where there is no such alarm. */
export async function eraseAlarm(
  register: Table,
  planId: string,
  which: Pick<Alarm, 'intent' | 'at'>,
  text: string,
): Promise<void> {
  const [partition, rowKey] = [partitionOf(planId), timeKey(which)];
  if (!(await readRow(register, partition, rowKey))) return;
  await changeRow<Alarm | undefined>(register, partition, rowKey, (known) => known && { ...known, text });
}

/** A row of an alarm: each has two. */
interface AlarmRow {
  readonly partition: string;
  readonly rowKey: string;
}

/** The rows of a plan's alarms from before a moment (ISO 8601 UTC), or of all plans'. */
export async function alarmsBefore(
  { register }: Tables,
  at: string,
  planId?: string,
): Promise<readonly AlarmRow[]> {
  const answer = await askAgain(register, async (client) => {
    const filter =
      planId === undefined
        ? odata`PartitionKey gt ${'alarms:'} and PartitionKey lt ${'alarms;'}`
        : odata`PartitionKey eq ${partitionOf(planId)}`;
    const rows: AlarmRow[] = [];
    for await (const columns of client.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
      const [partition, rowKey] = [String(columns.partitionKey), String(columns.rowKey)];
      const alarm = jsonOf<Pick<Alarm, 'at'>>({ rowKey, etag: columns.etag, columns });
      if (alarm.at < at) rows.push({ partition, rowKey });
    }
    return rows;
  });
  if (answer.state !== 'done') throw new StoreFault(`reading was ${answer.state}`);
  return answer.value;
}

/** Deletes these rows. */
export async function deleteAlarms({ register }: Tables, rows: readonly AlarmRow[]): Promise<void> {
  for (const partition of new Set(rows.map((row) => row.partition))) {
    const keys = rows.filter((row) => row.partition === partition).map(({ rowKey }) => rowKey);
    await deleteRows(register, partition, keys);
  }
}

function partitionOf(planId: string): string {
  return `alarms:${tableKey(planId)}`;
}

/** Sorts by time; the intent keeps two alarms of the same moment apart. */
function timeKey({ at, intent }: Pick<Alarm, 'intent' | 'at'>): string {
  return `t:${milliseconds(at)}:${tableKey(intent)}`;
}

function milliseconds(at: string): string {
  return String(Date.parse(at)).padStart(15, '0');
}
