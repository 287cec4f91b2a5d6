import type {
  Actor,
  AnswerWay,
  Attendance,
  CallOutcome,
  DeclineReason,
  NoteType,
  SmsCause,
  UnreachableCause,
} from './entry.ts';
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
  | {
      readonly kind: 'note';
      readonly type: NoteType;
      readonly text: string;
      readonly reason?: string;
    }
  /** `raisedAt` where the alarm came before the crisis was started. */
  | { readonly kind: 'raiseAlarm'; readonly text: string; readonly raisedAt?: string }
  | { readonly kind: 'linkPerson'; readonly person: Actor; readonly accountId: string }
  /** The channel for the status card was chosen while the crisis runs: the card goes there. */
  | { readonly kind: 'chooseChannel' }
  | { readonly kind: 'askSms' }
  | { readonly kind: 'reportSms'; readonly person: Actor; readonly cause: SmsCause }
  | { readonly kind: 'reportUnreachable'; readonly person: Actor; readonly cause: UnreachableCause }
  | { readonly kind: 'callOff'; readonly reason: string }
  | { readonly kind: 'end'; readonly remark: string }
  | { readonly kind: 'interrupt' };

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
  /** The crisis has ended. */
  | 'ended'
  /** A crisis runs already. */
  | 'running';

export function refuse(code: RefusalCode, text: string): Refusal {
  return { code, text };
}
