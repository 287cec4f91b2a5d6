import type { Crisis, PersonState, RoleState } from './crisis.ts';
import type { Contact, PlanRole } from './plan.ts';

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
export function roleLines(_crisis: Crisis): readonly RoleLine[] {
  throw new Error('being written');
}

/** The crisis organisation's people without a receipt, in the plan's order. */
export function toCall(_crisis: Crisis): readonly CallLine[] {
  throw new Error('being written');
}

/** What should be done next, most urgent first, in Danish; at most four lines. */
export function nextSteps(_crisis: Crisis): readonly string[] {
  throw new Error('being written');
}
