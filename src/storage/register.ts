import { createHash } from 'node:crypto';
import {
  type ActiveCrisis,
  type ClaimRequest,
  type LogStore,
  type RecentCrisis,
  type Reopening,
  type Resumed,
  type Series,
  type StartedCrisis,
  StoreFault,
} from '../ports.ts';
import { cleaned } from './columns.ts';
import { tableKey } from './keys.ts';
import { below, jsonOf, jsonRow, type Row, readRow, readRows, writeRow } from './rows.ts';
import type { Table } from './tables.ts';
import { transact, type Write } from './transaction.ts';
import { shortWait } from './waits.ts';

/** One partition: what makes a crisis the active one, gives it its number and keeps its intent is one transaction. */
export const registerPartition = 'register';
const attempts = 12;
const year = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', year: 'numeric' });

/** How many crises before the active one are remembered: one may begin before the end of another is told. */
const mostPrevious = 3;

export interface Activity {
  readonly running: boolean;
  readonly crisis: ActiveCrisis;
  /** Of a start's own row: whose crisis it is. Not kept at first. */
  readonly planId?: string;
  /** True where its record was deleted: it is then one of the recent no more. */
  readonly deleted?: true;
  /** Those before it in the series, newest first. */
  readonly previous?: readonly RecentCrisis[];
}

/** Numbers given in a series this year. All plans in the tables share them, so that an id means one crisis. */
interface Numbers {
  readonly year: string;
  readonly count: number;
}

/** The register's part of the log port. `isTaken` tells whether a crisis id has a log already. */
export function createRegister(
  table: Table,
  isTaken: (crisisId: string) => Promise<boolean>,
): Pick<LogStore, 'active' | 'latest' | 'started' | 'claim' | 'resume' | 'release'> {
  return {
    active: async (series) => {
      const row = await readRow(table, registerPartition, activeKey(series));
      const activity = row && jsonOf<Activity>(row);
      return activity?.running ? activity.crisis : undefined;
    },
    latest: async (series) => {
      const row = await readRow(table, registerPartition, activeKey(series));
      return row ? recentOf(jsonOf<Activity>(row)) : [];
    },
    started: (planId) => readStarted(table, planId),
    claim: (series, request) => claim(table, isTaken, series, request),
    resume: (series, crisisId, reopening, before) =>
      resume(table, series, crisisId, { reopening: cleaned(reopening), before }),
    release: (series, crisisId, reopening) => release(table, series, crisisId, reopening),
  };
}

async function claim(
  table: Table,
  isTaken: (crisisId: string) => Promise<boolean>,
  series: Series,
  request: ClaimRequest,
): Promise<ActiveCrisis> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const started = await readRow(table, registerPartition, startKey(request.intent));
    if (started) return jsonOf<Activity>(started).crisis;
    const active = await readRow(table, registerPartition, activeKey(series));
    const activity = active && jsonOf<Activity>(active);
    if (activity?.running) return activity.crisis;
    const numbers = await readRow(table, registerPartition, numbersKey(series));
    const next = await nextNumber(isTaken, series, request.start.at, numbers);
    const crisis = toActive(crisisIdOf(series, next), request);
    const claimed: Activity = { running: true, crisis };
    const answer = await transact(table, [
      write(activeKey(series), active, { ...claimed, previous: previousOf(activity) }),
      write(numbersKey(series), numbers, next),
      write(startKey(request.intent), undefined, { ...claimed, planId: series.planId }),
    ]);
    if (answer.state === 'done') return crisis;
    if (answer.state === 'rejected') throw new Error(`the start cannot be stored: ${answer.detail}`);
    await shortWait(attempt);
  }
  throw new StoreFault('others kept starting a crisis');
}

/** Each start has a row of its own, which stays as long as its record. */
async function readStarted(table: Table, planId: string): Promise<readonly StartedCrisis[]> {
  const rows = await readRows(table, registerPartition, ...below('start:'));
  return rows
    .map((row) => jsonOf<Activity>(row))
    .filter((start) => start.planId === undefined || start.planId === planId)
    .map(({ crisis: { crisisId, start } }) => ({ crisisId, startedAt: start.at }))
    .toSorted((one, other) => other.startedAt.localeCompare(one.startedAt));
}

