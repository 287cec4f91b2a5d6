/** Where a message can be sent: plain data, kept between turns. */
export interface ConversationRef {
  readonly id: string;
  readonly kind: 'personal' | 'channel' | 'groupChat';
  readonly serviceUrl: string;
  readonly tenantId?: string;
  /** What people call it, where Teams tells. */
  readonly name?: string;
}

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
