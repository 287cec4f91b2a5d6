import { isCrisisId } from '../answering/which-crisis.ts';
import { type Entry, type ExportFormat, type PersonId, upToOf } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { may, phaseOf, standingsFor } from '../domain/rights.ts';
import type { Crises, StoredRecord } from '../ports.ts';
import { createAtOnce } from './at-once.ts';

/** A file of a record, whole. */
export interface MadeFile {
  readonly format: ExportFormat;
  /** Safe in a path and in a header. */
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** What files are made of: a log up to one entry, and who took it out when. */
export interface RecordToMake extends StoredRecord {
  readonly madeAt: string;
  /** A name. */
  readonly by: string;
  readonly upTo: number;
}

export type MakeFiles = (
  record: RecordToMake,
  formats: readonly ExportFormat[],
) => Promise<readonly MadeFile[]>;

/** Which files, for whom: of the export that one entry notes. */
export interface WantedFiles {
  readonly crisisId: string;
  readonly entry: number;
  readonly formats: readonly ExportFormat[];
  readonly personId: PersonId;
}

/**
 * The files, and the log as it is now. `busy`: too many are being made. `none`: no such export was noted, or it
 * is not this person's, or they may no longer have it.
 */
export type Made =
  | { readonly state: 'made'; readonly files: readonly MadeFile[]; readonly ledger: Ledger }
  | { readonly state: 'busy' | 'none' };

export interface MakingNeeds {
  readonly plan: Plan;
  readonly crises: Crises;
  readonly makeFiles: MakeFiles;
}

/** Files take time and memory: so many are made at once, and so many wait. */
const mostAtOnce = 2;
const mostWaiting = 6;

export type Making = (wanted: WantedFiles) => Promise<Made>;

/** Makes files from the log, each time anew: nothing of them is kept, so any replica can. */
export function createMaking({ plan, crises, makeFiles }: MakingNeeds): Making {
  const limited = createAtOnce(mostAtOnce, mostWaiting);

  async function make(wanted: WantedFiles): Promise<Made> {
    const ledger = isCrisisId(wanted.crisisId) ? await crises.read(wanted.crisisId) : undefined;
    const noted = ledger?.entries[wanted.entry - 1];
    if (!ledger || ledger.crisis.plan.id !== plan.id || !noted) return { state: 'none' };
    if (!isTheirs(noted, wanted) || !mayHave(plan, ledger, wanted.personId)) return { state: 'none' };
    const { by, at } = noted;
    const upTo = upToOf(noted);
    const record = await crises.record(wanted.crisisId, upTo);
    if (!record) return { state: 'none' };
    const files = await makeFiles({ ...record, madeAt: at, by: by.name, upTo }, wanted.formats);
    return { state: 'made', files, ledger };
  }

  return async (wanted) => {
    const made = await limited(() => make(wanted));
    return made === 'busy' ? { state: 'busy' } : made;
  };
}

/** Nothing is handed out that the log does not tell of. */
function isTheirs({ event, by }: Entry, { formats, personId }: WantedFiles): boolean {
  return (
    event.kind === 'exported' && by.id === personId && formats.every((one) => event.formats.includes(one))
  );
}

function mayHave(plan: Plan, { crisis }: Ledger, person: PersonId): boolean {
  return may('noteExport', phaseOf(crisis), standingsFor('noteExport', plan, crisis, person));
}
