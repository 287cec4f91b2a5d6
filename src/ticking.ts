import { due, dueIntent } from './domain/due.ts';
import { system } from './domain/entry.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { Clock, Crises, Journal } from './ports.ts';

/** Puts what time alone brings about through the rules, on the same path as a person's commands. */
export interface Ticking {
  /** One look. Whoever asks while one is under way gets that one. Never throws. */
  tick(): Promise<void>;
  /** Resolves when no look is under way. */
  idle(): Promise<void>;
}

interface Needs {
  readonly planId: string;
  readonly crises: Crises;
  readonly clock: Clock;
  /** False while it is not known how far this machine's clock is off. */
  readonly isSure: () => boolean;
  /** True while something else must come first. */
  readonly waits?: () => boolean;
  readonly journal: Journal;
  /** Something was stored in this crisis. */
  readonly onStored: (crisisId: string) => void;
}

/**
 * Nothing is remembered from tick to tick: what is due follows from the log. Two replicas may both find it
 * due; the second append meets the first's entry, and the rule then refuses. A replica that is not sure of
 * its clock leaves it to others: one clock ten minutes ahead would escalate every role for good.
 */
export function createTicking({ planId, crises, clock, isSure, waits, journal, onStored }: Needs): Ticking {
  let wasSure = true;

  async function look(): Promise<void> {
    if (waits?.()) return;
    // Reading comes first: the answer tells what time it is.
    const active = await crises.active(planId);
    if (!noteSureness() || !active) return;
    const { crisis } = active.ledger;
    for (const command of due(crisis, clock.now())) {
      const outcome = await crises.submit(
        crisis.id,
        dueIntent(crisis, command),
        system,
        clock.now(),
        command,
      );
      if (outcome.state === 'stored') onStored(crisis.id);
    }
  }

  function noteSureness(): boolean {
    const sure = isSure();
    if (sure !== wasSure) journal.info(sure ? 'clock.known' : 'clock.unknown');
    wasSure = sure;
    return sure;
  }

  const looking = oneAtATime(() => look().catch((error: unknown) => journal.error('due.failed', error)));
  return { tick: looking.run, idle: async () => looking.underWay() };
}
