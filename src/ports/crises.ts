import type { CommandBody, Refusal } from '../domain/command.ts';
import type { Actor, Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { LogCheck } from '../domain/log-check.ts';
import type { Chain, ClaimRequest, RecentCrisis, Series, StartedCrisis, Tombstone } from './log-store.ts';
import type { ConversationRef } from './messenger.ts';

export type Outcome =
  | { readonly state: 'stored' | 'repeated'; readonly entry: Entry; readonly ledger: Ledger }
  /**
   * The tables are away: decided on what this process knows, and kept on its disk until it can be entered in the
   * log, which may refuse it then. The entry's number is provisional, and nobody is told it.
   */
  | { readonly state: 'kept'; readonly entry: Entry; readonly ledger: Ledger }
  /** `ledger` is absent where there is no such crisis, as when a start itself is refused. */
  | { readonly state: 'refused'; readonly refusal: Refusal; readonly ledger?: Ledger };

/** The crises: decide, append, answer. One mailbox a crisis; every answer is as fresh as an append. */
export interface Crises {
  /** The crisis a message concerns: the running one, else the running exercise. Read fresh. */
  active(planId: string): Promise<ActiveLedger | undefined>;
  /** The newest crises and the newest exercises, running or not. */
  recent(planId: string): Promise<readonly RecentCrisis[]>;
  /** As `LogStore.started`. */
  started(planId: string): Promise<readonly StartedCrisis[]>;
  /** Read fresh; undefined where there is no such crisis, or its record was deleted. */
  read(crisisId: string): Promise<Ledger | undefined>;
  /** What is left of the records of a plan that were deleted, by id. */
  deleted(planId: string): Promise<readonly Tombstone[]>;
  /** The stored log, read anew; undefined where there is none. */
  chain(crisisId: string): Promise<Chain | undefined>;
  /** A log as it stood at an entry, read anew; undefined where there is none. */
  record(crisisId: string, upTo: number): Promise<StoredRecord | undefined>;
  /** Reads the log anew, recomputes its chain and compares it with what was read of it before. */
  check(known: Ledger): Promise<LogCheck>;
  /** Starts a crisis, or answers with the running one (`refused`, code `running`). */
  start(series: Series, request: ClaimRequest): Promise<Outcome>;
  submit(crisisId: string, intent: string, by: Actor, at: string, body: CommandBody): Promise<Outcome>;
}

/** A log up to one entry, folded from its stored links alone. */
export interface StoredRecord {
  readonly ledger: Ledger;
  readonly chain: Chain;
}

export interface ActiveLedger {
  readonly ledger: Ledger;
  readonly origin: ConversationRef;
}
