import { type Contact, contactOf, inOrganisation, type Plan, type PlanRole } from './plan.ts';

/** How the plan ties a person to a role. */
export type RoleTie = 'holder' | 'group' | 'deputy';

/** What the plan says of one of its people. */
export interface OwnData {
  readonly contact: Contact;
  /** Every role the person is named for, in the plan's order. */
  readonly roles: readonly {
    readonly name: string;
    readonly tie: RoleTie;
    /** The group's name, where the person is asked as its member. */
    readonly group?: string;
  }[];
  /** Place in the order of succession, from 1; undefined outside it. */
  readonly succession?: number;
  /** True where the person is called in a crisis. */
  readonly isCalled: boolean;
}

/** What the plan says of a contact; undefined where it names nobody so. */
export function ownDataOf(plan: Plan, contactId: string): OwnData | undefined {
  const contact = contactOf(plan, contactId);
  if (!contact) return undefined;
  const place = plan.succession.indexOf(contactId) + 1;
  return {
    contact,
    roles: plan.roles.flatMap((role) => tiesOf(plan, role, contactId)),
    ...(place > 0 ? { succession: place } : {}),
    isCalled: inOrganisation(plan, contactId),
  };
}

function tiesOf(plan: Plan, role: PlanRole, contactId: string): OwnData['roles'] {
  const { holder, short: name, deputies } = role;
  const deputy = deputies.includes(contactId) ? [{ name, tie: 'deputy' as const }] : [];
  if ('contactId' in holder) {
    return holder.contactId === contactId ? [{ name, tie: 'holder' }, ...deputy] : deputy;
  }
  const group = plan.groups.find(({ id }) => id === holder.groupId);
  return group?.members.includes(contactId) ? [{ name, tie: 'group', group: group.name }, ...deputy] : deputy;
}
