import type {
  Actor,
  AnswerWay,
  Attendance,
  DeclineReason,
  PersonId,
  SmsCause,
  UnreachableCause,
} from './entry.ts';
import type { NoteType } from './note.ts';
import type { PictureFieldId, Statement } from './picture-field.ts';
import { inOrganisation, type MeetingPlace, type Plan, type RoleId, roleIds, roleOf } from './plan.ts';

/** A crisis as the log tells it: folded from its entries by `evolve`, never stored. */
export interface Crisis {
  /** "K-2026-07", or "Ø-2026-01" for an exercise. */
  readonly id: string;
  readonly plan: Plan;
  readonly exercise: boolean;
  /** A kontaktøvelse: everyone is asked for a receipt and for nothing else. */
  readonly contactOnly?: true;
  readonly headline: string;
  readonly level: 1 | 2;
  /** When it was last set, if it was after the start. */
  readonly levelSetAt?: string;
  readonly startedAt: string;
  readonly startedBy: Actor;
  /** When the incident began, where a person has said so. */
  readonly beganAt?: string;
  /** Which of the plan's alarm sources reported it, where a person has said so. */
  readonly sourceId?: string;
  readonly roles: Readonly<Record<RoleId, RoleState>>;
  readonly place: PlaceState;
  readonly people: Readonly<Record<PersonId, PersonState>>;
  /** What type each entry's note is now, by its number less one; undefined for what is no note. */
  readonly notes: readonly (NoteType | undefined)[];
  readonly picture: PictureState;
  readonly ended?: {
    readonly at: string;
    readonly how: 'closed' | 'falseAlarm' | 'interrupted';
    /** Number of the entry that ended it. */
    readonly entry: number;
  };
  /** Number of the entry that opened it again last. */
  readonly reopenedBy?: number;
  /** Who has answered the evaluation, each once. */
  readonly evaluatedBy: readonly PersonId[];
  /** When it last went on after an end, ISO 8601 UTC. */
  readonly reopenedAt?: string;
  /** The record's number in the municipality's records system. */
  readonly caseNumber?: string;
  /** Time of the newest entry; time in the log never runs backwards. */
  readonly lastAt: string;
  /** How many entries it was folded from: the newest one's number. */
  readonly size: number;
}

/** The situation picture: what is stated now, and the versions that were sent. */
export interface PictureState {
  readonly statements: Readonly<Partial<Record<PictureFieldId, Statement>>>;
  /** S1, S2 …, oldest first. What each says is the statements up to its entry. */
  readonly versions: readonly PictureVersion[];
  /** The newest entry that changed a statement; 0 before the first. */
  readonly changedBy: number;
  /** Who asked the crisis leader to approve the picture as it stands, and by which entry. */
  readonly approvalAsked?: { readonly by: Actor; readonly entry: number };
  /** The due moment whose passing people were last reminded of. */
  readonly remindedOf?: string;
}

export interface PictureVersion {
  /** 1, 2, 3: shown as S1, S2, S3. */
  readonly number: number;
  /** The entry that sent it. */
  readonly entry: number;
  readonly at: string;
  readonly by: Actor;
  /** Absent while it is a draft. */
  readonly approved?: { readonly by: Actor; readonly at: string };
  /** When the next one is due, ISO 8601 UTC. */
  readonly nextDue: string;
}

export interface RoleState {
  /** At most one, unless the plan says that the role is shared. */
  readonly holders: readonly RoleHolder[];
  /** Contact ids asked and not yet answered. */
  readonly offeredTo: readonly PersonId[];
  /** When each person was last asked, ISO 8601 UTC; whoever has answered since stands there too. */
  readonly askedAt: Readonly<Record<PersonId, string>>;
  /** Since when somebody is looked for: the start, a no, or the moment it was given to someone. */
  readonly soughtSince: string;
  /** Since when anyone in the crisis organisation may take it. */
  readonly openedAt?: string;
  /** The holder has asked somebody to take over; the role is still the holder's. */
  readonly handover?: Handover;
  readonly declined: readonly { readonly person: PersonId; readonly reason: DeclineReason }[];
}

