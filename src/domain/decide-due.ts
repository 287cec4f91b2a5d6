import { type Command, refuse } from './command.ts';
import type { Crisis } from './crisis.ts';
import type { Ruling } from './decide.ts';
import { toOffer, toOpen, toRemind } from './silence.ts';
import { listed, theRole, theRoles } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

const notDue = refuse('already', 'Det er sket, eller det er for tidligt.');

/** Those who have not answered are asked once more. Whoever has answered meanwhile is left out. */
export function remind(crisis: Crisis, { people, at }: Of<'remind'>): Ruling {
  const due = toRemind(crisis, at);
  const still = due.filter(({ id }) => people.some((one) => one.id === id));
  if (still.length === 0) return notDue;
  const names = listed(still.map(({ name }) => name));
  return {
    type: 'kontakt',
    text: `Påmindet om at svare: ${names}`,
    event: { kind: 'reminded', people: still },
  };
}

/** The next in line is asked besides those who are silent: whoever says yes first has the role. */
export function offerRole(crisis: Crisis, { role, to, at }: Of<'offerRole'>): Ruling {
  const isDue = toOffer(crisis, at).some((offer) => offer.role === role && offer.to.id === to.id);
  if (!isDue) return notDue;
  return {
    type: 'rolle',
    text: `Ingen har svaret om ${theRole(crisis, role)}. ${to.name} er også spurgt`,
    event: { kind: 'roleOffered', role, to },
  };
}

/** Roles nobody has said yes to in time are open to everyone in the crisis organisation. */
export function openRoles(crisis: Crisis, { roles, at }: Of<'openRoles'>): Ruling {
  const still = toOpen(crisis, at).filter((role) => roles.includes(role));
  if (still.length === 0) return notDue;
  return {
    type: 'rolle',
    text: `Ingen har sagt ja til ${theRoles(crisis, still)}. Nu kan alle i kriseorganisationen tage ${still.length === 1 ? 'den' : 'dem'}`,
    event: { kind: 'rolesOpened', roles: still },
  };
}
