import type { SharedView } from '../cards/add-to-log.ts';
import type { ChannelState } from '../cards/guide.ts';
import type { HistoryView } from '../cards/history.ts';
import type { OwnDataView } from '../cards/own-data.ts';
import type { ReadinessView } from '../cards/readiness.ts';
import type { SmsView } from '../cards/sms.ts';
import type { CommandBody } from '../domain/command.ts';
import type { Actor, ExportFormat, PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { LogCheck } from '../domain/log-check.ts';
import type { LogMode } from '../domain/log-mode.ts';
import type { Contact, Plan } from '../domain/plan.ts';
import type { OpenCorrection } from '../domain/readiness.ts';
import type { Right } from '../domain/rights.ts';
import type { AlarmBound, PassedOn } from './alarm.ts';

/** A command of the bot: its words, its help and its answer, in one place. */
export interface CommandSpec {
  /** The word people type and buttons carry as their verb. */
  readonly word: string;
  readonly aliases: readonly string[];
  /** Phrases that stand for the word with an argument: "vi mødes her" is `mødested bekræft`. */
  readonly phrases?: Readonly<Record<string, string>>;
  /** Plain questions and answers that stand for the word, but only as the whole text: "hvor?" asks for the place. */
  readonly whole?: readonly string[];
  /** A whole text that says it in other words: what would follow the word; undefined for anything else. */
  readonly sentence?: (text: string) => string | undefined;
  readonly group: HelpGroup;
  /** What it does, for the help: begins with a verb, no full stop. */
  readonly does: string;
  /** How to type it, as an example that works. The word alone when left out. */
  readonly example?: string;
  /** What one must be allowed, to be heard with it; what it then does is checked once more by the rules. */
  readonly right: Right;
  /**
   * `crisis`: only while one runs. `record`: also about one that has ended, by the id typed after the word or,
   * while none runs, the last one.
   */
  readonly needs: 'crisis' | 'record' | 'nothing';
  /** True where text that follows is not understood and is offered to be kept in the log. */
  readonly reads: boolean;
  /** True where the word stands alone: text after it means that something else was meant. */
  readonly alone?: boolean;
  /** True where what follows the word is the text itself: given back, it comes without the word. */
  readonly takesText?: boolean;
  /** True where what follows the word is names and choices, never a message worth keeping. */
  readonly namesOnly?: boolean;
  /** True where it exists in the local trial alone. */
  readonly localOnly?: boolean;
  answer(ask: Ask): Promise<Answer> | Answer;
}

export type HelpGroup =
  | 'Start og slut'
  | 'Situationsbillede'
  | 'Log'
  | 'Roller'
  | 'Dig selv'
  | 'Mødested'
  | 'Plan og kontakter';

/** All a command needs to answer: who asks, about what, and the ways to act. */
export interface Ask {
  readonly by: Actor;
  readonly at: string;
  readonly plan: Plan;
  /** True where the asker belongs to the crisis organisation or holds a role. */
  readonly inOrganisation: boolean;
  /** True where the table of rights allows it to the asker as things stand. */
  may(right: Right): boolean;
  /** True in a 1:1 conversation. */
  readonly personal: boolean;
  /** What was typed after the word, trimmed, its case kept; empty for a tap. */
  readonly args: string;
  readonly mentions: readonly Actor[];
  /** True where it was overheard and may be mere talk: nothing is started or ended by it. */
  readonly unsure?: boolean;
  /** True where the clients can open dialogs: a button may then show its answer in one (`Button.dialog`). */
  readonly dialogs: boolean;
  /** The Teams message it was begun from, where it was begun from a message's menu. */
  readonly message?: SharedView;
  /** A button's ids and inputs; undefined where the command was typed. */
  readonly tapped?: Readonly<Record<string, string>>;
  /** The crisis it concerns; commands that need one are not called without. */
  readonly ledger?: Ledger;
  readonly act: Acting;
}

/**
 * What came of a correction. `told`: the plan's owner has it. `untold`: it is stored, and Teams did not bring it
 * to the owner. `own`: the asker owns the plan. `repeated`: it had come before. `full`: too many wait already.
 */
export type Corrected = 'told' | 'untold' | 'own' | 'repeated' | 'full';

/** What a person can do about what the plan says of them. */
export interface OwnDataActing {
  /** What the plan says of the asker; undefined where it does not name them. */
  ownData(): Promise<OwnDataView | undefined>;
  /** The asker says that it is right. `changed` where the plan says something else than what was shown. */
  confirmOwnData(shown?: string): Promise<'confirmed' | 'changed'>;
  /** Stores what the asker says is wrong, and tells the plan's owner. */
  correctOwnData(text: string): Promise<Corrected>;
  /** Takes corrections off the list: one, or all of one person. Those that were on it. */
  settleCorrections(
    which: { readonly id: string } | { readonly contactId: string },
  ): Promise<readonly OpenCorrection[]>;
}

/** What can be done before there is a crisis. */
export interface SettingUp extends OwnDataActing {
  /** The status card's channel, as seen from where this is asked. */
  channel(): Promise<ChannelState>;
  /** Chooses the conversation this is asked in, where that can be chosen. */
  chooseChannel(): Promise<ChannelState>;
  /** Who can be reached now. Sends nothing. */
  readiness(): Promise<ReadinessView>;
  /** Makes the plan's paper pack and hands it to the asker alone. */
  takePack(): Promise<HandedBy>;
  /** Sends the asker a message as it comes in a crisis. */
  sendTrial(): Promise<'sent' | 'refused' | 'noAnswer'>;
  /** The asker says that the trial came through. */
  confirmTrial(): Promise<void>;
}

/** What a person can do about their own log mode, in which each plain line of theirs in 1:1 is an entry. */
export interface LogModeActing {
  logMode(): Promise<LogMode>;
  /** Turns it on or off for as long as the role is held; `none` where it is not theirs. */
  turnLogMode(to: 'on' | 'off'): Promise<LogMode>;
}

export interface Acting extends SettingUp, LogModeActing, AlarmBound {
  /** Puts a command through the rules on the crisis asked about. */
  submit(body: CommandBody): Promise<Told>;
  /**
   * The tapped call card shows this person from now on, where `from`, if given, is still whom it shows. Whom
   * it shows then; undefined where nothing keeps it.
   */
  turn(to: PersonId, from?: PersonId): Promise<PersonId | undefined>;
  /** Takes the record out as files, and hands them to the asker alone. */
  exportRecord(formats: readonly ExportFormat[]): Promise<Exported>;
  /** Reads the log anew and recomputes its chain. */
  checkLog(): Promise<LogCheck>;
  /** Who has got the newest SMS of a crisis. */
  smsView(ledger: Ledger): Promise<SmsView>;
  /** A page of the crises and exercises there were. */
  history(page: number): Promise<HistoryView>;
  /** The record of one of them, read fresh; undefined where the plan has no such. */
  record(crisisId: string): Promise<Ledger | undefined>;
  /** Starts a crisis or an exercise. */
  start(headline: string, level: 1 | 2, exercise: boolean, text?: string): Promise<Told>;
  /** Starts a contact exercise; nothing where a crisis or an exercise runs. */
  startContactExercise(): Promise<Told>;
  /** Passes an alarm on to the crisis organisation; who has it. Undefined where it was done before. */
  alarm(text: string): Promise<PassedOn | undefined>;
  /** Ties the account mentioned to a contact. Undefined when done; else why not, or who lost an account by it. */
  link(mention: Actor, contact: Contact): Promise<string | undefined>;
  /** Local trial only: acts as this contact from now on. */
  become(contact: Contact): Promise<void>;
}

/**
 * How files got to a person. `offered`: Teams asks them in 1:1. `linked`: by links, on `card` where they asked in
 * 1:1, else sent there. `unsure`: Teams did not answer. `unsent`: they cannot be reached in 1:1. `noAddress`: Teams
 * did not take the files, and the bot has no address for links. `busy`: too many files are being made.
 */
export interface HandedBy {
  readonly way: 'offered' | 'linked' | 'unsure' | 'unsent' | 'noAddress' | 'busy';
  readonly card?: object;
}

/** What became of taking the record out: the entry that notes it. `isOld`: the same as before, and more was written. */
export type Exported =
  | { readonly done: false; readonly text: string }
  | (Omit<Extract<Told, { done: true }>, 'text'> &
      HandedBy & { readonly upTo: number; readonly isOld: boolean });

/** What came of an action: the entry that was stored, or why nothing was. */
export type Told =
  | { readonly done: true; readonly text: string; readonly number: number; readonly ledger: Ledger }
  | { readonly done: false; readonly text: string; readonly code: string; readonly ledger?: Ledger };

/** The line that answers an action: what was stored, as which entry; or why nothing was. To oneself it says du. */
export function lineOf(told: Told, by: Actor): string {
  if (!told.done) return told.text;
  const isOwn = told.text.startsWith(`${by.name} `);
  return `${isOwn ? `Du${told.text.slice(by.name.length)}` : told.text}. Nr. ${told.number}.`;
}

export type Answer = {
  /** Local trial only: who acts in this answer, where that has just changed. */
  readonly actingAs?: string;
  /** The crisis the answer is about, where that is not the one asked about; null for none. */
  readonly about?: Ledger | null;
} & (
  | { readonly text: string }
  | {
      readonly card: object;
      readonly summary: string;
      /** How a tap is answered; a typed command always gets a new message. */
      readonly shows?: 'new' | 'inPlace' | 'inPlaceForTapper';
      /** Text that was typed and not used: offered to be kept. */
      readonly leftover?: string;
      /** Set on a call card: it is kept up to date where it stands. Whom it shows. */
      readonly calls?: { readonly about?: PersonId };
      /** True where the card shows the log or an entry: a reply to it is an entry. */
      readonly ofLog?: boolean;
    }
);

/** The ledger of a command that needs a crisis. */
export function ledgerOf(ask: Ask): Ledger {
  if (!ask.ledger) throw new Error('a command that needs a crisis was asked without one');
  return ask.ledger;
}
