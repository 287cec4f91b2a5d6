import type { Command } from '../domain/command.ts';
import type { Crisis } from '../domain/crisis.ts';
import { decide } from '../domain/decide.ts';
import { overtaken } from '../domain/decide-record.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import {
  type ActiveCrisis,
  type ActiveLedger,
  type ClaimRequest,
  type Crises,
  LogRolledBack,
  type LogStore,
  type Outcome,
  type Resumed,
  type Series,
  StoreFault,
} from '../ports.ts';
import { checkLog } from './check-log.ts';
import { cleaned } from './columns.ts';
import { createMailboxes } from './mailboxes.ts';
import { persist } from './persist.ts';
import { recordOf } from './record.ts';

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
    const opened = ledger && (await completeReopening(claimed, ledger));
    if (opened) return { ledger: opened, origin: claimed.origin };
    await persist(budgetMs, () => log.release(series, claimed.crisisId, claimed.reopening?.intent));
    return undefined;
  };

  /** Writes the entry of a reopening whose writer was cut off. The crisis as it runs then. */
  const completeReopening = async (claimed: ActiveCrisis, ended: Ledger): Promise<Ledger | undefined> => {
    const { crisisId, reopening } = claimed;
    if (!reopening || hasEntryOf(ended, reopening.intent)) return undefined;
    const { intent, by, at, reason } = reopening;
    const { ledger } = await mailboxOf(crisisId).submit(intent, { kind: 'reopen', by, at, reason });
    return ledger && !ledger.crisis.ended ? ledger : undefined;
  };

  /**
   * Opens a crisis again: it takes its place in the series first, as a start does, and then writes its entry.
   * What the rules refuse takes no place.
   */
  const reopen = async (crisisId: string, intent: string, command: Reopen): Promise<Outcome> => {
    const mailbox = mailboxOf(crisisId);
    const ended = await mailbox.read();
    const isRefused = 'refusal' in decide(ended?.crisis, command);
    if (!ended || isRefused || hasEntryOf(ended, cleaned(intent))) return mailbox.submit(intent, command);
    const { by, at, reason } = command;
    const series = seriesOf(ended.crisis);
    const real = series.exercise ? await running({ ...series, exercise: false }) : undefined;
    const resumed: Resumed = real
      ? { state: 'overtaken', newest: real.ledger.crisis.id, isRunning: true }
      : await persist(budgetMs, () =>
          log.resume(series, crisisId, { intent, by, at, reason }, openedBy(ended)),
        );
    if (resumed.state === 'overtaken') {
      const refusal = overtaken(ended.crisis, resumed.newest, resumed.isRunning);
      return { state: 'refused', refusal, ledger: ended };
    }
    // Whoever was faster comes first: ours then finds the crisis running.
    if (resumed.crisis.reopening?.intent !== cleaned(intent)) {
      await completeReopening(resumed.crisis, ended);
      const since = await mailbox.read();
      // Theirs has come to an end as well: ours needs the place for itself.
      const isOver = since?.crisis.ended && openedBy(since) !== openedBy(ended);
      if (isOver) return reopen(crisisId, intent, command);
    }
    return mailbox.submit(intent, command);
  };

  const start = async (series: Series, request: ClaimRequest): Promise<Outcome> => {
    const refusal = refusedStart(request);
    if (refusal) return refusal;
    const claimed = await persist(budgetMs, () => log.claim(series, request));
    if (claimed.intent === cleaned(request.intent)) {
      const { plan: own, calledBySms } = request.start;
      // A call that was given up may have claimed it before anybody was called.
      return complete(calledBySms ? { ...claimed, start: { ...claimed.start, calledBySms } } : claimed, own);
    }
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
    started: (planId) => persist(budgetMs, () => log.started(planId)),
    read: (crisisId) => mailboxOf(crisisId).read(),
    deleted: (planId) => persist(budgetMs, () => log.deleted(planId)),
    chain: (crisisId) => persist(budgetMs, () => log.chain(crisisId)),
    record: async (crisisId, upTo) => {
      const chain = await persist(budgetMs, () => log.chain(crisisId));
      return chain && recordOf(chain, upTo);
    },
    check: ({ crisis, entries }) => checkLog(log, crisis.id, entries, budgetMs),
    start,
    submit: async (crisisId, intent, by, at, body) => {
      const command = { by, at, ...body };
      if (command.kind === 'reopen') return reopen(crisisId, intent, command);
      const outcome = await mailboxOf(crisisId).submit(intent, command);
      if (outcome.state !== 'refused' && outcome.entry.event.kind === 'ended') {
        await releaseEnded(log, outcome.ledger, outcome.entry.number);
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

type Reopen = Extract<Command, { kind: 'reopen' }>;

function seriesOf({ plan, exercise }: Crisis): Series {
  return { planId: plan.id, exercise };
}

function hasEntryOf({ entries }: Ledger, intent: string): boolean {
  return entries.some((entry) => entry.intent === intent);
}

/** The intent of the reopening that an end closed: of the newest, or of that entry; undefined without one. */
function openedBy({ entries }: Ledger, endedBy = entries.length): string | undefined {
  return entries.slice(0, endedBy).findLast(({ event }) => event.kind === 'reopened')?.intent;
}

async function releaseEnded(log: LogStore, ledger: Ledger, endedBy: number): Promise<void> {
  const { crisis } = ledger;
  try {
    await log.release(seriesOf(crisis), crisis.id, openedBy(ledger, endedBy));
  } catch (error) {
    // The end is stored. Whoever asks next what runs finds it ended and releases it.
    if (!(error instanceof StoreFault)) throw error;
  }
}
