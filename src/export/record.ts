import { setImmediate } from 'node:timers/promises';
import { type CourseFigures, courseFigures } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import type { CrisisEvent, Entry, ExportFormat } from '../domain/entry.ts';
import { erasedText } from '../domain/erased-text.ts';
import { evolve } from '../domain/evolve.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type EntryView, logView } from '../domain/log-view.ts';
import type { Chain, ChainLink } from '../ports.ts';
import { type History, historian } from './history.ts';

/** A crisis's record, to be made into files. */
export interface CrisisRecord {
  readonly ledger: Ledger;
  /** Of the same crisis; read no earlier than the ledger. */
  readonly chain: Chain;
  /** When the files are made, ISO 8601 UTC. */
  readonly madeAt: string;
  /** Who asked for them: a name. */
  readonly by: string;
  /** The newest entry the files hold. */
  readonly upTo: number;
}

export interface RecordFile {
  /** Safe everywhere, and never what somebody wrote. */
  readonly name: string;
  readonly mime: string;
  readonly bytes: Buffer;
  readonly format: ExportFormat;
}

/** A record's log as it is read: up to its newest entry, without texts that were erased. */
export interface LogReading {
  /** What of a crisis never changes. */
  readonly crisis: Pick<Crisis, 'id' | 'exercise' | 'plan'>;
  readonly entries: readonly Entry[];
  readonly views: readonly EntryView[];
  readonly links: readonly ChainLink[];
  readonly epoch: string;
  /** The newest entry: its number and hash are the record's anchor. */
  readonly last: Entry;
  /** Entries whose text was erased on legal ground. */
  readonly erased: ReadonlySet<number>;
  readonly madeAt: string;
  readonly by: string;
}

/** The same, with the course that follows from it. */
export interface Reading extends LogReading {
  /** As it stood with the newest entry. */
  readonly crisis: Crisis;
  readonly ledger: Ledger;
  readonly figures: CourseFigures;
  readonly history: History;
}

/** Reads a record's log. Throws where ledger and chain are not of one log. */
export function readLog({ ledger, chain, madeAt, by, upTo }: CrisisRecord): LogReading {
  const links = chain.links.slice(0, upTo);
  const erased = new Set(links.filter(({ text }) => !text).map(({ number }) => number));
  const entries = ledger.entries
    .slice(0, upTo)
    .map((entry) => (erased.has(entry.number) ? bare(entry) : entry));
  const last = entries.at(-1);
  if (!last || entries.some(({ hash }, index) => hash !== links[index]?.hash)) {
    throw new Error(`the ledger and the chain of ${chain.crisisId} do not belong together`);
  }
  const { id, exercise, plan } = ledger.crisis;
  const views = logView(entries);
  return {
    crisis: { id, exercise, plan },
    entries,
    views,
    links,
    epoch: chain.epoch,
    last,
    erased,
    madeAt,
    by,
  };
}

/** Folds a log anew from its entries: the ledger it came with may know more than it holds. */
export async function readCourse(log: LogReading): Promise<Reading> {
  const { crisis, history } = await fold(log.entries, log.crisis.id);
  const ledger: Ledger = { crisis, entries: log.entries };
  await setImmediate();
  return { ...log, crisis, ledger, figures: courseFigures(ledger), history };
}

/** An entry that a replica read before its text was erased. */
function bare(entry: Entry): Entry {
  const { words } = entry.event as { words?: object };
  if (!words) return { ...entry, text: erasedText };
  const blank = Object.fromEntries(Object.keys(words).map((word) => [word, erasedText]));
  return { ...entry, text: erasedText, event: { ...entry.event, words: blank } as CrisisEvent };
}

const atOnce = 100;

async function fold(entries: readonly Entry[], crisisId: string) {
  const observed = historian();
  let crisis: Crisis | undefined;
  for (const [index, entry] of entries.entries()) {
    const before = crisis;
    crisis = evolve(crisis, entry, crisisId);
    observed.saw(entry, crisis, before);
    if (index % atOnce === atOnce - 1) await setImmediate();
  }
  if (!crisis) throw new Error(`the log of ${crisisId} is empty`);
  return { crisis, history: observed.history() };
}
