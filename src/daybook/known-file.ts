import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChosenChannel, Journal, KnownAccount } from '../ports.ts';
import { isNumber, isText, listOf, optional, shape } from './shape.ts';

/** What became of an account while it could not be written. */
export interface HeldAccount {
  /** As it was last known in the tables. */
  readonly before?: KnownAccount;
  readonly after: KnownAccount;
}

/** Whom and what a process knew beside the log. */
export interface KnownState {
  readonly accounts: readonly KnownAccount[];
  readonly held: readonly HeldAccount[];
  /** The channel chosen for the status card, by plan; null where none was. */
  readonly channels: Readonly<Record<string, ChosenChannel | null>>;
}

const account = shape({ accountId: isText, name: isText });
const aKnown = shape({
  v: isNumber,
  state: shape({
    accounts: listOf(account),
    held: listOf(shape({ before: optional(account), after: account })),
    channels: shape({}),
  }),
});

function isKnown(value: unknown): value is { readonly v: number; readonly state: KnownState } {
  return aKnown(value);
}

/** Keeps what is known on the disk, for a process that begins while the tables are away. */
export interface KnownFile {
  /** Something may have changed: it is written within a moment, where it has. */
  touched(): void;
  /** Writes now what has changed. Never throws. */
  save(): Promise<void>;
}

const soonMs = 2_000;
const version = 1;

/** The file's state; undefined where there is none, or none that can be read. */
export async function readKnown(folder: string, journal: Journal): Promise<KnownState | undefined> {
  try {
    const known: unknown = JSON.parse(await readFile(fileIn(folder), 'utf8'));
    if (!isKnown(known)) throw new Error('it holds something else');
    return known.v === version ? known.state : undefined;
  } catch (error) {
    // The first start has none; one that was cut off is made anew from the tables.
    if (!isMissing(error)) journal.error('known.unreadable', error);
    return undefined;
  }
}

/** Replicas on one folder share the file: they know the same, and the last to write it stands. */
export function createKnownFile(folder: string, state: () => KnownState, journal: Journal): KnownFile {
  let written = '';
  let timer: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();

  async function write(): Promise<void> {
    const text = JSON.stringify({ v: version, state: state() });
    if (text === written) return;
    const beside = join(dirname(fileIn(folder)), `known-${randomUUID()}.tmp`);
    try {
      await writeFile(beside, text, { mode: 0o600, flush: true });
      await rename(beside, fileIn(folder));
      written = text;
    } catch (error) {
      journal.error('known.unwritten', error);
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    saving = saving.then(write);
    return saving;
  }

  return {
    save,
    touched() {
      timer ??= setTimeout(() => void save(), soonMs).unref();
    },
  };
}

function fileIn(folder: string): string {
  return join(folder, 'known.json');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
