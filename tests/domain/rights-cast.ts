import type { Command, CommandBody } from '../../src/domain/command.ts';
import type { Crisis } from '../../src/domain/crisis.ts';
import { type Decision, decide } from '../../src/domain/decide.ts';
import { type Actor, system } from '../../src/domain/entry.ts';
import type { Phase, Right, Standing } from '../../src/domain/rights.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type Course, person, started } from './course.ts';

/** Whoever comes to the bot, one letter each, in the order of the columns. */
export const cast = ['L', 'H', 'B', 'O', 'E', 'K', 'A', 'G', 'S'] as const;
export type Part = (typeof cast)[number];

export const phases: readonly Phase[] = ['idle', 'unled', 'led', 'contactExercise', 'ended'];

interface Role {
  readonly as: string;
  readonly actor: Actor;
  readonly guest?: true;
  /** All that the person is, in a crisis where there is such a one. */
  readonly standings: readonly Standing[];
}

/** The fictional plan's people, and others who work there. */
export const parts: Readonly<Record<Part, Role>> = {
  L: {
    as: 'the crisis leader',
    actor: person('anna'),
    standings: ['leader', 'holder', 'organisation', 'contact', 'tenant'],
  },
  H: {
    as: 'a helper with a role',
    actor: { id: 'teams:2', name: 'Ida Vang' },
    standings: ['holder', 'tenant'],
  },
  B: {
    as: 'a helper asked to take a role over',
    actor: { id: 'teams:3', name: 'Bo Dal' },
    standings: ['asked', 'tenant'],
  },
  O: {
    as: 'someone of the crisis organisation, who started',
    actor: person('jens'),
    standings: ['organisation', 'contact', 'tenant'],
  },
  E: {
    as: 'the plan’s owner',
    actor: person('direktoer'),
    standings: ['owner', 'contact', 'tenant'],
  },
  K: { as: 'a contact of the plan', actor: person('mette'), standings: ['contact', 'tenant'] },
  A: { as: 'a colleague', actor: { id: 'teams:1', name: 'Ole Vind' }, standings: ['tenant'] },
  G: { as: 'a guest', actor: { id: 'teams:4', name: 'Gitte Gæst' }, guest: true, standings: ['guest'] },
  S: { as: 'the bot itself', actor: system, standings: ['system'] },
};

const unled = (exercise = false) =>
  started('jens', { exercise })
    .does('jens', { kind: 'assignRole', role: 'commsExternal', to: parts.H.actor })
    .does(parts.H.actor, { kind: 'takeRole', role: 'commsExternal' })
    .does(parts.H.actor, { kind: 'offerHandover', role: 'commsExternal', to: parts.B.actor });
const led = (exercise = false) => unled(exercise).does('anna', { kind: 'takeRole', role: 'crisisLeader' });

/** A real course of events up to each phase. */
export const courses: Readonly<Record<Phase, () => Course | undefined>> = {
  idle: () => undefined,
  unled: () => unled(),
  led: () => led(),
  contactExercise: () => started(parts.E.actor, { contactOnly: true, exercise: true }),
  ended: () => led().does('anna', { kind: 'end', remark: '' }),
};

/** Other crises with a crisis leader: an exercise, and one that was opened again. The same is allowed in each. */
export const alsoLed: Readonly<Record<'an exercise' | 'a crisis opened again', () => Course>> = {
  'an exercise': () => led(true),
  'a crisis opened again': () =>
    led()
      .does('anna', { kind: 'end', remark: '' })
      .does('anna', { kind: 'reopen', reason: 'Strømmen er væk igen' }),
};

/** Who there is in a phase: no leader where nobody leads, no helper where there are no roles. */
export function presentIn(phase: Phase): readonly Part[] {
  const absent: Readonly<Record<Phase, readonly Part[]>> = {
    idle: ['L', 'H', 'B'],
    unled: ['L'],
    led: [],
    contactExercise: ['L', 'H', 'B'],
    ended: [],
  };
  return cast.filter((part) => !absent[phase].includes(part));
}

/** What the rules say when this one tries, in a real course of events. */
export function tries(part: Part, right: DomainRight, crisis: Crisis | undefined): Decision {
  const command: Command = {
    by: parts[part].actor,
    at: crisis?.lastAt ?? '2026-11-23T01:14:00.000Z',
    ...bodies[right](part),
  };
  return decide(crisis, command);
}

