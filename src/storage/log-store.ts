import { randomBytes } from 'node:crypto';
import type { Entry } from '../domain/entry.ts';
import {
  type AppendResult,
  type Chain,
  type ChainLink,
  type Draft,
  type Head,
  LogRolledBack,
  type LogStore,
  type Mark,
  StoreFault,
} from '../ports.ts';
import { genesis, verifyChain } from './chain.ts';
import { entryOf, linkDraft, linkOf, rowOf } from './entry-row.ts';
import { entryKey, headKey, tableKey } from './keys.ts';
import { createRegister } from './register.ts';
import { type NewRow, type Row, readRow, readRows } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { readTombstones } from './tombstones.ts';
import { transact, type Write } from './transaction.ts';

const mostDrafts = 90;
/** Past the last entry's key. */
const entriesEnd = 'e;';

/** The log in Azure Tables: one partition a crisis, one head row, one row an entry. */
export function createLogStore(tables: Tables): LogStore {
  const { log } = tables;
  const head = (crisisId: string) => readHead(log, crisisId);
  return {
    ...createRegister(tables.register, async (crisisId) => (await head(crisisId)) !== undefined),
    head,
    entriesAfter: (crisisId, after) => readEntries(log, crisisId, after),
    chain: async (crisisId) => ((await head(crisisId))?.deleted ? undefined : readChain(log, crisisId)),
    deleted: (planId) => readTombstones(tables.register, planId),
    append: (crisisId, before, drafts) => append(log, crisisId, before, drafts),
  };
}

async function readHead(log: Table, crisisId: string): Promise<Head | undefined> {
  const row = await readRow(log, tableKey(crisisId), headKey);
  if (!row) return undefined;
  const { number, hash, deleted } = row.columns;
  return {
    number: Number(number),
    hash: String(hash),
    etag: row.etag,
    ...(deleted === true ? { deleted } : {}),
  };
}

async function readChain(log: Table, crisisId: string): Promise<Chain | undefined> {
  const rows = await readRows(log, tableKey(crisisId), entryKey(1), entriesEnd);
  if (rows.length === 0) return undefined;
  return { crisisId, epoch: epochOf(rows[0]), links: rows.map(linkOf) };
}

async function readEntries(log: Table, crisisId: string, after: Mark | undefined): Promise<readonly Entry[]> {
  const from = entryKey((after?.number ?? 0) + 1);
  const rows = await readRows(log, tableKey(crisisId), from, entriesEnd);
  const start = after ?? genesis(crisisId, epochOf(rows[0]));
  const links = rows.map(linkOf);
  const { broken } = verifyChain(crisisId, start, links);
  if (broken) {
    throw new LogRolledBack(`${crisisId}: entry ${broken.number} does not hold (${broken.why})`, broken);
  }
  return links.map(entryOf);
}

/** Entry 1 carries the epoch: no other row is needed to prove the whole partition. */
function epochOf(first: Row | undefined): string {
  return String(first?.columns.epoch ?? '');
}

async function append(
  log: Table,
  crisisId: string,
  before: Head | undefined,
  drafts: readonly Draft[],
): Promise<AppendResult> {
  if (drafts.length > mostDrafts) return { state: 'rejected', detail: `${drafts.length} entries` };
  const epoch = randomBytes(16).toString('base64url');
  const chained = chain(crisisId, before ?? genesis(crisisId, epoch), drafts);
  const partition = tableKey(crisisId);
  const rows = chained.links.map((link) => rowOf(partition, link));
  if (!before && rows[0]) rows[0] = { ...rows[0], epoch };
  const answer = await transact(log, [headWrite(partition, before, chained.mark), ...rows.map(create)]);
  if (answer.state === 'rejected') return answer;
  // A head that is missing or other than expected: someone else wrote, or the table was rolled back.
  if (answer.state !== 'done') return { state: 'conflict' };
  if (!answer.value) throw new StoreFault('the table service gave no version mark');
  return { state: 'stored', head: { ...chained.mark, etag: answer.value }, entries: chained.entries };
}

function chain(crisisId: string, start: Mark, drafts: readonly Draft[]) {
  const links: ChainLink[] = [];
  const entries: Entry[] = [];
  let mark = start;
  for (const draft of drafts) {
    const { link, entry } = linkDraft(crisisId, mark, draft);
    links.push(link);
    entries.push(entry);
    mark = { number: link.number, hash: link.hash };
  }
  return { links, entries, mark };
}

function headWrite(partitionKey: string, before: Head | undefined, mark: Mark): Write {
  const row = { partitionKey, rowKey: headKey, number: mark.number, hash: mark.hash };
  return before ? { kind: 'replace', row, etag: before.etag } : { kind: 'create', row };
}

function create(row: NewRow): Write {
  return { kind: 'create', row };
}
