import { type Crisis, leaderOf, onlinePlace, type PersonState, type RoleState } from './crisis.ts';
import { kl, plusMinutes } from './danish-time.ts';
import { type Contact, contactOf, crisisOrganisation, type PlanRole } from './plan.ts';
import { withNumber } from './wording.ts';

/** How a role stands, in the order a reader needs it: what is missing first. */
export interface RoleLine {
  readonly role: PlanRole;
  readonly state: RoleState;
  /** `unfilled`: nobody is asked any more. `offered`: asked, no answer. `assigned`: given, no answer. */
  readonly standing: 'unfilled' | 'offered' | 'assigned' | 'filled';
}

/** A person without a receipt, whom someone should phone now. */
export interface CallLine {
  readonly contact: Contact;
  readonly person: PersonState | undefined;
  readonly attempts: number;
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
  return crisisOrganisation(crisis.plan)
    .map((contact) => ({ contact, person: crisis.people[contact.id] }))
    .filter(({ person }) => !person?.receiptAt)
    .map((line) => ({ ...line, attempts: line.person?.calls.length ?? 0 }));
}

/** When the first situation picture is due: an hour after the start unless the plan says otherwise. */
export function firstPictureDue(crisis: Crisis): string {
  return plusMinutes(crisis.startedAt, crisis.plan.timings.firstPictureMinutes);
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
    `Situationsbillede senest ${kl(firstPictureDue(crisis))}`,
  ];
  return steps.filter((step) => step !== undefined).slice(0, 4);
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
