import type { Ledger } from '../domain/ledger.ts';
import type { ActiveLedger, Clock, ConversationRef, Crises, Outcome, RecentCrisis } from '../ports.ts';

/** Something as it was read last, and when, ISO 8601 UTC. */
export interface Read<Value> {
  readonly value: Value;
  readonly at: string;
}

/** What this process has read last. */
export interface Known {
  /** The id of the crisis that ran; undefined where none did. */
  active(): Read<string | undefined> | undefined;
  recent(): Read<readonly RecentCrisis[]> | undefined;
  ledger(crisisId: string): Read<Ledger> | undefined;
  /** Where a crisis was started. */
  origin(crisisId: string): ConversationRef | undefined;
}

/** How many logs stay in memory. */
const mostKept = 32;

/** The same crises, and what is read through them is remembered. One plan a process. */
export function remembering(
  crises: Crises,
  clock: Clock,
): { readonly crises: Crises; readonly known: Known } {
  const ledgers = new Map<string, Read<Ledger>>();
  const origins = new Map<string, ConversationRef>();
  let active: Read<string | undefined> | undefined;
  let recent: Read<readonly RecentCrisis[]> | undefined;

  function note(ledger: Ledger | undefined, at: string): void {
    if (!ledger) return;
    const { id } = ledger.crisis;
    ledgers.delete(id);
    ledgers.set(id, { value: ledger, at });
    const [oldest] = ledgers.keys();
    if (ledgers.size > mostKept && oldest !== undefined) ledgers.delete(oldest);
  }

  function noteOutcome(outcome: Outcome): Outcome {
    note(outcome.ledger, clock.now());
    return outcome;
  }

  function noteActive(found: ActiveLedger | undefined, at: string): void {
    active = { value: found?.ledger.crisis.id, at };
    if (!found) return;
    note(found.ledger, at);
    origins.set(found.ledger.crisis.id, found.origin);
  }

  return {
    known: {
      active: () => active,
      recent: () => recent,
      ledger: (crisisId) => ledgers.get(crisisId),
      origin: (crisisId) => origins.get(crisisId),
    },
    crises: {
      ...crises,
      // What was asked for first may be told last: its time is when it was asked for.
      async active(planId) {
        const at = clock.now();
        const found = await crises.active(planId);
        if (!active || active.at <= at) noteActive(found, at);
        return found;
      },
      async recent(planId) {
        const at = clock.now();
        const value = await crises.recent(planId);
        if (!recent || recent.at <= at) recent = { value, at };
        for (const { crisisId, origin } of value) origins.set(crisisId, origin);
        return value;
      },
      async read(crisisId) {
        const at = clock.now();
        const ledger = await crises.read(crisisId);
        const before = ledgers.get(crisisId);
        if (!ledger) ledgers.delete(crisisId);
        else if (!before || before.value.entries.length <= ledger.entries.length) note(ledger, at);
        return ledger;
      },
      async start(series, request) {
        const outcome = noteOutcome(await crises.start(series, request));
        const isNew = outcome.state === 'stored' || outcome.state === 'repeated';
        if (isNew) noteActive({ ledger: outcome.ledger, origin: request.origin }, clock.now());
        return outcome;
      },
      submit: async (...asked) => noteOutcome(await crises.submit(...asked)),
    },
  };
}
