/** What is asked of the outside world. Adapters are functions that return these objects. */
import type { Command, CommandBody, Refusal } from './domain/command.ts';
import type { Actor, Entry, NewEntry, PersonId } from './domain/entry.ts';
import type { Ledger } from './domain/ledger.ts';
import type { LogCheck, LogFault } from './domain/log-check.ts';
import type { LogModeOff } from './domain/log-mode.ts';
import type { Review } from './domain/monthly.ts';

export interface Clock {
  /** Now, ISO 8601 UTC, corrected by the store's own clock where it tells one. */
  now(): string;
}

// ---------------------------------------------------------------- the log

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

/** The store did not answer in time or not at all. What was to be written may or may not be there. */
export class StoreFault extends Error {
  override readonly name: string = 'StoreFault';
}

/** The store is known to be away: it was not asked, so nothing was written. */
export class StoreAway extends StoreFault {
  override readonly name = 'StoreAway';
  /** ISO 8601 UTC. */
  readonly since: string;

  constructor(since: string) {
    super(`tables away: ${since}`);
    this.since = since;
  }
}

/** What should have been kept on this machine's disk could not be: it is full, read-only or gone. */
export class DaybookFault extends Error {
  override readonly name = 'DaybookFault';
}

/** The table holds less than, or other than, what this process has read from it: it was rolled back. */
export class LogRolledBack extends Error {
  override readonly name = 'LogRolledBack';
  /** The first entry that does not hold, where it is known. */
  readonly fault: LogFault | undefined;

  constructor(message: string, fault?: LogFault) {
    super(message);
    this.fault = fault;
  }
}

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

// ---------------------------------------------------------------- people

/** Where a message can be sent: plain data, kept between turns. */
export interface ConversationRef {
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly serviceUrl: string;
  readonly tenantId?: string;
  /** What people call it, where Teams tells. */
  readonly name?: string;
}

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

