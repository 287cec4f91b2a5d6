import type { Command } from '../domain/command.ts';
import type { Actor, Entry, NewEntry } from '../domain/entry.ts';
import type { ConversationRef } from './messenger.ts';

/** One series of crises: the real ones or the exercises of one plan. At most one is active in each. */
export interface Series {
  readonly planId: string;
  readonly exercise: boolean;
}

/** The fixed-key row that makes a crisis the only active one. */
export interface ActiveCrisis {
  readonly crisisId: string;
  /** Key of the message that started it. */
  readonly intent: string;
  /** All that is needed to write entry 1 but the plan, which is too large for a row that is read often. */
  readonly start: Omit<Command & { kind: 'start' }, 'plan'>;
  /** Where the start was typed; the status card goes there when the plan names no channel. */
  readonly origin: ConversationRef;
  /** The newest reopening asked for, where there was one. */
  readonly reopening?: Reopening;
}

/** All that is needed to write the entry of a reopening: whoever finds it without that entry completes it. */
export interface Reopening {
  readonly intent: string;
  readonly by: Actor;
  readonly at: string;
  readonly reason: string;
}

/**
 * What came of asking for a reopening: the crisis is the active one, by this reopening or another's; or it is
 * not the newest of its series (`newest`, where there is any).
 */
export type Resumed =
  | { readonly state: 'active'; readonly crisis: ActiveCrisis }
  | { readonly state: 'overtaken'; readonly newest?: string; readonly isRunning: boolean };

/** A crisis that was started once, by its id. */
export interface StartedCrisis {
  readonly crisisId: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
}

/** A crisis that may have something left to be said: which, and where it was started. */
export interface RecentCrisis extends Pick<ActiveCrisis, 'crisisId' | 'origin'> {
  /** True for the active one: also one that was opened again. */
  readonly isActive?: true;
}

/** A place in the chain: the newest entry someone knows. */
export interface Mark {
  readonly number: number;
  readonly hash: string;
}

/** An entry as the chain sees it: its place, the two hashed parts, and the hash that was stored. */
export interface ChainLink {
  readonly number: number;
  /** The intent, as stored. */
  readonly intent: string;
  /** Everything but free text, as stored. */
  readonly data: string;
  readonly textHash: string;
  /** Free text, as stored, with its salt; absent where it was erased on legal ground. */
  readonly text?: { readonly salt: string; readonly body: string };
  readonly hash: string;
}

/** A whole log as it stands in the store, not verified: what a record with its chain is made of. */
export interface Chain {
  readonly crisisId: string;
  /** Random, given to entry 1: a log begun twice has two different chains. */
  readonly epoch: string;
  readonly links: readonly ChainLink[];
}

export interface Head extends Mark {
  /** The store's version mark of the head row. */
  readonly etag: string;
  /** True where the record was deleted by the rules of retention: it is read and written no more. */
  readonly deleted?: true;
}

/** What is left of a record that was deleted by the rules of retention. Its id is never given again. */
export interface Tombstone {
  readonly crisisId: string;
  readonly planId: string;
  readonly exercise: boolean;
  /** When the crisis began and ended, ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** How many entries there were, and the hash of the last: what was taken out can still be checked. */
  readonly entries: number;
  readonly hash: string;
  readonly caseNumber?: string;
  /** When it was deleted, ISO 8601 UTC, and by whom. */
  readonly deletedAt: string;
  readonly by: string;
}

export type Draft = NewEntry & { readonly intent: string };

export type AppendResult =
  | { readonly state: 'stored'; readonly head: Head; readonly entries: readonly Entry[] }
  /** Someone else appended, or our own answer was lost: read the tail and look for the intent. */
  | { readonly state: 'conflict' }
  /** The transaction cannot be stored as it is (too large, malformed): try its entries one by one. */
  | { readonly state: 'rejected'; readonly detail: string };

/**
 * Numbered, chained entries, one partition a crisis. Every operation throws `StoreFault` when the answer
 * is not known within its time; a write may then have happened.
 */
export interface LogStore {
  active(series: Series): Promise<ActiveCrisis | undefined>;
  /** The series' newest crises, newest first, also those that ended: their last words may be unsaid. */
  latest(series: Series): Promise<readonly RecentCrisis[]>;
  /**
   * Every crisis and exercise that was started by a plan and whose record was not deleted, newest first: one
   * query. Among those from before the register kept the plan's id may be another plan's.
   */
  started(planId: string): Promise<readonly StartedCrisis[]>;
  /**
   * Makes a crisis the active one, with the series' next id, or returns the one that is active already;
   * for an intent that has started a crisis before, that crisis, also when it has ended.
   */
  claim(series: Series, start: ClaimRequest): Promise<ActiveCrisis>;
  /**
   * Makes a crisis that has ended the active one again, where it is the newest of its series. `before` is the
   * intent of the reopening that its end closed, if any: one by somebody else meanwhile stays.
   */
  resume(series: Series, crisisId: string, reopening: Reopening, before?: string): Promise<Resumed>;
  /**
   * Ends the activity of this crisis, as it was started or, by that intent, opened again last. Nothing happens
   * when another one is active, or this one was opened again since.
   */
  release(series: Series, crisisId: string, reopening?: string): Promise<void>;
  /** One point read. Undefined before the first entry. */
  head(crisisId: string): Promise<Head | undefined>;
  /**
   * All entries after the one marked, in order, each proved to follow from the one before it. Throws
   * `LogRolledBack` where one does not.
   */
  entriesAfter(crisisId: string, after: Mark | undefined): Promise<readonly Entry[]>;
  /** The stored log, for a record or a verification; undefined where there is none, or none any more. */
  chain(crisisId: string): Promise<Chain | undefined>;
  /** What is left of the records of a plan that were deleted, by id. */
  deleted(planId: string): Promise<readonly Tombstone[]>;
  /** Appends right after `head` in one transaction, or does nothing. At most 90 entries. */
  append(crisisId: string, head: Head | undefined, drafts: readonly Draft[]): Promise<AppendResult>;
}

export interface ClaimRequest {
  readonly intent: string;
  readonly origin: ConversationRef;
  /** Everything of the start but the crisis id, which the series gives. */
  readonly start: Omit<Command & { kind: 'start' }, 'crisisId'>;
}
