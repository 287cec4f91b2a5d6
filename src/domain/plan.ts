/** The crisis plan as the rules see it. `src/plan` reads it from YAML; the start entry keeps a copy. */

/**
 * Where a statement comes from: the department's own plan (`delplan`), Danish crisis doctrine
 * (`doktrin`), or our proposal (`forslag`). Only `delplan` is the department's own word.
 */
export type Source = 'delplan' | 'doktrin' | 'forslag';

/** A statement of the plan with its source. */
export interface Statement {
  readonly text: string;
  readonly source: Source;
}

/** The roles of role-based crisis management; communication is one role in two scopes (delplan). */
export const roleIds = [
  'crisisLeader',
  'logOfficer',
  'peopleOfficer',
  'solutionOfficer',
  'commsInternal',
  'commsExternal',
] as const;
export type RoleId = (typeof roleIds)[number];

/** Phases of a role's tasks: minutes 0–5, 5–30, 30–120, running, handover, end (doctrine). */
export type Phase = '0-5' | '5-30' | '30-120' | 'løbende' | 'vagtskifte' | 'slut';

export interface Task extends Statement {
  readonly id: string;
  readonly phase: Phase;
}

/** Who the plan names for a role: one person, or a group whose members are asked. */
export type Holder = { readonly contactId: string } | { readonly groupId: string };

export interface PlanRole {
  readonly id: RoleId;
  /** Full name, as in the plan: "Ansvarlig for situationsbillede, log og dokumentation". */
  readonly name: string;
  /** Short name for cards and typing: "Situationsbillede, log og dokumentation". */
  readonly short: string;
  /** Words a person may type for the role, lower case: "log", "sekretær". */
  readonly aliases: readonly string[];
  readonly holder: Holder;
  /** Deputies in order, contact ids (a proposal: the delplan names none). */
  readonly deputies: readonly string[];
  /** True where several people may hold the role together. */
  readonly shared: boolean;
  /** The plan's own description of the task. */
  readonly description: Statement;
  readonly tasks: readonly Task[];
}

export interface Contact {
  /** Stable id, `[a-z0-9-]+`, never shown alone. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** E.164, for links and SMS: "+4596110001". Absent when the plan holds none. */
  readonly phone?: string;
  /** As people read it aloud: "96 11 00 01". */
  readonly phoneText?: string;
  /** The person's user principal name in Teams, when known. */
  readonly upn?: string;
  readonly source: Source;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** Contact ids; may be empty (then its roles are open to everyone at once). */
  readonly members: readonly string[];
  readonly source: Source;
  readonly membersSource: Source;
}

export interface MeetingPlace {
  readonly id: string;
  readonly name: string;
  readonly source: Source;
}

export interface AlarmSource extends Statement {
  readonly id: string;
  /** Short enough for a button, at most 40 characters. */
  readonly short: string;
}

export interface CriticalService extends Statement {
  readonly id: string;
}

/** A responsibility in a crisis: who carries what. */
export interface Responsibility extends Statement {
  readonly id: string;
  readonly who: string;
}

export interface Agenda {
  readonly id: 'første' | 'opfølgende' | 'afsluttende';
  readonly name: string;
  readonly items: readonly Statement[];
}

/** Minutes, unless the name says hours. All are doctrine or proposals, and the plan may change them. */
export interface Timings {
  readonly reminderMinutes: number;
  readonly openRoleMinutes: number;
  readonly firstPictureMinutes: number;
  readonly nextPictureMinutes: number;
  readonly reliefAskHours: number;
  readonly reliefWarnHours: number;
}

export interface LegalClock extends Statement {
  readonly id: string;
  readonly name: string;
  readonly hours: number;
}

export interface Plan {
  readonly id: string;
  readonly department: string;
  readonly organisation: string;
  readonly criticalServices: readonly CriticalService[];
  readonly responsibilities: readonly Responsibility[];
  readonly roles: readonly PlanRole[];
  readonly groups: readonly Group[];
  readonly contacts: readonly Contact[];
  /** The department's emergency phone (beredskabstelefon). */
  readonly dutyPhone: { readonly name: string; readonly phone: string; readonly phoneText: string };
  /** In order of priority. */
  readonly meetingPlaces: readonly MeetingPlace[];
  /** How the meeting place is settled: "afklares pr. sms/telefon". */
  readonly meetingPlaceSettled: Statement;
  /** Where one shows up when nobody can be reached: "Kirkestræde 15". */
  readonly address: string;
  /** How people contact each other and are summoned. */
  readonly callOut: Statement;
  /** What one does when contact fails: show up at the address. */
  readonly callOutFallback: Statement;
  /** Who supports the municipality's top crisis staff. */
  readonly topStaffSupport: Statement;
  readonly alarmSources: readonly AlarmSource[];
  /** Contact ids in the order they step in as crisis leader; the first is the plan's own. */
  readonly succession: readonly string[];
  readonly successionSource: Source;
  readonly timings: Timings;
  readonly agendas: readonly Agenda[];
  readonly legalClocks: readonly LegalClock[];
  /** Contact id of the plan's owner, who may tie people to contacts. */
  readonly owner: string;
  /** Contact id of whoever is told upward (direktør). */
  readonly escalation?: string;
  /** Texts as the plan prints them; never computed with. */
  readonly preparedBy: string;
  readonly approved: string;
  readonly updated: string;
  /** Teams channel for the status card (`19:…@thread.tacv2`), when the department has chosen one. */
  readonly crisisChannel?: string;
  /** Contact ids that an exercise may send an SMS; nobody else gets one in an exercise. */
  readonly exerciseSms?: readonly string[];
  /** Known weak points, in Danish, shown by `plan`. */
  readonly warnings: readonly string[];
}

/** The plan's contact with that id, if any. */
export function contactOf(plan: Plan, id: string): Contact | undefined {
  return plan.contacts.find((contact) => contact.id === id);
}

/** True where the plan names the person. */
export function isContact(plan: Plan, id: string): boolean {
  return contactOf(plan, id) !== undefined;
}

/** The plan's role with that id. Every valid plan holds all of them. */
export function roleOf(plan: Plan, id: RoleId): PlanRole {
  const role = plan.roles.find((candidate) => candidate.id === id);
  if (!role) throw new Error(`the plan lacks role ${id}`);
  return role;
}

/** Contact ids the plan offers the role to: its holder, or its group's named members. */
export function plannedHolders(plan: Plan, role: PlanRole): readonly string[] {
  const { holder } = role;
  if ('contactId' in holder) return [holder.contactId];
  return plan.groups.find((group) => group.id === holder.groupId)?.members ?? [];
}

/** What the plan prints as a role's holder: a person's or a group's name. */
export function plannedHolderName(plan: Plan, role: PlanRole): string {
  const { holder } = role;
  if ('contactId' in holder) return contactOf(plan, holder.contactId)?.name ?? holder.contactId;
  return plan.groups.find((group) => group.id === holder.groupId)?.name ?? holder.groupId;
}

/**
 * The crisis organisation: everyone the plan names for a role, as group member, deputy or in the order
 * of succession, in the plan's order, each once.
 */
export function crisisOrganisation(plan: Plan): readonly Contact[] {
  const ids = new Set([
    ...plan.roles.flatMap((role) => plannedHolders(plan, role)),
    ...plan.roles.flatMap((role) => role.deputies),
    ...plan.succession,
  ]);
  return plan.contacts.filter((contact) => ids.has(contact.id));
}

/** True where the contact belongs to the crisis organisation. */
export function inOrganisation(plan: Plan, contactId: string): boolean {
  return crisisOrganisation(plan).some((contact) => contact.id === contactId);
}
