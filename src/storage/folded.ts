import type { Crisis } from '../domain/crisis.ts';
import type { Entry } from '../domain/entry.ts';
import { evolve } from '../domain/evolve.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Head, LogRolledBack, type LogStore } from '../ports.ts';

/** A crisis as this process knows it: its log up to one head, folded. */
export interface Folded extends Ledger {
  readonly head: Head;
  /** Every known intent with its entry. Shared between the states of one crisis; it only grows. */
  readonly byIntent: Map<string, Entry>;
}

/** What was known with the entries that follow. `entries` is not empty where nothing was known. */
export function fold(
  crisisId: string,
  before: Folded | undefined,
  entries: readonly Entry[],
  head: Head,
): Folded {
  const byIntent = before?.byIntent ?? new Map<string, Entry>();
  let crisis: Crisis | undefined = before?.crisis;
  for (const entry of entries) {
    crisis = evolve(crisis, entry, crisisId);
    byIntent.set(entry.intent, entry);
  }
  if (!crisis) throw new Error(`${crisisId}: nothing to fold`);
  return { crisis, entries: [...(before?.entries ?? []), ...entries], head, byIntent };
}

/**
 * Looks at the head and reads what is new; the same object where nothing is. Undefined where there is no log,
 * or none any more. Throws `LogRolledBack` where
 * the table holds less than, or other than, what was read before.
 */
export async function refresh(
  log: LogStore,
  crisisId: string,
  known: Folded | undefined,
): Promise<Folded | undefined> {
  const head = await log.head(crisisId);
  if (head?.deleted || (!known && !head)) return undefined;
  const from = known?.head.number ?? 0;
  if (!head || head.number < from) {
    const end = head?.number ?? 0;
    const fault = { number: end + 1, why: 'cut' } as const;
    throw new LogRolledBack(`${crisisId} ends at ${end}, but ${from} has been read`, fault);
  }
  if (known && head.number === from) return unmoved(crisisId, known, head);
  const entries = (await log.entriesAfter(crisisId, known?.head)).slice(0, head.number - from);
  if (entries.at(-1)?.hash !== head.hash) {
    throw new LogRolledBack(`${crisisId}: the entries do not lead to head ${head.number}`);
  }
  return known && entries.some(erasesText)
    ? readAnew(log, crisisId, known)
    : fold(crisisId, known, entries, head);
}

/** True for an entry after which a text that was read before is no longer there. */
export function erasesText({ event }: Entry): boolean {
  return event.kind === 'textErased';
}

/** Reads the whole log, so that nothing of what was erased stays in memory. */
async function readAnew(log: LogStore, crisisId: string, known: Folded): Promise<Folded | undefined> {
  const anew = await refresh(log, crisisId, undefined);
  if (anew && anew.entries[known.head.number - 1]?.hash !== known.head.hash) {
    throw new LogRolledBack(`${crisisId}: entry ${known.head.number} is not the one that was read`);
  }
  return anew;
}

function unmoved(crisisId: string, known: Folded, head: Head): Folded {
  if (head.hash !== known.head.hash) {
    const fault = { number: head.number, why: 'other' } as const;
    throw new LogRolledBack(`${crisisId}: entry ${head.number} is not the one that was read`, fault);
  }
  return head.etag === known.head.etag ? known : { ...known, head };
}
