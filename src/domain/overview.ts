import {
  type Crisis,
  isFilled,
  leaderOf,
  onlinePlace,
  type PersonState,
  type RoleState,
  rolesAsked,
} from './crisis.ts';
import { kl } from './danish-time.ts';
import { pictureDue } from './picture-due.ts';
import { type Contact, contactOf, crisisOrganisation, type PlanRole } from './plan.ts';
import { withNumber } from './wording.ts';

/** How a role stands, in the order a reader needs it: what is missing first. */
export interface RoleLine {
  readonly role: PlanRole;
  readonly state: RoleState;
  /** `unfilled`: nobody is asked any more. `offered`: asked, no answer. `assigned`: given, no answer. */
  readonly standing: 'unfilled' | 'offered' | 'assigned' | 'filled';
}

/** A person whom someone should phone now, or was about to. */
export interface CallLine {
  readonly contact: Contact;
  readonly person: PersonState | undefined;
  readonly attempts: number;
  /** What they have not answered: the call-out, or only whether they take a role. */
  readonly lacks: 'receipt' | 'role' | 'nothing';
  /** Asked to lead, or leading: nobody is missed more. */
  readonly isToLead: boolean;
}

/** All roles in the plan's order, with how they stand. */
export function roleLines(crisis: Crisis): readonly RoleLine[] {
  return crisis.plan.roles.map((role) => {
    const state = crisis.roles[role.id];
    return { role, state, standing: standingOf(state) };
  });
}

function standingOf({ holders, offeredTo }: RoleState): RoleLine['standing'] {
  if (holders.some((holder) => holder.confirmed)) return 'filled';
  if (holders.length > 0) return 'assigned';
  return offeredTo.length > 0 ? 'offered' : 'unfilled';
}

/** The crisis organisation's people without a receipt, in the plan's order. */
export function toCall(crisis: Crisis): readonly CallLine[] {
  return linesOf(crisis).filter(({ lacks }) => lacks === 'receipt');
}

/** Everyone to phone now: those without a receipt, then those who were reminded of a role and are silent. */
export function callLines(crisis: Crisis): readonly CallLine[] {
  return [...toCall(crisis), ...linesOf(crisis).filter(({ lacks }) => lacks === 'role')];
}

/** How it stands with anyone the plan names; undefined for others. */
export function lineAbout(crisis: Crisis, personId: string): CallLine | undefined {
  const contact = contactOf(crisis.plan, personId);
  return contact && lineOf(crisis, contact);
}

function linesOf(crisis: Crisis): readonly CallLine[] {
  return crisisOrganisation(crisis.plan).map((contact) => lineOf(crisis, contact));
}

function lineOf(crisis: Crisis, contact: Contact): CallLine {
  const person = crisis.people[contact.id];
  const attempts = person?.calls.filter(({ answered }) => !answered).length ?? 0;
  const silent = isSilentOnRole(crisis, contact.id) ? 'role' : 'nothing';
  const { offeredTo, holders } = crisis.roles.crisisLeader;
  const isToLead = [...offeredTo, ...holders.map(({ id }) => id)].includes(contact.id);
  return { contact, person, attempts, lacks: person?.receiptAt ? silent : 'receipt', isToLead };
}

/**
 * A call helps where a reminder did not, for a role that nobody has taken meanwhile. Whoever has taken one of
 * those they were asked for has answered enough.
 */
function isSilentOnRole(crisis: Crisis, personId: string): boolean {
  const person = crisis.people[personId];
  const isHolder = ({ holders }: RoleState) =>
    holders.some(({ id, confirmed }) => confirmed && id === personId);
  if (Object.values(crisis.roles).some(isHolder)) return false;
  if (crisis.contactOnly || !person?.remindedAt || person.attendance === 'prevented') return false;
  return rolesAsked(crisis, personId).some((role) => !isFilled(crisis.roles[role]));
}

/** What should be done next, most urgent first, in Danish; at most four lines. */
export function nextSteps(crisis: Crisis): readonly string[] {
  if (crisis.ended) return [];
  const { plan, place } = crisis;
  const director = plan.escalation ? contactOf(plan, plan.escalation) : undefined;
  const steps = [
    leaderOf(crisis) ? undefined : 'Tag rollen som kriseleder, hvis du er først på',
    director ? informing(crisis, director) : 'Orientér direktøren',
    crisis.exercise
      ? 'Aftal, hvad I ville sige til forvaltningerne – send det ikke'
      : 'Sig til forvaltningerne, hvad der er nede – deres nødprocedurer er deres ansvar',
    place.decided ? undefined : placeStep(crisis),
    pictureStep(crisis),
  ];
  return steps.filter((step) => step !== undefined).slice(0, 4);
}

/** The first is a step of its own; once it has come or is overdue, the card says so apart. */
function pictureStep(crisis: Crisis): string | undefined {
  const { picture } = crisis;
  const due = pictureDue(crisis);
  const isOpen = picture.versions.length === 0 && picture.remindedOf !== due;
  return isOpen ? `Situationsbillede senest ${kl(due)}` : undefined;
}

/** The delplan names who approves and supports; doctrine tells them first. An exercise rings nobody outside. */
function informing({ plan, exercise }: Crisis, director: Contact): string {
  const title = director.title.toLocaleLowerCase('da');
  return exercise
    ? `Orientér ${title} på skrømt: ring ikke`
    : `Orientér ${title} ${withNumber(plan, director)}`;
}

function placeStep({ place }: Crisis): string {
  return place.current.id === onlinePlace.id
    ? 'Aftal, hvor I mødes'
    : `Bekræft mødestedet (forslag: ${place.current.name})`;
}
