import { type Command, refuse } from './command.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import type { Ruling } from './decide.ts';
import { mayHold, onlyOurOwn } from './decide-role.ts';
import { askLeader, theRole, withNumber } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/**
 * The holder asks somebody to take the role over (doctrine: personal, overlapping handover). The role, and
 * what it may, stays with the holder until the other says yes.
 */
export function offerHandover(crisis: Crisis, { by, role, to }: Of<'offerHandover'>): Ruling {
  const { holders, handover } = crisis.roles[role];
  const [holder] = holders;
  if (!holders.some(({ id }) => id === by.id)) {
    const whose = holder
      ? `${withNumber(crisis.plan, holder)} har ${theRole(crisis, role)} og kan overlevere den.`
      : `Ingen har ${theRole(crisis, role)}. Skriv »jeg tager rollen« for at tage den.`;
    return refuse('notAllowed', whose);
  }
  if (to.id === by.id) return refuse('invalid', 'Du har rollen. Vælg den, der skal overtage.');
  if (!mayHold(crisis, to.id, role)) return refuse('invalid', onlyOurOwn(to.name));
  if (holders.some(({ id }) => id === to.id)) {
    return refuse('already', `${to.name} har allerede ${theRole(crisis, role)}.`);
  }
  if (handover?.to.id === to.id) {
    return refuse('already', `${withNumber(crisis.plan, to)} er spurgt og har ikke svaret endnu.`);
  }
  return {
    type: 'rolle',
    text: `${by.name} vil overlevere ${theRole(crisis, role)} til ${to.name}`,
    event: { kind: 'handoverOffered', role, to },
  };
}

/** The holder keeps the role after all. */
export function withdrawHandover(crisis: Crisis, { by, role }: Of<'withdrawHandover'>): Ruling {
  const { handover } = crisis.roles[role];
  if (!handover) return refuse('already', `Der er ingen overlevering af ${theRole(crisis, role)} i gang.`);
  if (handover.from.id !== by.id && leaderOf(crisis)?.id !== by.id) {
    return refuse(
      'notAllowed',
      `Kun ${withNumber(crisis.plan, handover.from)} kan det. Ellers ${askLeader(crisis)}`,
    );
  }
  return {
    type: 'rolle',
    text: `${handover.from.name} beholder ${theRole(crisis, role)}`,
    event: { kind: 'handoverWithdrawn', role },
  };
}