/** The channel or group chat chosen for the status card. */
export interface ChosenChannel {
  readonly conversation: ConversationRef;
  /** Its name, where Teams tells it. */
  readonly name?: string;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** The teams and group chats the app was added to, and the one chosen for the status card. */
export interface Rooms {
  chosen(planId: string): Promise<ChosenChannel | undefined>;
  choose(planId: string, channel: ChosenChannel): Promise<void>;
  /** True where the app was not here before: Teams tells of one installation in two ways. */
  added(conversationId: string): Promise<boolean>;
  removed(conversationId: string): Promise<void>;
}

/** The month's readiness card to the plan's owner: one row a plan, which is the claim to send it. */
export interface Reviews {
  last(planId: string): Promise<Review | undefined>;
  /** Reads, changes and writes the row; repeated when another replica was faster. */
  change(planId: string, change: (last: Review | undefined) => Review): Promise<Review>;
}

/** The paper pack that was last taken out: of which plan, when, by whom. */
export interface TakenPack {
  /** Fingerprint of the plan it was made from. */
  readonly planPrint: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: Actor;
}

export interface Packs {
  last(planId: string): Promise<TakenPack | undefined>;
  /** The newest one stands. */
  note(planId: string, taken: TakenPack): Promise<void>;
}

/** An alarm raised while no crisis runs. */
export interface Alarm {
  readonly intent: string;
  readonly at: string;
  readonly by: Actor;
  readonly text: string;
  /** Where it was raised; absent where there is nothing to pass on. */
  readonly near?: ConversationRef;
  /** True where a process that is gone may have passed it on: it then goes out as a repeat. */
  readonly inDoubt?: true;
}

/**
 * What became of an alarm. `known`: this intent came before. `kept`: it is on this machine's disk until the tables
 * answer. `unstored`: they do not, and it is nowhere.
 */
export type Recorded = 'stored' | 'known' | 'kept' | 'unstored';

export interface Alarms {
  record(planId: string, alarm: Alarm): Promise<Recorded>;
  /** Alarms since a moment (ISO 8601 UTC), oldest first. */
  since(planId: string, at: string): Promise<readonly Alarm[]>;
}

/** What replicas share about the files they hand out. No file is ever kept: it is made from the log. */
export interface FileRows {
  /** The key links are signed with: the same for every replica, made once. */
  linkKey(): Promise<Uint8Array>;
  /** Takes an upload on: true for one replica, until it fails or is silent for a minute. */
  takeUpload(intent: string, at: string): Promise<boolean>;
  settleUpload(intent: string, state: 'stored' | 'failed', at: string): Promise<void>;
}

// ---------------------------------------------------------------- sending

/** A card or a text for Teams. Text is shown as text. */
export interface Message {
  readonly text?: string;
  readonly card?: object;
  /** What a notification shows. */
  readonly summary?: string;
  /** True for what should ring: banner and activity feed. */
  readonly alert?: boolean;
  /** True where it replaces a message that one person in the conversation alone sees. */
  readonly privately?: boolean;
  /** A file for one person, in 1:1: Teams asks them, and with their yes it goes into their own OneDrive. */
  readonly offers?: FileOffer;
  /** A file that lies in the reader's OneDrive. */
  readonly stored?: StoredFile;
}

export interface FileOffer {
  readonly name: string;
  /** What it is, for the reader. */
  readonly description: string;
  readonly size: number;
  /** Comes back with the answer: ids that are looked up, never believed. */
  readonly context: Readonly<Record<string, string>>;
}

/** Where Teams says that a file lies. */
export interface StoredFile {
  readonly name: string;
  readonly url: string;
  readonly id: string;
  /** "pdf" */
  readonly type: string;
}

export type SendResult =
  | { readonly state: 'sent'; readonly activityId: string }
  /** Teams says that this person or conversation cannot be reached by the app. */
  | { readonly state: 'unreachable' }
  /** Teams asks us to wait; nothing was sent. */
  | { readonly state: 'later'; readonly afterMs: number }
  /** No answer: it may have been sent. */
  | { readonly state: 'unknown' }
  /** Teams will never take this message. */
  | { readonly state: 'refused'; readonly detail: string };

/** `isWhole` is false where Teams did not answer up to the end: asked again, it may tell of more. */
export interface Roster {
  readonly members: readonly Member[];
  readonly isWhole: boolean;
}

export interface Member {
  readonly accountId: string;
  readonly name: string;
  readonly upn?: string;
  readonly guest: boolean;
  readonly tenantId?: string;
}

/** Sending into Teams. Never throws for what Teams answers; one attempt a call. */
export interface Messenger {
  post(to: ConversationRef, message: Message): Promise<SendResult>;
  /** Replaces a message in place; rings nobody. */
  update(to: ConversationRef, activityId: string, message: Message): Promise<SendResult>;
  /** The 1:1 conversation with an account, made when needed. */
  openPersonal(
    accountId: string,
    near: ConversationRef,
  ): Promise<
    | { readonly state: 'open'; readonly conversation: ConversationRef }
    | Exclude<SendResult, { state: 'sent' }>
  >;
  /** Whether the app is in a conversation, found out without writing there. */
  sees(conversation: ConversationRef): Promise<'yes' | 'no' | 'noAnswer'>;
  /** Everyone in a conversation's roster (a channel's: its team's). */
  members(of: ConversationRef): Promise<Roster>;
  /** `listener` is called whenever Teams answers again after it did not: what was put off may go. */
  whenBack(listener: () => void): void;
  /** One member of a conversation, or undefined where Teams knows none or does not answer. */
  member(of: ConversationRef, accountId: string): Promise<Member | undefined>;
}

/** What a gateway answers: as a `SendResult`, without an id of its own. */
export type SmsResult =
  | { readonly state: 'sent' }
  | Extract<SendResult, { state: 'later' | 'unknown' | 'refused' }>;

/** Sending SMS. Never throws for what the gateway answers; one attempt a call. */
export interface SmsGateway {
  /** `number` in E.164. `id` is the same in every attempt at the same SMS. */
  send(number: string, text: string, id: string): Promise<SmsResult>;
}

// ---------------------------------------------------------------- what was sent

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

/** A line in the structured log: ids and numbers, never texts. */
export interface Journal {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}

export type { PersonId };
