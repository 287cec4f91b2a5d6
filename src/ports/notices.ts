import type { PersonId } from '../domain/entry.ts';
import type { ConversationRef } from './messenger.ts';

/**
 * `waiting`: nothing was sent yet, because Teams asked to wait; it stays due. `repeating`: what may have been sent
 * once is being sent again. `overtaken`: a newer one says it all.
 */
export type NoticeState =
  | 'sending'
  | 'waiting'
  | 'repeating'
  | 'sent'
  | 'unreachable'
  | 'unknown'
  | 'refused'
  | 'overtaken';

/** A card that stands in a conversation and is kept up to date. */
export interface PostedCard {
  /**
   * `status`, `person:<id>#<notice>` (a person's older cards are kept up to date too), or
   * `calls:<conversation>#<message>` for a call card.
   */
  readonly target: string;
  readonly conversation: ConversationRef;
  readonly activityId: string;
  /** Hash of the card last shown, so that an unchanged card is not sent again. */
  readonly shown: string;
  /** Whom a call card shows: only whoever taps it turns it to somebody else. */
  readonly about?: PersonId;
  /** When a call card was posted or last tapped, ISO 8601 UTC: the newest are kept up to date. */
  readonly usedAt?: string;
  /** True where one person alone sees it. */
  readonly privately?: boolean;
  /** Local trial only: who the person at the screen acts as. */
  readonly actingAs?: string;
}

/** Rows beside the log that say what was sent; one replica announces a crisis at a time. */
export interface Notices {
  /** Takes or renews the right to announce; true while this owner holds it. */
  lease(crisisId: string, owner: string, forMs: number): Promise<boolean>;
  releaseLease(crisisId: string, owner: string): Promise<void>;
  states(crisisId: string): Promise<ReadonlyMap<string, NoticeState>>;
  /** Writes these states in one transaction (at most 90). */
  mark(crisisId: string, states: ReadonlyMap<string, NoticeState>): Promise<void>;
  cards(crisisId: string): Promise<readonly PostedCard[]>;
  card(crisisId: string, target: string): Promise<PostedCard | undefined>;
  saveCard(crisisId: string, card: PostedCard): Promise<void>;
  /** Remembers that a card which shows the log stands there: such cards are answered, never edited. */
  saveLogCard(crisisId: string, place: string): Promise<void>;
  isLogCard(crisisId: string, place: string): Promise<boolean>;
  /** Changes one card's row as it is then; the row as it stands, or undefined where there is none. */
  changeCard(
    crisisId: string,
    target: string,
    change: (known: PostedCard) => PostedCard,
  ): Promise<PostedCard | undefined>;
}
