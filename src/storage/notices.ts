import { type Clock, type NoticeState, type Notices, type PostedCard, StoreFault } from '../ports.ts';
import { tableKey } from './keys.ts';
import { createLease } from './lease.ts';
import { below, changeRow, jsonOf, jsonRow, type Row, readRow, readRows, writeRow } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { transact, type Write } from './transaction.ts';
import { shortWait } from './waits.ts';

const attempts = 12;

/** One notice's row: the id stands in it, because the key may be a hash. */
interface NoticeRow {
  readonly id: string;
  readonly state: NoticeState;
}

/** What was sent, in rows beside the log in the crisis's partition. `clock` times the lease. */
export function createNotices({ log }: Tables, clock: Clock): Notices {
  const lease = createLease(log, clock);
  return {
    lease: lease.take,
    releaseLease: lease.release,
    states: async (crisisId) => {
      const rows = await noticeRows(log, crisisId);
      return new Map([...rows.values()].map(({ notice }) => [notice.id, notice.state]));
    },
    mark: (crisisId, states) => mark(log, crisisId, states),
    cards: async (crisisId) => {
      const rows = await readRows(log, tableKey(crisisId), ...below('c:'));
      return rows.map((row) => jsonOf<PostedCard>(row));
    },
    card: (crisisId, target) => cardOf(log, crisisId, target),
    saveCard: async (crisisId, card) => {
      await changeRow<PostedCard>(log, tableKey(crisisId), cardKey(card.target), () => card);
    },
    saveLogCard: async (crisisId, place) => {
      await writeRow(log, undefined, jsonRow(tableKey(crisisId), logCardKey(place), { place }));
    },
    isLogCard: async (crisisId, place) =>
      (await readRow(log, tableKey(crisisId), logCardKey(place))) !== undefined,
    changeCard: async (crisisId, target, change) => {
      const known = await cardOf(log, crisisId, target);
      // No row is ever removed: what was there once is there.
      return (
        known && changeRow<PostedCard>(log, tableKey(crisisId), cardKey(target), (now = known) => change(now))
      );
    },
  };
}

/** Not among the cards that are kept up to date, which are read anew for every entry. */
function logCardKey(place: string): string {
  return `l:${tableKey(place)}`;
}

function cardKey(target: string): string {
  return `c:${tableKey(target)}`;
}

async function cardOf(log: Table, crisisId: string, target: string): Promise<PostedCard | undefined> {
  const row = await readRow(log, tableKey(crisisId), cardKey(target));
  return row && jsonOf<PostedCard>(row);
}

async function noticeRows(log: Table, crisisId: string) {
  const rows = await readRows(log, tableKey(crisisId), ...below('n:'));
  return new Map(rows.map((row) => [row.rowKey, { row, notice: jsonOf<NoticeRow>(row) }]));
}

async function mark(log: Table, crisisId: string, states: ReadonlyMap<string, NoticeState>): Promise<void> {
  if (states.size === 0) return;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const present = await noticeRows(log, crisisId);
    const writes = [...states].flatMap(([id, state]): Write[] => {
      const rowKey = `n:${tableKey(id)}`;
      const before = present.get(rowKey);
      if (before && !mayReplace(before.notice.state, state)) return [];
      return [write(jsonRow(tableKey(crisisId), rowKey, { id, state }), before?.row)];
    });
    if (writes.length === 0) return;
    const answer = await transact(log, writes, 'again');
    if (answer.state === 'done') return;
    if (answer.state === 'rejected') throw new Error(`notices cannot be stored: ${answer.detail}`);
    await shortWait(attempt);
  }
  throw new StoreFault('others kept changing the notices');
}

/** A known outcome stands against what only says that something was, or may have been, under way. */
function mayReplace(before: NoticeState, after: NoticeState): boolean {
  const isOpen = (state: NoticeState) => ['sending', 'waiting', 'repeating', 'unknown'].includes(state);
  return before !== after && (isOpen(before) || !isOpen(after));
}

function write(row: Write['row'], before: Row | undefined): Write {
  return before ? { kind: 'replace', row, etag: before.etag } : { kind: 'create', row };
}
