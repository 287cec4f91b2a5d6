import type { HistoryView, PastCrisis } from '../cards/history.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { type Crises, type Journal, LogRolledBack, type Tombstone } from '../ports.ts';

interface Needs {
  readonly plan: Plan;
  readonly crises: Pick<Crises, 'started' | 'deleted' | 'read'>;
  readonly journal: Journal;
}

/** As many as a phone shows without endless scrolling; only these are read. */
const perPage = 10;

/** The crises and exercises there were: one query for all of them, then the logs of one page. */
export function createHistory({ plan, crises, journal }: Needs) {
  /** Undefined where there is none of this plan. */
  async function record(crisisId: string): Promise<Ledger | undefined> {
    const ledger = await crises.read(crisisId);
    return ledger?.crisis.plan.id === plan.id ? ledger : undefined;
  }

  async function history(page: number): Promise<HistoryView> {
    const [started, deleted] = await Promise.all([crises.started(plan.id), crises.deleted(plan.id)]);
    const gone = new Map(deleted.map((tombstone) => [tombstone.crisisId, tombstone]));
    const all = [...started.filter(({ crisisId }) => !gone.has(crisisId)), ...deleted].toSorted(
      (one, other) => other.startedAt.localeCompare(one.startedAt),
    );
    const pages = Math.max(1, Math.ceil(all.length / perPage));
    const shown = Math.min(Math.max(1, page), pages);
    const onPage = all.slice((shown - 1) * perPage, shown * perPage);
    const past = await Promise.all(
      onPage.map(({ crisisId, startedAt }) => {
        const tombstone = gone.get(crisisId);
        return tombstone ? deletedOne(tombstone) : readOne(crisisId, startedAt);
      }),
    );
    return { page: shown, pages, past: past.flatMap((one) => one ?? []) };
  }

  /** One log that does not hold hides no other. */
  async function readOne(crisisId: string, startedAt: string): Promise<PastCrisis | undefined> {
    try {
      const ledger = await record(crisisId);
      return ledger && { crisisId, startedAt, ledger };
    } catch (error) {
      if (!(error instanceof LogRolledBack)) throw error;
      journal.error('log.broken', error, { crisisId });
      return { crisisId, startedAt };
    }
  }

  return { record, history };
}

function deletedOne({ crisisId, startedAt, deletedAt, caseNumber, entries }: Tombstone): PastCrisis {
  return { crisisId, startedAt, deleted: { at: deletedAt, entries, ...(caseNumber ? { caseNumber } : {}) } };
}
