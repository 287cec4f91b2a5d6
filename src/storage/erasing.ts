import type { Entry } from '../domain/entry.ts';
import { erasedText } from '../domain/erased-text.ts';
import type { Ledger } from '../domain/ledger.ts';
import { StoreFault } from '../ports.ts';
import { eraseAlarm } from './alarms.ts';
import { rowWithoutText } from './entry-row.ts';
import { entryKey, tableKey } from './keys.ts';
import { type Activity, activeKey, registerPartition, startKey } from './register.ts';
import { changeRow, readRow, writeRow } from './rows.ts';
import type { Table, Tables } from './tables.ts';
import { shortWait } from './waits.ts';

/** Takes the text of an entry out of the tables, on legal ground. Its place in the chain holds. */
export interface Erasing {
  /** When it was taken out, ISO 8601 UTC; undefined where it is there. */
  erasedAt(crisisId: string, number: number): Promise<string | undefined>;
  /** Takes it out, with its copies beside the log. What is out already stays as it is. */
  erase(ledger: Ledger, entry: Entry, at: string): Promise<void>;
}

const attempts = 12;

export function createErasing({ log, register }: Tables): Erasing {
  return {
    erasedAt: async (crisisId, number) => {
      const row = await readRow(log, tableKey(crisisId), entryKey(number));
      return row?.columns.erasedAt === undefined ? undefined : String(row.columns.erasedAt);
    },
    erase: async (ledger, entry, at) => {
      await eraseCopies(register, ledger, entry);
      await eraseRow(log, ledger.crisis.id, entry.number, at);
    },
  };
}

async function eraseRow(log: Table, crisisId: string, number: number, at: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await readRow(log, tableKey(crisisId), entryKey(number));
    if (!row) throw new Error(`${crisisId} has no entry ${number}`);
    if (row.columns.erasedAt !== undefined) return;
    if (await writeRow(log, row, rowWithoutText(tableKey(crisisId), row, at))) return;
    await shortWait(attempt);
  }
  throw new StoreFault('others kept changing the entry');
}

/** The words of the start, and of the newest reopening, stand in the register too, and an alarm's in its own row from before the crisis. */
async function eraseCopies(register: Table, ledger: Ledger, entry: Entry): Promise<void> {
  const { plan, exercise, id } = ledger.crisis;
  if (entry.event.kind === 'started') {
    for (const key of [activeKey({ planId: plan.id, exercise }), startKey(entry.intent)]) {
      await eraseStart(register, key, id);
    }
  }
  if (entry.event.kind === 'reopened') {
    await eraseReopening(register, activeKey({ planId: plan.id, exercise }), entry.intent);
  }
  const alarm = /^before-([\s\S]+)$/.exec(entry.intent)?.[1];
  if (alarm) await eraseAlarm(register, plan.id, { intent: alarm, at: entry.happenedAt }, erasedText);
}

async function eraseReopening(register: Table, rowKey: string, intent: string): Promise<void> {
  if (!(await readRow(register, registerPartition, rowKey))) return;
  await changeRow<Activity | undefined>(register, registerPartition, rowKey, (known) => {
    const reopening = known?.crisis.reopening;
    if (!known || reopening?.intent !== intent) return known;
    return { ...known, crisis: { ...known.crisis, reopening: { ...reopening, reason: erasedText } } };
  });
}

async function eraseStart(register: Table, rowKey: string, crisisId: string): Promise<void> {
  if (!(await readRow(register, registerPartition, rowKey))) return;
  await changeRow<Activity | undefined>(register, registerPartition, rowKey, (known) => {
    if (known?.crisis.crisisId !== crisisId) return known;
    const { text: _, ...start } = known.crisis.start;
    return { ...known, crisis: { ...known.crisis, start: { ...start, headline: erasedText } } };
  });
}
