import type {
  Actor,
  AnswerWay,
  Attendance,
  CalledBySms,
  CallOutcome,
  DeclineReason,
  ExportFormat,
  PersonId,
  SmsCause,
  UnreachableCause,
} from './entry.ts';
import type { EvaluationAnswer } from './evaluation.ts';
import type { NoteChange, NoteMarks, NoteType, NoteWords } from './note.ts';
import type { Certainty, PictureFieldId } from './picture-field.ts';
import type { Plan, RoleId } from './plan.ts';

/** What someone wants done. `at` is the moment it was received, ISO 8601 UTC. */
export type Command = { readonly by: Actor; readonly at: string } & CommandBody;

export type CommandBody =
  | {
      readonly kind: 'start';
      readonly crisisId: string;
      /** At most 120 characters, for cards. */
      readonly headline: string;
      /** The whole of what was typed, where that is longer than the headline. */
      readonly text?: string;
      readonly level: 1 | 2;
      readonly exercise: boolean;
      /** A kontaktøvelse: an exercise that asks for a receipt and nothing else. */
      readonly contactOnly?: true;
      readonly plan: Plan;
      readonly calledBySms?: CalledBySms;
    }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'nameSource'; readonly sourceId: string }
  | { readonly kind: 'nameTime'; readonly happenedAt: string }
  | { readonly kind: 'setLevel'; readonly level: 1 | 2 }
  /** `anyway`: said after being told that the crisis leader's seat is held. */
  | { readonly kind: 'takeRole'; readonly role: RoleId; readonly anyway?: boolean }
  | { readonly kind: 'declineRole'; readonly role: RoleId; readonly reason: DeclineReason }
  | { readonly kind: 'assignRole'; readonly role: RoleId; readonly to: Actor }
  /** What time alone brings about (`due`): the system's. */
  | { readonly kind: 'remind'; readonly people: readonly Actor[] }
  | { readonly kind: 'offerRole'; readonly role: RoleId; readonly to: Actor }
  | { readonly kind: 'openRoles'; readonly roles: readonly RoleId[] }
  | { readonly kind: 'offerHandover'; readonly role: RoleId; readonly to: Actor }
  | { readonly kind: 'withdrawHandover'; readonly role: RoleId }
  | { readonly kind: 'confirmPlace'; readonly placeId: string }
  | { readonly kind: 'rejectPlace'; readonly placeId: string; readonly reason: string }
  | { readonly kind: 'attend'; readonly attendance: Attendance; readonly expectedAt?: string }
  | {
      readonly kind: 'phone';
      readonly person: Actor;
      readonly outcome: CallOutcome;
      readonly role?: RoleId;
      /** Absent for a call. */
      readonly way?: AnswerWay;
      /** When they expect to arrive, ISO 8601 UTC. */
      readonly expectedAt?: string;
    }
  | ({ readonly kind: 'note'; readonly type: NoteType } & NoteInput & Omit<NoteMarks, 'acted' | 'done'>)
  /** Puts right, or adds to, the note with that number. */
  | ({ readonly kind: 'correct'; readonly of: number; readonly type?: NoteType } & Partial<NoteInput> &
      Omit<NoteChange, 'acted'>)
  | { readonly kind: 'updatePicture'; readonly statements: readonly StatementInput[] }
  /** `nextDue`: when the asker promises the next, ISO 8601 UTC. */
  | { readonly kind: 'askApproval'; readonly nextDue?: string }
  /**
   * Sends the picture as it stands. From the crisis leader it is approved; from others a draft. `seen`: the
   * newest entry of the picture that was looked at; one that has changed or was sent since is not sent unseen.
   */
  | { readonly kind: 'publishPicture'; readonly seen: number; readonly nextDue?: string }
  | { readonly kind: 'approvePicture'; readonly version: number }
  /** The system's: no new picture came in time. */
  | { readonly kind: 'remindPicture'; readonly due: string; readonly people: readonly Actor[] }
  | { readonly kind: 'noteExport'; readonly formats: readonly ExportFormat[]; readonly upTo: number }
  | { readonly kind: 'setCaseNumber'; readonly caseNumber: string }
  /** The operator's, by the system: the text itself is erased in the store. `writer` asked for it. */
  | {
      readonly kind: 'eraseText';
      readonly of: number;
      readonly reason: string;
      readonly basis: string;
      readonly writer: string;
    }
  | { readonly kind: 'reopen'; readonly reason: string }
  | { readonly kind: 'evaluate'; readonly answers: readonly (EvaluationAnswer & { readonly text: string })[] }
  /** `raisedAt` where the alarm came before the crisis was started. */
  | { readonly kind: 'raiseAlarm'; readonly text: string; readonly raisedAt?: string }
  | { readonly kind: 'linkPerson'; readonly person: Actor; readonly accountId: string }
  /** The channel for the status card was chosen while the crisis runs: the card goes there. */
  | { readonly kind: 'chooseChannel' }
  | { readonly kind: 'askSms' }
  | { readonly kind: 'reportSms'; readonly person: Actor; readonly cause: SmsCause }
  | { readonly kind: 'reportUnreachable'; readonly person: Actor; readonly cause: UnreachableCause }
  | { readonly kind: 'callOff'; readonly reason: string }
  | {
      readonly kind: 'end';
      readonly remark: string;
      readonly owners?: readonly { readonly task: number; readonly owner: Actor }[];
    }
  | { readonly kind: 'interrupt' };

/** What a person says in a note. */
export interface NoteInput extends Omit<NoteWords, 'acted'> {
  /** Where that is not now, ISO 8601 UTC. */
  readonly happenedAt?: string;
  /** Who acted, where that is not the writer; without `id` someone neither plan nor Teams knows. */
  readonly acted?: { readonly id?: PersonId; readonly name: string };
}

/** One field of the situation picture, as a person writes it. */
export interface StatementInput {
  readonly field: PictureFieldId;
  readonly certainty: Certainty;
  /** Empty where it is unknown. */
  readonly text: string;
}

/** Why a command changes nothing, and what would work: an answer to a person, in Danish. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly text: string;
}

export type RefusalCode =
  /** What was asked for holds already; nothing is wrong. */
  | 'already'
  /** The person may not; the text names who can. */
  | 'notAllowed'
  /** Someone else has it; the text names them. */
  | 'taken'
  /** What was given cannot be used; the text says what would work. */
  | 'invalid'
  /** What was looked at has changed since; it is to be looked at again. */
  | 'outdated'
  /** The crisis has ended. */
  | 'ended'
  /** A crisis runs already. */
  | 'running'
  /** The log cannot be asked, and this must come now or not at all. */
  | 'away';

export function refuse(code: RefusalCode, text: string): Refusal {
  return { code, text };
}
