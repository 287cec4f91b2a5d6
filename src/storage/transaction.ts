import type { TransactionAction } from '@azure/data-tables';
import { type Answer, ask, askAgain } from './ask.ts';
import type { NewRow } from './rows.ts';
import type { Table } from './tables.ts';

/** The service takes 100 rows, 4 MiB, and 1 MiB a row with two bytes a character: these leave room. */
const mostRows = 100;
const mostBytes = 3_500_000;
const mostBytesInARow = 900_000;
/** What the protocol adds to each row of a transaction. */
const frame = 1000;

/** A row to create, or to put in place of the one with this version mark. */
export type Write =
  | { readonly kind: 'create'; readonly row: NewRow }
  | { readonly kind: 'replace'; readonly row: NewRow; readonly etag: string };

/**
 * Writes all rows or none; answers the new version mark of the first. A transaction cut off by the network
 * is sent a second time only where `again` says that the writer can tell: it may then find its own rows.
 */
export async function transact(
  table: Table,
  writes: readonly Write[],
  again: 'once' | 'again' = 'once',
): Promise<Answer<string | undefined>> {
  const tooLarge = sizeFault(writes);
  if (tooLarge) return { state: 'rejected', detail: tooLarge };
  const send = again === 'again' ? askAgain : ask;
  return send(table, async (client) => {
    const { subResponses } = await client.submitTransaction(writes.map(toAction));
    return subResponses[0]?.etag;
  });
}

function toAction(write: Write): TransactionAction {
  if (write.kind === 'create') return ['create', write.row];
  return ['update', write.row, 'Replace', { etag: write.etag }];
}

/** Bounded here, because not every table service that the bot meets keeps its own limits. */
function sizeFault(writes: readonly Write[]): string | undefined {
  if (writes.length > mostRows) return `${writes.length} rows`;
  let total = 0;
  for (const { row } of writes) {
    const json = JSON.stringify(row);
    if (json.length * 2 > mostBytesInARow) return `a row of ${json.length * 2} bytes`;
    total += Buffer.byteLength(json) + frame;
  }
  return total > mostBytes ? `${total} bytes` : undefined;
}
