import type { Crisis } from '../domain/crisis.ts';
import { decide } from '../domain/decide.ts';
import type { Plan } from '../domain/plan.ts';
import {
  type ActiveCrisis,
  type ActiveLedger,
  type ClaimRequest,
  type Crises,
  LogRolledBack,
  type LogStore,
  type Outcome,
  type Series,
  StoreFault,
} from '../ports.ts';
import { checkLog } from './check-log.ts';
import { cleaned } from './columns.ts';
import { createMailboxes } from './mailboxes.ts';
import { persist } from './persist.ts';

export interface CrisesOptions {
  readonly log: LogStore;
  /** The plan a crisis is started with whose own start was cut off before its first entry. */
  readonly plan: Plan;
  /** How long one answer may take, in ms. Default 6000. */
  readonly budgetMs?: number;
}

/** The crises of this process, each with its mailbox. Every method throws `StoreFault` when it cannot know. */
export function createCrises({ log, plan, budgetMs = 6000 }: CrisesOptions): Crises {
  const mailboxOf = createMailboxes(log, budgetMs);

  /** Writes the start entry of a claimed crisis, where a crash or the one who claimed it has not yet. */
  const complete = async (claimed: ActiveCrisis, withPlan: Plan): Promise<Outcome> => {
    const outcome = await mailboxOf(claimed.crisisId).submit(claimed.intent, {
      ...claimed.start,
      plan: withPlan,
    });
    if (outcome.state !== 'refused' || !outcome.ledger) return outcome;
    throw new LogRolledBack(`the log of ${claimed.crisisId} was begun by another message`);
  };

  /** The crisis that runs in a series. One that has ended, or could not begin, gives up its place. */
  const running = async (series: Series): Promise<ActiveLedger | undefined> => {
    const claimed = await persist(budgetMs, () => log.active(series));
    if (!claimed) return undefined;
    const { ledger } = await complete(claimed, plan);
    if (ledger && !ledger.crisis.ended) return { ledger, origin: claimed.origin };
    await persist(budgetMs, () => log.release(series, claimed.crisisId));
    return undefined;
  };

  const start = async (series: Series, request: ClaimRequest): Promise<Outcome> => {
    const refusal = refusedStart(request);
    if (refusal) return refusal;
    const claimed = await persist(budgetMs, () => log.claim(series, request));
    if (claimed.intent === cleaned(request.intent)) return complete(claimed, request.start.plan);
    const found = await running(series);
    if (!found) return start(series, request);
    const crisisId = found.ledger.crisis.id;
    const outcome = await mailboxOf(crisisId).submit(request.intent, { ...request.start, crisisId });
    return outcome.ledger?.crisis.ended ? start(series, request) : outcome;
  };

  return {
    // A real crisis never waits for what becomes of an exercise.
    active: async (planId) =>
      (await running({ planId, exercise: false })) ?? (await running({ planId, exercise: true })),
    recent: async (planId) => {
      const series = [false, true].map((exercise) => ({ planId, exercise }));
      const found = await Promise.all(series.map((one) => persist(budgetMs, () => log.latest(one))));
      return found.flat();
    },
    read: (crisisId) => mailboxOf(crisisId).read(),
    deleted: (planId) => persist(budgetMs, () => log.deleted(planId)),
    chain: (crisisId) => persist(budgetMs, () => log.chain(crisisId)),
    check: ({ crisis, entries }) => checkLog(log, crisis.id, entries, budgetMs),
    start,
    submit: async (crisisId, intent, by, at, body) => {
      const outcome = await mailboxOf(crisisId).submit(intent, { by, at, ...body });
      if (outcome.state !== 'refused' && outcome.entry.event.kind === 'ended') {
        await releaseEnded(log, outcome.ledger.crisis);
      }
      return outcome;
    },
  };
}

/** The refusal of a start that may not be, before it takes a place in the series. */
function refusedStart({ start }: ClaimRequest): Outcome | undefined {
  const decision = decide(undefined, { ...start, crisisId: '' });
  return 'refusal' in decision ? { state: 'refused', refusal: decision.refusal } : undefined;
}

async function releaseEnded(log: LogStore, crisis: Crisis): Promise<void> {
  try {
    await log.release({ planId: crisis.plan.id, exercise: crisis.exercise }, crisis.id);
  } catch (error) {
    // The end is stored. Whoever asks next what runs finds it ended and releases it.
    if (!(error instanceof StoreFault)) throw error;
  }
}
