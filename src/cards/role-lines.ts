import type { Crisis, RoleState } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import { type RoleLine, roleLines } from '../domain/overview.ts';
import { plannedHolderName, plannedHolders } from '../domain/plan.ts';
import { nameOf, namesOf, numberOf } from './people-lines.ts';

/** A role as one line of a card: a mark, the role, its state in a word, and who. */
export interface ShownRole {
  readonly mark: string;
  readonly role: string;
  readonly state: string;
  readonly who: string;
  readonly number: string;
  readonly note: string;
}

/** Roles that nobody has said yes to: a missing crisis leader first, then the empty ones. */
export function missingRoles(crisis: Crisis): readonly RoleLine[] {
  const order = { unfilled: 0, offered: 1, assigned: 2, filled: 3 } as const;
  return roleLines(crisis)
    .filter(({ standing }) => standing !== 'filled')
    .toSorted(
      (a, b) => (isVacantLead(a) ? -1 : order[a.standing]) - (isVacantLead(b) ? -1 : order[b.standing]),
    );
}

/** Nobody leads: however many are asked, that is the first thing to mend. */
export function isVacantLead({ role, state }: RoleLine): boolean {
  return role.id === 'crisisLeader' && state.holders.length === 0;
}

/** The line of a role. Reasons for a no are left out: they can be about a person's health. */
export function shownRole(crisis: Crisis, line: RoleLine): ShownRole {
  const base = { role: line.role.short, state: '', who: '', number: '', note: '' };
  const { holders, declined } = line.state;
  const [holder] = holders;
  const no =
    declined.length > 0 ? `nej fra ${namesOf(crisis, [...new Set(declined.map((d) => d.person))])}` : '';
  if (line.standing === 'filled') return filled(crisis, line, base);
  const isOpen = line.state.openedAt !== undefined;
  if (line.standing === 'assigned' && holder) {
    return {
      ...base,
      mark: '○',
      state: `${nameOf(crisis, holder.id)} har ikke bekræftet`,
      number: numberOf(crisis.plan, holder.id),
      note: [isOpen ? openToAll : '', no].filter(Boolean).join(' · '),
    };
  }
  if (isVacantLead(line)) {
    return { ...base, mark: '✖', state: 'INGEN ENDNU', note: no || `${askedText(crisis, line)} er spurgt` };
  }
  if (line.standing === 'offered' && isOpen) {
    const silent = `${askedText(crisis, line)} har ikke svaret`;
    return { ...base, mark: '✖', state: 'UBESAT', note: [openToAll, no || silent].join(' · ') };
  }
  if (line.standing === 'offered') {
    return { ...base, mark: '○', state: `${askedText(crisis, line)} er spurgt`, note: no };
  }
  return { ...base, mark: '✖', state: 'UBESAT', note: no || inPlan(crisis, line) };
}

const openToAll = 'åben for alle';

/** Who the plan has in mind, where nobody could be asked. */
function inPlan({ plan }: Crisis, { role }: RoleLine): string {
  return `i planen: ${plannedHolderName(plan, role)}`;
}

/** A group by its name: many names in a row say less. */
function askedText(crisis: Crisis, { role, state: { offeredTo } }: RoleLine): string {
  const planned = plannedHolders(crisis.plan, role);
  const isGroup =
    'groupId' in role.holder && offeredTo.length > 2 && offeredTo.every((id) => planned.includes(id));
  return isGroup
    ? `${plannedHolderName(crisis.plan, role)} (${offeredTo.length})`
    : namesOf(crisis, offeredTo);
}

function handing(crisis: Crisis, { handover }: RoleState): string {
  return handover ? `${nameOf(crisis, handover.to.id)} er bedt om at overtage` : '';
}

function filled(crisis: Crisis, { state }: RoleLine, base: Omit<ShownRole, 'mark'>): ShownRole {
  const holders = state.holders.filter(({ confirmed }) => confirmed);
  const [first] = holders;
  const who = namesOf(
    crisis,
    holders.map(({ id }) => id),
  );
  if (!first || holders.length > 1) return { ...base, mark: '✔', who };
  return {
    ...base,
    mark: '✔',
    who,
    number: numberOf(crisis.plan, first.id),
    note: [`siden ${kl(first.since)}`, handing(crisis, state)].filter(Boolean).join(' · '),
  };
}
