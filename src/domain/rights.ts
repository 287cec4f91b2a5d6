import type { Command, CommandBody } from './command.ts';
import { type Crisis, handoversTo, leaderOf, rolesHeld } from './crisis.ts';
import type { PersonId } from './entry.ts';
import { inOrganisation, isContact, type Plan } from './plan.ts';

/** What one may read or do beside the log; everything in a log has its command's name. */
type Beside =
  | 'startContactExercise'
  | 'readPicture'
  | 'readLog'
  | 'readRoles'
  | 'readPlace'
  | 'readLevel'
  | 'readCalls'
  | 'readEnding'
  | 'readHistory'
  | 'readEvaluation'
  | 'readPlan'
  | 'readContacts'
  | 'readReadiness'
  | 'readOwn'
  | 'readHelp'
  | 'settleCorrection'
  | 'actAs';

/** One name for each thing one may do. */
export type Right = CommandBody['kind'] | Beside;

/**
 * What a person is to a crisis and to its plan; several at once. `holder`: has a role. `asked`: is asked by its
 * holder to take one over. `contact`: stands in the plan. `tenant`: works here. `guest`: a guest, or a stranger.
 */
export type Standing =
  | 'leader'
  | 'holder'
  | 'asked'
  | 'organisation'
  | 'owner'
  | 'contact'
  | 'tenant'
  | 'guest'
  | 'system';

/** How far a crisis is, as far as rights go. `unled`: it runs without a crisis leader. */
export type Phase = 'idle' | 'unled' | 'led' | 'contactExercise' | 'ended';

type Cells = Readonly<Partial<Record<Phase, readonly Standing[]>>>;

const staff: readonly Standing[] = ['leader', 'holder', 'organisation'];
const ofPlan: readonly Standing[] = ['organisation', 'owner'];
const readers: readonly Standing[] = ['leader', 'holder', 'organisation', 'contact'];

const always = (who: readonly Standing[]): Cells => ({
  idle: who,
  unled: who,
  led: who,
  contactExercise: who,
  ended: who,
});
/** A role, a place or a level: there is none in a contact exercise. */
const inCrisis: Cells = { unled: staff, led: staff };
/** The crisis leader's; while there is none, the staff's. */
const leaders: Cells = { unled: staff, led: ['leader'] };
const holders: Cells = { unled: ['holder'], led: ['leader', 'holder'] };
const readInCrisis: Cells = { ...inCrisis, ended: staff };
const timed: Cells = { unled: ['system'], led: ['system'] };
/** A record is also taken care of when its crisis has ended. */
const keepers: Cells = { ...inCrisis, contactExercise: ofPlan, ended: [...staff, 'owner'] };
const ofSystem: Cells = { ...timed, contactExercise: ['system'] };

/**
 * Who may do what, when: each of the standings suffices, and what does not stand here is denied. Rules that
 * depend on the thing itself (whose role it is, who started) come after it, in the decide-*.ts.
 */
