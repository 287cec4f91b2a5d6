import type { LogModeOff } from '../domain/log-mode.ts';
import type { ConversationRef } from './messenger.ts';

/** An account in Teams, as the bot knows it. */
export interface KnownAccount {
  /** `aadObjectId`: the only identity that counts. */
  readonly accountId: string;
  readonly name: string;
  readonly upn?: string;
  readonly guest: boolean;
  /** The plan's contact this account is, and how we know. */
  readonly contactId?: string;
  readonly matchedBy?: 'upn' | 'name' | 'kobl';
  /** What the contact was called when `kobl` tied the account to it: the post may be another's since. */
  readonly matchedName?: string;
  /** True for an account of another tenant. Absent until a roster has told of the account. */
  readonly stranger?: boolean;
  /** The 1:1 conversation with the bot, once there is one. */
  readonly personal?: ConversationRef;
  /** Where the account was last seen; a 1:1 conversation can be made from it. */
  readonly seenAt?: ConversationRef;
  /** Why the last message did not get there; absent as soon as one does, or the person writes. */
  readonly lost?: Lost;
  /** The last trial message asked for, by which intent and when: Teams may deliver one request twice. */
  readonly trial?: { readonly intent: string; readonly at: string };
  /** When the person last said that a message of the bot's had come through, ISO 8601 UTC. */
  readonly confirmedAt?: string;
  /** When the person last said that what the plan says of them is right, ISO 8601 UTC. */
  readonly dataConfirmedAt?: string;
  /** Fingerprint of what the plan said then: other data must be confirmed anew. */
  readonly dataConfirmed?: string;
  /** What the person says is wrong in the plan, oldest first, until it has been dealt with. */
  readonly corrections?: readonly Correction[];
  /** The holder of the log role has turned log mode off. */
  readonly logModeOff?: LogModeOff;
  /** Local trial only: the contact this account acts as. */
  readonly actsAs?: string;
}

/** What a person says is wrong about them in the plan. The plan file stays the source. */
export interface Correction {
  /** Of the message or tap that sent it. */
  readonly id: string;
  readonly at: string;
  /** Whose data it is about, as the plan knows the person. */
  readonly contactId: string;
  /** As it was written. */
  readonly text: string;
  /** Fingerprint of what the plan said when it was written. */
  readonly about: string;
}

/** `removed`: the person took the app away. `refused`: Teams refuses, as when the person blocked it. */
export type Lost = 'removed' | 'refused';

export interface People {
  find(accountId: string): Promise<KnownAccount | undefined>;
  all(): Promise<readonly KnownAccount[]>;
  /**
   * Reads, changes and writes one account's row; repeated when another replica was faster. While the tables are
   * away it may be held: for what can be told again.
   */
  change(accountId: string, change: (known: KnownAccount | undefined) => KnownAccount): Promise<KnownAccount>;
  /** The same, never held: for what somebody is told was stored. */
  changeNow(
    accountId: string,
    change: (known: KnownAccount | undefined) => KnownAccount,
  ): Promise<KnownAccount>;
  /** Writes accounts nobody has seen before, many at once; one that is known meanwhile stays as it is. */
  add(accounts: readonly KnownAccount[]): Promise<void>;
}
