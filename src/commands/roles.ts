import { assignCard } from '../cards/assign.ts';
import { rolesCard } from '../cards/roles.ts';
import type { Actor } from '../domain/entry.ts';
import type { PlanRole } from '../domain/plan.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
import { asActor, findContact, findRole, roleById } from './find-in-plan.ts';

/** Who holds which role, and which are missing. */
export const roles: CommandSpec = {
  word: 'roller',
  aliases: ['rollerne', 'roles'],
  whole: [
    'hvem leder',
    'hvem er kriseleder',
    'hvem er kriselederen',
    'hvem har hvilken rolle',
    'hvem har hvilke roller',
    'who is leading',
  ],
  group: 'Roller',
  does: 'viser, hvem der har hvilken rolle',
  right: 'readRoles',
  needs: 'crisis',
  reads: true,
  answer: (ask) => ({ card: rolesCard(ledgerOf(ask)), summary: 'Roller', ...leftover(ask) }),
};

/** The crisis leader's card for handing out roles that nobody has. */
export const handOut: CommandSpec = {
  word: 'fordel',
  aliases: ['fordel roller', 'uddel'],
  group: 'Roller',
  does: 'viser de roller, der mangler, med navne at trykke på',
  right: 'readRoles',
  needs: 'crisis',
  reads: true,
  answer: (ask) => ({
    card: assignCard(ledgerOf(ask), ask.tapped?.rolle),
    summary: 'Fordel roller',
    ...(ask.tapped?.rolle ? { shows: 'inPlace' as const } : {}),
    ...leftover(ask),
  }),
};

/** Gives a role to a person. */
export const assign: CommandSpec = {
  word: 'rolle',
  aliases: ['tildel', 'tildel rolle', 'giv rolle'],
  group: 'Roller',
  does: 'giver en rolle til en person',
  example: 'rolle log @navn',
  right: 'assignRole',
  needs: 'crisis',
  reads: false,
  namesOnly: true,
  async answer(ask) {
    const wanted = ask.tapped ? tappedChoice(ask, ask.tapped) : typedChoice(ask);
    if ('why' in wanted) return { text: wanted.why };
    const told = await ask.act.submit({ kind: 'assignRole', role: wanted.role.id, to: wanted.to });
    return ask.tapped ? board(told) : { text: lineOf(told, ask.by) };
  },
};

type Choice = { role: PlanRole; to: Actor } | { why: string };

function tappedChoice({ plan }: Ask, tapped: Readonly<Record<string, string>>): Choice {
  const role = roleById(plan, tapped.rolle);
  const contact = plan.contacts.find(({ id }) => id === tapped.person);
  if (!role || !contact)
    return { why: 'Vælg både en rolle og en person. Skriv »fordel« for at se kortet igen.' };
  return { role, to: asActor(contact) };
}

/** A role and a name have fewer words than this together: in a longer text nobody is looked for. */
const mostWords = 20;

/** "log @Lise", "log Lise Bro", "Lise Bro log": the role and the person in either order. */
function typedChoice({ plan, args, mentions }: Ask): Choice {
  const [mentioned] = mentions;
  if (mentioned) {
    const role = findRole(plan, withoutName(args, mentioned.name));
    return 'why' in role ? role : { role: role.found, to: mentioned };
  }
  const words = args.split(/\s+/).filter(Boolean);
  const longest = words.length > mostWords ? 0 : words.length - 1;
  for (let cut = longest; cut > 0; cut -= 1) {
    const hit = match(plan, words.slice(0, cut).join(' '), words.slice(cut).join(' '));
    if (hit) return hit;
  }
  const role = findRole(plan, words[0] ?? '');
  if ('why' in role) return role;
  const person = findContact(plan, words.slice(1).join(' '));
  return {
    why:
      'why' in person
        ? person.why
        : `Skriv rollen og personen, fx »rolle ${role.found.aliases[0]} ${person.found.name}«.`,
  };
}

function match(plan: Ask['plan'], first: string, second: string): Choice | undefined {
  const pair = (role: string, person: string): Choice | undefined => {
    const foundRole = findRole(plan, role);
    const foundPerson = findContact(plan, person);
    if ('why' in foundRole || 'why' in foundPerson) return undefined;
    return { role: foundRole.found, to: asActor(foundPerson.found) };
  };
  return pair(first, second) ?? pair(second, first);
}

function withoutName(args: string, name: string): string {
  return args.replace(name, '').replace(/@/g, '').trim();
}

function board(told: Told): Answer {
  if (!told.done) return { text: told.text };
  return { card: assignCard(told.ledger), summary: told.text, shows: 'inPlace' };
}

function leftover({ args }: Ask): { leftover?: string } {
  return args ? { leftover: args } : {};
}
