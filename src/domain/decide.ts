import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, rolesHeld } from './crisis.ts';
import { acknowledge, askSms, attend, phone, reportSms, reportUnreachable } from './decide-contact.ts';
import { correct } from './decide-correct.ts';
import { offerRole, openRoles, remind } from './decide-due.ts';
import { callOff, end, endByItself, interrupt } from './decide-end.ts';
import { offerHandover, withdrawHandover } from './decide-handover.ts';
import { nameSource, nameTime, setLevel, start } from './decide-incident.ts';
import { chooseChannel, linkPerson } from './decide-link.ts';
import { note, raiseAlarm, tooLong } from './decide-note.ts';
import {
  approvePicture,
  askApproval,
  publishPicture,
  remindPicture,
  updatePicture,
} from './decide-picture.ts';
import { confirmPlace, rejectPlace } from './decide-place.ts';
import { eraseText, evaluate, noteExport, reopen, setCaseNumber } from './decide-record.ts';
import { assignRole, declineRole, takeRole } from './decide-role.ts';
import type { CrisisEvent, EntryType, NewEntry } from './entry.ts';
import { hasEnded, notRunning, refusalOf } from './refusal-of.ts';
import { may, phaseOf, rightOf, standingsFor } from './rights.ts';

/** What a command brings about: one entry, or a refusal. */
export type Decision = { readonly entry: NewEntry } | { readonly refusal: Refusal };

/** What a rule yields: the event and its Danish text, or a refusal. */
export type Ruling =
  | {
      readonly type: EntryType;
      readonly text: string;
      readonly event: CrisisEvent;
      /** When it happened, where that is not now. */
      readonly happenedAt?: string;
    }
  | Refusal;

/**
 * The rules: what a command does to a crisis. Pure; `crisis` is undefined before the start entry.
 * The entry's time is the command's, but never before the previous entry's.
 */
export function decide(crisis: Crisis | undefined, command: Command): Decision {
  const ruling = rule(crisis, command);
  if ('code' in ruling) return { refusal: ruling };
  const { happenedAt, ...rest } = ruling;
  const at = crisis && crisis.lastAt > command.at ? crisis.lastAt : command.at;
  const roles = crisis ? rolesHeld(crisis, command.by.id) : [];
  const by = { id: command.by.id, name: command.by.name, roles };
  return { entry: { version: 1, ...rest, at, happenedAt: happenedAt ?? at, by } };
}

function rule(crisis: Crisis | undefined, command: Command): Ruling {
  const unfit = closed(crisis, command) ?? denied(crisis, command) ?? tooLong(command);
  if (unfit) return unfit;
  if (command.kind === 'start') return start(crisis, command);
  if (!crisis) return notRunning;
  return command.by.id === 'system' ? ruleForSystem(crisis, command) : ruleForPerson(crisis, command);
}

/** What is done with a record after the end of its crisis. */
const afterTheEnd: readonly Command['kind'][] = [
  'start',
  'noteExport',
  'setCaseNumber',
  'eraseText',
  'reopen',
  'evaluate',
];

/** A log takes nothing else after its end. */
function closed(crisis: Crisis | undefined, { kind }: Command): Refusal | undefined {
  return crisis?.ended && !afterTheEnd.includes(kind) ? hasEnded(crisis) : undefined;
}

/** The table of rights comes before every rule. */
function denied(crisis: Crisis | undefined, command: Command): Refusal | undefined {
  const plan = command.kind === 'start' ? command.plan : crisis?.plan;
  if (!plan) return notRunning;
  const right = rightOf(command);
  const standings = standingsFor(right, plan, crisis, command.by.id);
  const isAllowed = may(right, phaseOf(crisis), standings);
  return isAllowed ? undefined : refusalOf(right, { plan, crisis, standings });
}

function ruleForSystem(crisis: Crisis, command: Command): Ruling {
  if (command.kind === 'reportUnreachable') return reportUnreachable(crisis, command);
  if (command.kind === 'reportSms') return reportSms(crisis, command);
  if (command.kind === 'remind') return remind(crisis, command);
  if (command.kind === 'offerRole') return offerRole(crisis, command);
  if (command.kind === 'openRoles') return openRoles(crisis, command);
  if (command.kind === 'interrupt') return interrupt();
  if (command.kind === 'remindPicture') return remindPicture(crisis, command);
  if (command.kind === 'eraseText') return eraseText(crisis, command);
  if (command.kind === 'end') return endByItself(crisis, command);
  return refuse('notAllowed', 'Det kan kun en person gøre.');
}

function ruleForPerson(crisis: Crisis, command: Command): Ruling {
  switch (command.kind) {
    case 'acknowledge':
      return acknowledge(crisis, command);
    case 'nameSource':
      return nameSource(crisis, command);
    case 'nameTime':
      return nameTime(command);
    case 'setLevel':
      return setLevel(crisis, command);
    case 'takeRole':
      return takeRole(crisis, command);
    case 'declineRole':
      return declineRole(crisis, command);
    case 'assignRole':
      return assignRole(crisis, command);
    case 'offerHandover':
      return offerHandover(crisis, command);
    case 'withdrawHandover':
      return withdrawHandover(crisis, command);
    case 'askSms':
      return askSms(command);
    case 'confirmPlace':
      return confirmPlace(crisis, command);
    case 'rejectPlace':
      return rejectPlace(crisis, command);
    case 'attend':
      return attend(crisis, command);
    case 'phone':
      return phone(crisis, command);
    case 'raiseAlarm':
      return raiseAlarm(command);
    case 'note':
      return note(crisis, command);
    case 'correct':
      return correct(crisis, command);
    case 'updatePicture':
      return updatePicture(crisis, command);
    case 'askApproval':
      return askApproval(crisis, command);
    case 'publishPicture':
      return publishPicture(crisis, command);
    case 'approvePicture':
      return approvePicture(crisis, command);
    case 'noteExport':
      return noteExport(crisis, command);
    case 'setCaseNumber':
      return setCaseNumber(crisis, command);
    case 'reopen':
      return reopen(crisis, command);
    case 'evaluate':
      return evaluate(crisis, command);
    case 'linkPerson':
      return linkPerson(crisis, command);
    case 'chooseChannel':
      return chooseChannel(command);
    case 'callOff':
      return callOff(crisis, command);
    case 'end':
      return end(crisis, command);
    default:
      return refuse('notAllowed', 'Det gør Krisebot selv.');
  }
}
