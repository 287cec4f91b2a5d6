import type { EvaluationAnswer } from './evaluation.ts';
import type { NoteChange, NoteMarks, NoteType, NoteWords } from './note.ts';
import type { StatementMark } from './picture-field.ts';
import type { Plan, RoleId } from './plan.ts';

/**
 * What kind of thing an entry tells of (the doctrine's log types, in the words people see). A `rettelse` puts
 * something else in place of what an earlier entry says; a `tilføjelse` says more of it.
 */
export type EntryType =
  | NoteType
  | 'situationsbillede'
  | 'mødested'
  | 'rolle'
  | 'niveau'
  | 'kontakt'
  | 'rettelse'
  | 'tilføjelse'
  | 'evaluering'
  | 'system';

/** A person's id: the plan's contact id, or `teams:<aadObjectId>` for someone the plan does not name. */
export type PersonId = string;

/** Whoever acted or wrote. */
export interface Actor {
  readonly id: PersonId | 'system';
  readonly name: string;
}

/** The bot itself, where nobody acted. */
export const system: Actor = { id: 'system', name: 'Krisebot' };

/** Whoever acted, with the roles held at that moment. */
export interface Author extends Actor {
  readonly roles: readonly RoleId[];
}

/** How a person takes part. `prevented` has said that they cannot come. */
export type Attendance = 'onTheWay' | 'present' | 'online' | 'prevented';

/**
 * What a phone call achieved. A voicemail is no contact (doctrine), so it counts as `noAnswer`; `notComing` has
 * said that they cannot come.
 */
export type CallOutcome = 'coming' | 'takesRole' | 'notComing' | 'noAnswer';

/** How an answer came that somebody else wrote down. */
export type AnswerWay = 'phone' | 'sms';

/** Why no SMS got to a person: the plan has no number, the gateway refused, or nobody knows whether it went. */
export type SmsCause = 'noNumber' | 'refused' | 'unknown';

/** Whom the SMS of a start was sent to before the log had it; of the unsure ones nobody knows whether it got there. */
export interface CalledBySms {
  readonly sent: readonly PersonId[];
  readonly unsure: readonly PersonId[];
}

/** Why a role is declined: a choice, never free text. */
export type DeclineReason = 'busy' | 'away' | 'ill' | 'other';

/**
 * What happened, in a form that rules can fold. Free text a person typed stands in `words` alone, so that
 * it can be erased on legal ground without touching what the rules need.
 */
