import type { Ledger } from '../domain/ledger.ts';
import type { ConversationRef, NoticeState, PostedCard } from '../ports.ts';
import type { AnnouncerNeeds } from './announcer.ts';
import type { Errands } from './errands.ts';
import type { Settling } from './settling.ts';

/** One look at a crisis and at what was said of it so far: what is missing is begun. */
export interface Round {
  readonly needs: AnnouncerNeeds;
  readonly ledger: Ledger;
  readonly errands: Errands;
  readonly settling: Settling;
  readonly memory: Memory;
  /** Where the status card belongs and whose rosters are known, best first. */
  readonly places: readonly ConversationRef[];
  /** False while it is not known where: a card in the wrong place would stay there. */
  readonly mayPostStatus: boolean;
  readonly cards: readonly PostedCard[];
  readonly noticeIds: readonly string[];
  stateOf(noticeId: string): NoticeState | undefined;
  /** True while the right to announce is ours. */
  mayPost(): boolean;
}

/** What a process remembers from round to round of one crisis. */
export interface Memory {
  /** All notices of entries up to this one are settled. */
  saidTo: number;
  /** The same of SMS. */
  textedTo: number;
  /** Notices whose row may say `sending` although nothing was posted: writing the rows failed. */
  readonly unstarted: Set<string>;
  /** Notices that may have arrived once: sent again, they say so. */
  readonly inDoubt: Set<string>;
  /** What each card showed when it was last found to be up to date, and with which newest entry. */
  readonly upToDate: Map<string, { readonly shown: string; readonly number: number }>;
}