const table: Readonly<Record<Right, Cells>> = {
  start: always(['organisation']),
  startContactExercise: always(ofPlan),
  raiseAlarm: always(['tenant']),
  linkPerson: always(ofPlan),
  chooseChannel: always(ofPlan),
  acknowledge: { ...inCrisis, contactExercise: ['organisation'] },
  attend: { ...inCrisis, contactExercise: ['organisation'] },
  nameSource: inCrisis,
  nameTime: inCrisis,
  setLevel: leaders,
  takeRole: { unled: [...staff, 'asked'], led: [...staff, 'asked'] },
  declineRole: { unled: [...staff, 'asked'], led: [...staff, 'asked'] },
  assignRole: leaders,
  offerHandover: holders,
  withdrawHandover: holders,
  confirmPlace: leaders,
  rejectPlace: leaders,
  phone: { ...inCrisis, contactExercise: ofPlan },
  note: { ...inCrisis, contactExercise: ofPlan },
  correct: { ...inCrisis, contactExercise: ofPlan },
  updatePicture: inCrisis,
  askApproval: inCrisis,
  // Sent by others than the crisis leader, it is a draft.
  publishPicture: inCrisis,
  approvePicture: { led: ['leader'] },
  noteExport: keepers,
  setCaseNumber: keepers,
  reopen: { ended: ['leader', 'organisation'] },
  evaluate: { ended: staff },
  askSms: inCrisis,
  // The starter's as well: a rule of its own, and only the crisis organisation can have started it.
  callOff: { unled: staff, led: ['leader', 'organisation'], contactExercise: ofPlan },
  end: { ...leaders, contactExercise: [...ofPlan, 'system'] },
  remind: ofSystem,
  remindPicture: timed,
  eraseText: { ...ofSystem, ended: ['system'] },
  offerRole: timed,
  openRoles: timed,
  reportSms: ofSystem,
  reportUnreachable: ofSystem,
  interrupt: ofSystem,
  readPicture: {
    unled: [...readers, 'asked'],
    led: [...readers, 'asked'],
    contactExercise: readers,
    ended: readers,
  },
  readLog: { ...readInCrisis, contactExercise: ofPlan, ended: [...staff, 'owner'] },
  readRoles: readInCrisis,
  readPlace: readInCrisis,
  readLevel: readInCrisis,
  readCalls: { ...readInCrisis, contactExercise: ofPlan },
  readHistory: always(ofPlan),
  // Of those who hold a role, the leader and whoever keeps the log: a rule of the command.
  readEvaluation: { ended: ['leader', 'holder', 'owner'] },
  readEnding: { ...readInCrisis, contactExercise: ofPlan },
  readPlan: always(readers),
  readContacts: always(readers),
  readReadiness: always(readers),
  readOwn: always(['tenant']),
  readHelp: always(['tenant']),
  settleCorrection: always(['owner']),
  actAs: always(['tenant']),
};

/** Every right there is. */
export const rights = Object.keys(table) as readonly Right[];

/** What outlives a crisis: a role held in one gives no right to it. */
const outliving: readonly Right[] = [
  'start',
  'startContactExercise',
  'linkPerson',
  'chooseChannel',
  'settleCorrection',
];

/** True where one of the standings suffices. */
export function may(right: Right, phase: Phase, standings: readonly Standing[]): boolean {
  return table[right]?.[phase]?.some((standing) => standings.includes(standing)) ?? false;
}

/** True where it is theirs now, or would be but for a crisis that does not run: the answer then says so. */
export function mayAsk(right: Right, crisis: Crisis | undefined, standings: readonly Standing[]): boolean {
  return may(right, phaseOf(crisis), standings) || may(right, runningPhase(crisis), standings);
}

/** What a person is. The crisis organisation is the one of the plan the crisis was started with. */
export function standingsOf(
  plan: Plan,
  crisis: Crisis | undefined,
  person: PersonId | 'system',
  guest = false,
): readonly Standing[] {
  if (guest) return ['guest'];
  if (person === 'system') return ['system'];
  const held = crisis ? rolesHeld(crisis, person) : [];
  const all: Readonly<Record<Exclude<Standing, 'guest' | 'system'>, boolean>> = {
    leader: crisis !== undefined && leaderOf(crisis)?.id === person,
    holder: held.length > 0,
    asked: crisis !== undefined && handoversTo(crisis, person).length > 0,
    organisation: inOrganisation(crisis?.plan ?? plan, person),
    owner: plan.owner === person,
    contact: isContact(plan, person),
    tenant: true,
  };
  return (Object.keys(all) as (keyof typeof all)[]).filter((standing) => all[standing]);
}

/** The standings that count for a right: for what outlives a crisis, those the plan gives. */
export function standingsFor(
  right: Right,
  ...[plan, crisis, person, guest]: Parameters<typeof standingsOf>
): readonly Standing[] {
  return standingsOf(plan, outliving.includes(right) ? undefined : crisis, person, guest);
}

/** How far a crisis is; undefined where none runs. */
export function phaseOf(crisis: Crisis | undefined): Phase {
  if (!crisis) return 'idle';
  return crisis.ended ? 'ended' : runningPhase(crisis);
}

/** The phase as if it ran: one that has ended, as it was before; none, as it begins. */
export function runningPhase(crisis: Crisis | undefined): Exclude<Phase, 'idle' | 'ended'> {
  if (crisis?.contactOnly) return 'contactExercise';
  return crisis && leaderOf(crisis) ? 'led' : 'unled';
}

/** The right a command takes. */
export function rightOf(command: Command): Right {
  return command.kind === 'start' && command.contactOnly ? 'startContactExercise' : command.kind;
}