export interface Handover {
  readonly from: Actor;
  readonly to: Actor;
  readonly at: string;
}

export interface RoleHolder extends Actor {
  readonly since: string;
  /** False where the crisis leader assigned the role and the person has not answered yet. */
  readonly confirmed: boolean;
}

export interface PlaceState {
  /** The place now proposed or decided. */
  readonly current: MeetingPlace;
  readonly decided?: { readonly by: Actor; readonly at: string; readonly provisional: boolean };
  readonly rejected: readonly { readonly placeId: string; readonly reason: string }[];
}

export interface PersonState extends Actor {
  /** First sign of life: a message, a tap or a phone call. */
  readonly receiptAt?: string;
  readonly receiptBy?: 'teams' | AnswerWay;
  /** Number of the entry that was the first sign of life. */
  readonly receiptEntry?: number;
  readonly attendance?: Attendance;
  /** When they last said how they take part, ISO 8601 UTC. */
  readonly attendedAt?: string;
  /** When they were last reminded that an answer is missing, ISO 8601 UTC. */
  readonly remindedAt?: string;
  /** When someone on the way expects to arrive, ISO 8601 UTC. */
  readonly expectedAt?: string;
  readonly calls: readonly {
    readonly at: string;
    readonly by: string;
    readonly answered: boolean;
    readonly way?: AnswerWay;
  }[];
  readonly unreachable?: UnreachableCause;
  /** Why the last SMS did not get there. */
  readonly smsFailed?: SmsCause;
}

/** Meeting by phone or Teams is always possible, whatever the plan lists (doctrine). */
export const onlinePlace: MeetingPlace = { id: 'online', name: 'Telefon/Teams', source: 'doktrin' };

/** The acting crisis leader: the holder of that role, confirmed or not. */
export function leaderOf(crisis: Crisis): RoleHolder | undefined {
  return crisis.roles.crisisLeader.holders[0];
}

/** The roles a person holds, in the plan's order. */
export function rolesHeld(crisis: Crisis, person: string): readonly RoleId[] {
  return roleIds.filter((role) => crisis.roles[role].holders.some((holder) => holder.id === person));
}

/**
 * The roles a person is asked to take and has not answered: offered, or assigned and unconfirmed. Those
 * the plan names the person for come before those of a group.
 */
export function rolesAsked(crisis: Crisis, person: string): readonly RoleId[] {
  const asked = roleIds.filter((role) => {
    const state = crisis.roles[role];
    const holder = state.holders.find((candidate) => candidate.id === person);
    return holder ? !holder.confirmed : state.offeredTo.includes(person);
  });
  const isOwn = (role: RoleId) => {
    const { holder } = roleOf(crisis.plan, role);
    return 'contactId' in holder && holder.contactId === person;
  };
  return [...asked.filter(isOwn), ...asked.filter((role) => !isOwn(role))];
}

/** True where somebody has said yes to the role. */
export function isFilled({ holders }: RoleState): boolean {
  return holders.some(({ confirmed }) => confirmed);
}

/** The roles anyone in the crisis organisation may take now, in the plan's order. */
export function rolesOpen(crisis: Crisis): readonly RoleId[] {
  return roleIds.filter((role) => crisis.roles[role].openedAt && !isFilled(crisis.roles[role]));
}

/** The open roles a person may be offered: not those they are asked for anyway, or have said no to. */
export function rolesOpenTo(crisis: Crisis, person: string): readonly RoleId[] {
  const asked = rolesAsked(crisis, person);
  const saidNo = (role: RoleId) => crisis.roles[role].declined.some((no) => no.person === person);
  return rolesOpen(crisis).filter((role) => !asked.includes(role) && !saidNo(role));
}

/** The roles whose holder has asked this person to take over. */
export function handoversTo(crisis: Crisis, person: string): readonly RoleId[] {
  return roleIds.filter((role) => crisis.roles[role].handover?.to.id === person);
}

/** Who may act: the crisis organisation, and anyone the crisis leader has given a role. */
export function mayAct(crisis: Crisis, person: string): boolean {
  return inOrganisation(crisis.plan, person) || rolesHeld(crisis, person).length > 0;
}
