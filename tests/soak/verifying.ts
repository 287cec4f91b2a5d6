import type { Attempt, Finding } from '../faults/attempts.ts';
import { findingsIn } from '../faults/history.ts';
import { type StoredEntry, storedLog } from '../faults/stored-log.ts';
import type { Town } from '../faults/whole-town.ts';

/** What people asked for and were told in the crisis that runs, and what the verifier makes of it. */
export interface Verifying {
  /** Who asks for something says so before it is sent. */
  note(attempt: Attempt): void;
  /** Reads the whole log of the crisis and compares. */
  look(crisisId: string): Promise<void>;
  /** All logs once more, by themselves. Begins anew for the next crisis. */
  lookAtAll(planId: string): Promise<void>;
  readonly findings: readonly Finding[];
  /** How often it looked. */
  looks(): number;
  entries(): number;
}

/** Only what is typed is known here by its intent. */
const isOwn = ({ by, event, intent }: StoredEntry) =>
  by === 'system' || event.kind === 'started' || !intent.startsWith('m:');

export function createVerifying({ store }: Town): Verifying {
  let attempts: Attempt[] = [];
  const found = new Map<string, Finding>();
  let looks = 0;
  let entries = 0;

  function keep(findings: readonly Finding[]): void {
    for (const finding of findings) found.set(`${finding.rule} ${finding.what}`, finding);
    looks += 1;
  }

  return {
    note: (attempt) => void attempts.push(attempt),
    async look(crisisId) {
      const answered = attempts.length;
      const chain = await store.log.chain(crisisId);
      // What was answered after the log had been read may not stand in it.
      const known = attempts.map((attempt, place) => (place < answered ? attempt : unanswered(attempt)));
      if (chain) keep(findingsIn(known, [storedLog(chain)], isOwn));
    },
    async lookAtAll(planId) {
      const started = await store.log.started(planId);
      const chains = await Promise.all(started.map(({ crisisId }) => store.log.chain(crisisId)));
      const logs = chains.flatMap((chain) => (chain ? [storedLog(chain)] : []));
      // Each by itself: what is due has the same intent in every crisis.
      for (const log of logs) keep(findingsIn([], [log], () => true));
      entries = logs.reduce((sum, log) => sum + log.entries.length, 0);
      attempts = [];
    },
    get findings() {
      return [...found.values()];
    },
    looks: () => looks,
    entries: () => entries,
  };
}

function unanswered({ intent, crisisId, invokedAt, answeredAt }: Attempt): Attempt {
  const of = crisisId === undefined ? {} : { crisisId };
  return { intent, ...of, invokedAt, answeredAt, answer: { state: 'unknown' } };
}
