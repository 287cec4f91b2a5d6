import type { PersonId } from './domain/entry.ts';
import type { ConversationRef, Message } from './ports.ts';

/** One message or tap from Teams, already verified, in the app's own terms. */
export interface Request {
  /** The same for every delivery of the same message or tap. */
  readonly intent: string;
  /** When it was received, ISO 8601 UTC. */
  readonly at: string;
  /** When Teams says that it was sent, ms since 1970: orders what one person typed. Absent where Teams does not say. */
  readonly sentAt?: number;
  readonly sender: Sender;
  readonly conversation: ConversationRef;
  /**
   * True in 1:1, with a mention of the bot, as a targeted message, and for taps. Otherwise the bot hears
   * a conversation and answers only what begins with "krise".
   */
  readonly addressed: boolean;
  /** True where the bot was mentioned by name: what follows is said to it. */
  readonly called?: boolean;
  /** The message it answers: the one quoted in a chat, the one that began the thread in a channel. */
  readonly repliesTo?: string;
  /** What was typed, the bot's own mention removed; empty for a tap. */
  readonly text: string;
  /** People mentioned, the bot left out. */
  readonly mentions: readonly Mentioned[];
  readonly tap?: Tap;
  /** True where the person has seen that it looks like a CPR number, and wants it stored. */
  readonly released?: boolean;
  /**
   * True where the answer is shown in a dialog: a card continues it, a text closes it, and what stood in its
   * inputs with it.
   */
  readonly dialog?: boolean;
  /** True where it was begun from a message's menu: in any chat, whether the bot is there or not. */
  readonly fromMenu?: boolean;
  /** The Teams message it was begun from. */
  readonly message?: SharedMessage;
}

/** A message in Teams, as Teams tells of it: all but the text may be missing. */
export interface SharedMessage {
  /** Plain; `isCut` where only its beginning is here. */
  readonly text: string;
  readonly isCut?: boolean;
  readonly id?: string;
  /** When it was written, ISO 8601 UTC. */
  readonly at?: string;
  readonly author?: { readonly name: string; readonly accountId?: string };
  /** An https address of Teams itself. */
  readonly link?: string;
}

export interface Sender {
  readonly accountId: string;
  readonly name: string;
  /** Home tenant, where Teams tells it. */
  readonly tenantId?: string;
}

export interface Mentioned {
  readonly accountId: string;
  readonly name: string;
}

/** A button. Its data comes from a client: ids that are looked up, never believed. */
export interface Tap {
  /** A command word. */
  readonly verb: string;
  /** The crisis the card belongs to. */
  readonly crisisId?: string;
  /** Button data and inputs; strings only, the rest is dropped. */
  readonly data: Readonly<Record<string, string>>;
  /** The message the button stands on, where the client tells. */
  readonly messageId?: string;
}

/** What the bot answers. */
export interface Reply {
  readonly message: Message;
  /**
   * `new`: posted after the tap or message. `inPlace`: the tapped card becomes this one, for everyone.
   * `inPlaceForTapper`: only for whoever tapped (turning a page in a channel).
   */
  readonly shows: 'new' | 'inPlace' | 'inPlaceForTapper';
  /** Set where the card is to be kept up to date wherever it stands. */
  readonly keeps?: KeptCard;
  /** The crisis whose log the card shows, where a reply to it is an entry. */
  readonly logOf?: string;
}

/** A call card, as it was answered with. */
export interface KeptCard {
  readonly crisisId: string;
  /** Hash of the card. */
  readonly shown: string;
  /** Whom it shows; nobody where there was nobody to phone. */
  readonly about?: PersonId;
  /** Local trial only: who the person at the screen acts as. */
  readonly actingAs?: string;
}

/** Where a card to be kept stands. */
export interface CardPlace {
  readonly conversation: ConversationRef;
  readonly activityId: string;
  /** True where one person alone sees it. */
  readonly privately: boolean;
  /** False where the message itself still shows what it did before a tap. */
  readonly isShown: boolean;
}

/** What a person answered when Teams asked whether a file may go into their OneDrive. */
export interface FileAnswer {
  /** The same for every delivery of the same answer. */
  readonly intent: string;
  /** When it was received, ISO 8601 UTC. */
  readonly at: string;
  readonly sender: Sender;
  readonly conversation: ConversationRef;
  readonly accepted: boolean;
  /** What was offered with the file; it comes from a client: ids that are looked up, never believed. */
  readonly context: Readonly<Record<string, string>>;
}

/** Puts a file where the person said that it may go. Never throws. */
export type StoreFile = (bytes: Uint8Array) => Promise<'stored' | 'failed'>;

export interface FileReply {
  readonly message: Message;
  /** True where the offer is over: its card becomes this message. Else it may be accepted once more. */
  readonly settles: boolean;
}

/** What stands behind a link. `none`: nothing, or not any more, or not for this link. */
export type LinkedFile =
  | {
      readonly state: 'made';
      readonly file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };
    }
  | { readonly state: 'busy' | 'none' };

/** What the edges ask of the app. */
export interface Bot {
  /** Undefined where the message is not for the bot. Never throws: failures become an answer. */
  answer(request: Request): Promise<Reply | undefined>;
  /**
   * A card to be kept was posted, or turned by a tap. Never throws: what failed is journaled. A bot that
   * keeps no cards has none.
   */
  stands?(card: KeptCard, at: CardPlace): Promise<void>;
  /** A card that shows the log of a crisis stands there. Never throws: what failed is journaled. */
  showsLog?(crisisId: string, at: CardPlace): Promise<void>;
  /**
   * Makes a file that was accepted, and has it stored. Undefined where the same answer was dealt with before.
   * Never throws. A bot that offers no files has none.
   */
  fileAnswered?(answer: FileAnswer, store: StoreFile): Promise<FileReply | undefined>;
  /** The file a link's token stands for: made now, and noted as taken out. */
  file?(token: string): Promise<LinkedFile>;
  /** True where a link's token is one of ours and its time is not up. Makes nothing, notes nothing. */
  isLink?(token: string): Promise<boolean>;
  /** The app was installed in, or a person opened, a conversation. Returns a greeting, once. */
  arrived(conversation: ConversationRef, accountId: string | undefined): Promise<Message | undefined>;
  /** The app was removed from a conversation: from a person's 1:1, by that account, or from a team or chat. */
  left(conversation: ConversationRef, accountId: string | undefined): Promise<void>;
}