const start = {
  kind: 'start',
  crisisId: 'K-2026-02',
  headline: 'Strømsvigt',
  level: 1,
  exercise: false,
  plan: testPlan,
} as const;
/** The role a person may do something with: the leader's own, else the helper's. */
const own = (part: Part) => (part === 'L' ? 'crisisLeader' : 'commsExternal');

export type DomainRight = CommandBody['kind'] | 'startContactExercise';

/** Something of each kind that nothing but a right can stand in the way of. */
export const bodies: Readonly<Record<DomainRight, (part: Part) => CommandBody>> = {
  start: () => start,
  startContactExercise: () => ({ ...start, exercise: true, contactOnly: true }),
  acknowledge: () => ({ kind: 'acknowledge' }),
  attend: () => ({ kind: 'attend', attendance: 'online' }),
  nameSource: () => ({ kind: 'nameSource', sourceId: 'vagt' }),
  nameTime: () => ({ kind: 'nameTime', happenedAt: '2026-11-23T01:00:00.000Z' }),
  setLevel: () => ({ kind: 'setLevel', level: 2 }),
  takeRole: (part) => ({ kind: 'takeRole', role: part === 'B' ? 'commsExternal' : 'logOfficer' }),
  declineRole: (part) => ({ kind: 'declineRole', role: own(part), reason: 'busy' }),
  assignRole: () => ({ kind: 'assignRole', role: 'logOfficer', to: person('peter') }),
  remind: () => ({ kind: 'remind', people: [person('lise')] }),
  offerRole: () => ({ kind: 'offerRole', role: 'logOfficer', to: person('lise') }),
  openRoles: () => ({ kind: 'openRoles', roles: ['logOfficer'] }),
  offerHandover: (part) => ({ kind: 'offerHandover', role: own(part), to: person('lise') }),
  withdrawHandover: () => ({ kind: 'withdrawHandover', role: 'commsExternal' }),
  confirmPlace: () => ({ kind: 'confirmPlace', placeId: 'kontor' }),
  rejectPlace: () => ({ kind: 'rejectPlace', placeId: 'kontor', reason: 'Ingen strøm' }),
  phone: () => ({ kind: 'phone', person: person('lise'), outcome: 'noAnswer' }),
  note: () => ({ kind: 'note', type: 'melding', text: 'Telefonerne er nede' }),
  correct: () => ({ kind: 'correct', of: 1, text: 'Strømsvigt i hele huset' }),
  updatePicture: () => ({
    kind: 'updatePicture',
    statements: [{ field: 'affected', certainty: 'certain', text: 'Mail er nede' }],
  }),
  askApproval: () => ({ kind: 'askApproval' }),
  publishPicture: () => ({ kind: 'publishPicture', seen: 99 }),
  approvePicture: () => ({ kind: 'approvePicture', version: 1 }),
  remindPicture: () => ({ kind: 'remindPicture', due: '2026-11-23T02:14:00.000Z', people: [person('lise')] }),
  noteExport: () => ({ kind: 'noteExport', formats: ['pdf'], upTo: 1 }),
  setCaseNumber: () => ({ kind: 'setCaseNumber', caseNumber: '24/1234' }),
  eraseText: () => ({
    kind: 'eraseText',
    of: 1,
    reason: 'CPR',
    basis: 'GDPR art. 17',
    writer: 'Karen Friis',
  }),
  reopen: () => ({ kind: 'reopen', reason: 'Strømmen er væk igen' }),
  evaluate: () => ({
    kind: 'evaluate',
    answers: [{ question: 'good', coreTask: 'staff', text: 'Alle kom hurtigt' }],
  }),
  raiseAlarm: () => ({ kind: 'raiseAlarm', text: 'Ingen kan logge på' }),
  linkPerson: () => ({ kind: 'linkPerson', person: person('peter'), accountId: 'a1' }),
  chooseChannel: () => ({ kind: 'chooseChannel' }),
  askSms: () => ({ kind: 'askSms' }),
  reportSms: () => ({ kind: 'reportSms', person: person('lise'), cause: 'refused' }),
  reportUnreachable: () => ({ kind: 'reportUnreachable', person: person('lise'), cause: 'blocked' }),
  callOff: () => ({ kind: 'callOff', reason: 'Det var en planlagt test' }),
  end: () => ({ kind: 'end', remark: '' }),
  interrupt: () => ({ kind: 'interrupt' }),
};

/** True for what is done to a log. */
export function isOfDomain(right: Right): right is DomainRight {
  return Object.hasOwn(bodies, right);
}