function recentOf({ running, crisis, deleted, previous = [] }: Activity): readonly RecentCrisis[] {
  const { crisisId, origin } = crisis;
  return deleted ? previous : [{ crisisId, origin, ...(running ? { isActive: true } : {}) }, ...previous];
}

function previousOf(before: Activity | undefined): readonly RecentCrisis[] {
  const recent = before ? recentOf(before) : [];
  return recent.slice(0, mostPrevious).map(({ crisisId, origin }) => ({ crisisId, origin }));
}

/** The row alone says which crisis runs: of a reopening and a start at the same moment, one wins. */
async function resume(
  table: Table,
  series: Series,
  crisisId: string,
  { reopening, before }: { readonly reopening: Reopening; readonly before: string | undefined },
): Promise<Resumed> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await readRow(table, registerPartition, activeKey(series));
    const activity = row && jsonOf<Activity>(row);
    const newest = activity?.crisis.crisisId;
    if (!activity || activity.deleted || newest !== crisisId) {
      return { state: 'overtaken', isRunning: activity?.running === true, ...(newest ? { newest } : {}) };
    }
    const isOpenedSince = activity.running && activity.crisis.reopening?.intent !== before;
    if (isOpenedSince) return { state: 'active', crisis: activity.crisis };
    const crisis = { ...activity.crisis, reopening };
    const next: Activity = { ...activity, running: true, crisis };
    if (await writeRow(table, row, jsonRow(registerPartition, activeKey(series), next))) {
      return { state: 'active', crisis };
    }
    await shortWait(attempt);
  }
  throw new StoreFault('the active crisis kept changing');
}

async function release(
  table: Table,
  series: Series,
  crisisId: string,
  reopening: string | undefined,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const row = await readRow(table, registerPartition, activeKey(series));
    const activity = row && jsonOf<Activity>(row);
    if (!activity?.running || activity.crisis.crisisId !== crisisId) return;
    // Seen before somebody opened it again, the end is not the end any more.
    if (activity.crisis.reopening?.intent !== reopening) return;
    const ended: Activity = { ...activity, running: false };
    if (await writeRow(table, row, jsonRow(registerPartition, activeKey(series), ended))) return;
    await shortWait(attempt);
  }
  throw new StoreFault('the active crisis kept changing');
}

/** The next number whose id no log has: also a register that was rolled back gives no id a second time. */
async function nextNumber(
  isTaken: (crisisId: string) => Promise<boolean>,
  series: Series,
  at: string,
  row: Row | undefined,
): Promise<Numbers> {
  const given = row && jsonOf<Numbers>(row);
  const thisYear = year.format(new Date(at));
  let count = given?.year === thisYear ? given.count + 1 : 1;
  while (await isTaken(crisisIdOf(series, { year: thisYear, count }))) count += 1;
  return { year: thisYear, count };
}

/** "K-2026-07", or "Ø-2026-01" for an exercise. */
function crisisIdOf(series: Series, numbers: Numbers): string {
  return `${series.exercise ? 'Ø' : 'K'}-${numbers.year}-${String(numbers.count).padStart(2, '0')}`;
}

function toActive(crisisId: string, { intent, origin, start }: ClaimRequest): ActiveCrisis {
  const { plan: _, ...rest } = start;
  return cleaned({ crisisId, intent, origin, start: { ...rest, crisisId } });
}

function write(rowKey: string, before: Row | undefined, value: unknown): Write {
  const row = jsonRow(registerPartition, rowKey, value);
  return before ? { kind: 'replace', row, etag: before.etag } : { kind: 'create', row };
}

/** The row of the newest crisis of a series. */
export function activeKey({ planId, exercise }: Series): string {
  return `active:${tableKey(planId)}:${exercise ? 'exercise' : 'real'}`;
}

function numbersKey({ exercise }: Series): string {
  return `numbers:${exercise ? 'exercise' : 'real'}`;
}

/** The row that knows an intent that started a crisis. */
export function startKey(intent: string): string {
  return `start:${createHash('sha256').update(cleaned(intent)).digest('base64url')}`;
}
