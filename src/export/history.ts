import type { Crisis } from '../domain/crisis.ts';
import type { Actor, Attendance, Entry, PersonId } from '../domain/entry.ts';
import { type RoleId, roleIds } from '../domain/plan.ts';

/** Somebody in a role, from when to when. */
export interface RoleSpell {
  readonly role: RoleId;
  readonly person: Actor;
  readonly from: string;
  /** Absent for whoever had it last. */
  readonly to?: string;
  /** False while the person had been given the role and had not said yes. */
  readonly confirmed: boolean;
}

/** What somebody said of taking part. */
export interface AttendanceStep {
  readonly attendance: Attendance;
  readonly at: string;
  readonly expectedAt?: string;
}

/** What the newest state no longer tells: how it came to be. */
export interface History {
  readonly roles: readonly RoleSpell[];
  readonly attendance: ReadonlyMap<PersonId, readonly AttendanceStep[]>;
}

/** Watches a crisis being folded, entry by entry. */
export function historian() {
  let roles: readonly RoleSpell[] = [];
  const attendance = new Map<PersonId, readonly AttendanceStep[]>();
  return {
    saw(entry: Entry, crisis: Crisis, before: Crisis | undefined): void {
      if (crisis.roles !== before?.roles)
        roles = roleIds.reduce((so, role) => heldNow(so, role, crisis), roles);
      const person = entry.event.kind === 'phoned' ? entry.event.person.id : entry.by.id;
      const step = stepOf(crisis, before, person);
      if (step) attendance.set(person, [...(attendance.get(person) ?? []), step]);
    },
    history: (): History => ({ roles, attendance }),
  };
}

/** The spells after an entry: who left is closed, who came is added, who said yes is confirmed. */
function heldNow(
  spells: readonly RoleSpell[],
  role: RoleId,
  { roles, lastAt }: Crisis,
): readonly RoleSpell[] {
  const { holders } = roles[role];
  const isOpen = (spell: RoleSpell) => spell.role === role && !spell.to;
  const kept = spells.map((spell) => {
    if (!isOpen(spell)) return spell;
    const holder = holders.find(({ id }) => id === spell.person.id);
    if (!holder) return { ...spell, to: lastAt };
    return holder.confirmed ? { ...spell, confirmed: true } : spell;
  });
  const came = holders.filter(({ id }) => !spells.some((spell) => isOpen(spell) && spell.person.id === id));
  return [
    ...kept,
    ...came.map(({ id, name, since, confirmed }) => ({ role, person: { id, name }, from: since, confirmed })),
  ];
}

function stepOf(crisis: Crisis, before: Crisis | undefined, person: PersonId): AttendanceStep | undefined {
  const now = crisis.people[person];
  if (!now?.attendance || !now.attendedAt) return undefined;
  const then = before?.people[person];
  const isSame = now.attendance === then?.attendance && now.expectedAt === then.expectedAt;
  if (isSame) return undefined;
  const { attendance, attendedAt: at, expectedAt } = now;
  return { attendance, at, ...(expectedAt ? { expectedAt } : {}) };
}
