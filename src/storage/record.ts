import { type Chain, LogRolledBack, type StoredRecord } from '../ports.ts';
import { genesis, verifyChain } from './chain.ts';
import { entryOf } from './entry-row.ts';
import { fold } from './folded.ts';

/**
 * A log as it stood at entry `upTo`, made anew from what is stored: a text that was erased meanwhile is gone from
 * it, whatever a process remembers. Throws `LogRolledBack` where the log does not hold.
 */
export function recordOf({ crisisId, epoch, links }: Chain, upTo: number): StoredRecord {
  const held = links.slice(0, upTo);
  const { broken, verified } = verifyChain(crisisId, genesis(crisisId, epoch), held);
  const fault =
    broken ?? (held.length < upTo ? ({ number: held.length + 1, why: 'cut' } as const) : undefined);
  if (fault)
    throw new LogRolledBack(`${crisisId}: entry ${fault.number} does not hold (${fault.why})`, fault);
  const { crisis, entries } = fold(crisisId, undefined, held.map(entryOf), { ...verified, etag: '' });
  return { ledger: { crisis, entries }, chain: { crisisId, epoch, links: held } };
}