export type CrisisEvent =
  | {
      readonly kind: 'started';
      readonly level: 1 | 2;
      readonly exercise: boolean;
      /** Asks everyone for a receipt and for nothing else (kontaktøvelse). */
      readonly contactOnly?: true;
      /** The plan as it was then: folding never reads the current one. */
      readonly plan: Plan;
      readonly calledBySms?: CalledBySms;
      readonly words: { readonly headline: string };
    }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'sourceNamed'; readonly sourceId: string }
  | { readonly kind: 'timeNamed' }
  | { readonly kind: 'levelSet'; readonly level: 1 | 2 }
  | { readonly kind: 'roleTaken'; readonly role: RoleId; readonly from?: PersonId }
  | {
      readonly kind: 'roleDeclined';
      readonly role: RoleId;
      readonly reason: DeclineReason;
      /** The deputy who is asked instead, where the plan names one who has not said no. */
      readonly next?: PersonId;
    }
  | {
      readonly kind: 'roleAssigned';
      readonly role: RoleId;
      readonly to: Actor;
      readonly from?: PersonId;
    }
  /** These people have not answered and were asked once more. */
  | { readonly kind: 'reminded'; readonly people: readonly Actor[] }
  /** Those asked were silent: the next in line is asked as well. */
  | { readonly kind: 'roleOffered'; readonly role: RoleId; readonly to: Actor }
  /** Those asked were silent for so long that anyone in the crisis organisation may take the roles. */
  | { readonly kind: 'rolesOpened'; readonly roles: readonly RoleId[] }
  /** The holder asks somebody to take the role over. It stays the holder's until they say yes. */
  | { readonly kind: 'handoverOffered'; readonly role: RoleId; readonly to: Actor }
  | { readonly kind: 'handoverWithdrawn'; readonly role: RoleId }
  | { readonly kind: 'handoverDeclined'; readonly role: RoleId; readonly from: PersonId }
  | { readonly kind: 'placeConfirmed'; readonly placeId: string; readonly provisional: boolean }
  | {
      readonly kind: 'placeRejected';
      readonly placeId: string;
      /** True where people had been told to meet there. */
      readonly wasDecided?: true;
      readonly words: { readonly reason: string };
    }
  | { readonly kind: 'attended'; readonly attendance: Attendance; readonly expectedAt?: string }
  | {
      readonly kind: 'phoned';
      readonly person: Actor;
      readonly outcome: CallOutcome;
      readonly roles: readonly RoleId[];
      /** Absent for a call. */
      readonly way?: AnswerWay;
      /** When they expect to arrive, ISO 8601 UTC. */
      readonly expectedAt?: string;
    }
  | ({ readonly kind: 'noted'; readonly type: NoteType; readonly words: NoteWords } & NoteMarks)
  /** What an earlier note says is put right or added to: what is named here counts from now on. */
  | ({ readonly kind: 'corrected'; readonly of: number; readonly words: Partial<NoteWords> } & NoteChange)
  /** Fields of the situation picture were written; `words` holds each one's text under its name. */
  | {
      readonly kind: 'pictureUpdated';
      readonly statements: readonly StatementMark[];
      readonly words: Readonly<Record<string, string>>;
    }
  /** The crisis leader is asked to approve the picture as it stands. */
  | { readonly kind: 'approvalAsked'; readonly nextDue?: string }
  /** The picture as it stands became version S1, S2 …; not approved, it is a draft (*Udkast*). */
  | {
      readonly kind: 'picturePublished';
      readonly version: number;
      readonly approved: boolean;
      /** When the next one is due, ISO 8601 UTC. */
      readonly nextDue: string;
    }
  | { readonly kind: 'pictureApproved'; readonly version: number }
  /** No new picture came by the time that was promised; these people were reminded. */
  | { readonly kind: 'pictureOverdue'; readonly due: string; readonly people: readonly Actor[] }
  /** The record was taken out as files: everything up to the entry before this one. */
  | { readonly kind: 'exported'; readonly formats: readonly ExportFormat[]; readonly upTo: number }
  /** The municipality's records system knows the record by this number. */
  | { readonly kind: 'caseNumbered'; readonly caseNumber: string }
  /** A text was erased on legal ground; the entry's place in the chain holds. */
  | {
      readonly kind: 'textErased';
      readonly of: number;
      readonly words: { readonly reason: string; readonly basis: string; readonly by: string };
    }
  | { readonly kind: 'reopened'; readonly words: { readonly reason: string } }
  /** A participant's answers after the end; `words` holds each answer under its question. */
  | {
      readonly kind: 'evaluated';
      readonly answers: readonly EvaluationAnswer[];
      readonly words: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'alarmRaised'; readonly words: { readonly text: string } }
  | { readonly kind: 'personLinked'; readonly person: Actor; readonly accountId: string }
  | { readonly kind: 'channelChosen' }
  /** Somebody had an SMS sent to everyone in the crisis organisation. */
  | { readonly kind: 'smsAsked' }
  | { readonly kind: 'smsFailed'; readonly person: Actor; readonly cause: SmsCause }
  | { readonly kind: 'unreachable'; readonly person: Actor; readonly cause: UnreachableCause }
  | {
      readonly kind: 'ended';
      readonly how: 'closed' | 'falseAlarm' | 'interrupted';
      /** Who goes on with what is left, by the number of the entry that holds the task. */
      readonly owners?: readonly { readonly task: number; readonly owner: Actor }[];
      readonly words: { readonly reason: string };
    };

/** A record's files: to read, for a spreadsheet, and with the chain. */
export type ExportFormat = 'pdf' | 'csv' | 'jsonl';

/**
 * Why Teams does not reach a person: nothing is known of them, Teams refused, Teams has not taken the message
 * for minutes, or it did not say whether it has.
 */
export type UnreachableCause = 'unknown' | 'blocked' | 'delayed' | 'unsure';

/** What deciding yields: everything of an entry but what storing adds. */
export interface NewEntry {
  /** Schema version of the entry. */
  readonly version: 1;
  readonly type: EntryType;
  /** The entry in Danish, complete by itself: an older program that does not know the event shows this. */
  readonly text: string;
  /** Registered at, ISO 8601 UTC; never before the previous entry's. */
  readonly at: string;
  /** Happened at, ISO 8601 UTC; equals `at` unless a person said otherwise. */
  readonly happenedAt: string;
  readonly by: Author;
  readonly event: CrisisEvent;
}

/** The newest entry the files of an export hold; 0 for an entry that notes none. */
export function upToOf({ event }: Pick<NewEntry, 'event'>): number {
  return event.kind === 'exported' ? event.upTo : 0;
}

/** An entry as it stands in the log. */
export interface Entry extends NewEntry {
  /** 1, 2, 3 … without gaps. */
  readonly number: number;
  /** Key of the message, tap or rule that brought it about; unique within the crisis. */
  readonly intent: string;
  /** Hash of the chain up to and with this entry, hex. */
  readonly hash: string;
}
