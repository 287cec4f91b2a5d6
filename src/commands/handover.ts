import { handOverToCard } from '../cards/hand-over-to.ts';
import { rolesHeld } from '../domain/crisis.ts';
import type { Actor } from '../domain/entry.ts';
import { type PlanRole, type RoleId, roleOf } from '../domain/plan.ts';
import { listed, theRole } from '../domain/wording.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
import { asActor, findContact, findRole, roleById } from './find-in-plan.ts';

/** The holder of a role asks somebody to take it over. It stays theirs until the other says yes. */
export const handOver: CommandSpec = {
  word: 'overlever',
  aliases: [
    'overlever rollen',
    'overlevér',
    'overlevering',
    'overdrag',
    'overdrag rollen',
    'giv rollen videre',
  ],
  phrases: {
    'fortryd overlevering': 'fortryd',
    'fortryd overlevering af': 'fortryd',
    'fortryd overleveringen': 'fortryd',
  },
  group: 'Roller',
  does: 'beder en anden overtage din rolle. Den er din, til den anden siger ja',
  example: 'overlever log @navn',
  right: 'offerHandover',
  needs: 'crisis',
  reads: false,
  namesOnly: true,
  answer: (ask) => (ask.tapped ? fromTap(ask, ask.tapped) : fromText(ask)),
};

/** Which role, and to whom, as far as that is said. */
interface Wish {
  readonly role?: RoleId;
  readonly to?: Actor;
}

function fromTap(ask: Ask, tapped: Readonly<Record<string, string>>): Promise<Answer> | Answer {
  const role = roleById(ask.plan, tapped.rolle)?.id;
  const contact = ask.plan.contacts.find(({ id }) => id === tapped.person);
  if (tapped.fortryd) return withdraw(ask, role);
  return act(ask, { ...(role ? { role } : {}), ...(contact ? { to: asActor(contact) } : {}) });
}

function fromText(ask: Ask): Promise<Answer> | Answer {
  const words = ask.args
    .replace(/(?<=^|\s)(rollen|som|til)(?=\s|$)/gi, ' ')
    .split(/\s+/)
    .filter(Boolean);
  if (words[0]?.toLocaleLowerCase('da') === 'fortryd') {
    const rest = words.slice(1).join(' ');
    const named = rest ? findRole(ask.plan, rest) : undefined;
    if (named && 'why' in named) return { text: named.why };
    return withdraw(ask, named?.found.id);
  }
  const wish = wishIn(ask, words);
  return 'why' in wish ? { text: wish.why } : act(ask, wish);
}

/** A role and a name have fewer words than this together: in a longer text nobody is looked for. */
const mostWords = 20;

/** "log @Lise", "Lise Bro", "log Lise Bro", "Lise Bro log", "log": a role, a person, or both in either order. */
function wishIn({ plan, args, mentions }: Ask, words: readonly string[]): Wish | { readonly why: string } {
  const [mentioned] = mentions;
  if (mentioned) {
    const rest = words.join(' ').replace(mentioned.name, '').replaceAll('@', '').trim();
    const role = rest ? findRole(plan, rest) : undefined;
    if (role && 'why' in role) return role;
    return { to: mentioned, ...(role ? { role: role.found.id } : {}) };
  }
  if (words.length === 0) return {};
  const longest = words.length > mostWords ? -1 : words.length;
  for (let cut = longest; cut >= 0; cut -= 1) {
    const [head, tail] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    const wish = pair(plan, head, tail) ?? pair(plan, tail, head);
    if (wish) return wish;
  }
  const role = findRole(plan, words[0] ?? '');
  const person = findContact(plan, 'found' in role ? words.slice(1).join(' ') : args);
  return 'why' in person ? person : { to: asActor(person.found) };
}

/** The role and the person, where both words (or the only one there is) name one. */
function pair(plan: Ask['plan'], forRole: string, forPerson: string): Wish | undefined {
  const role = forRole ? findRole(plan, forRole) : undefined;
  const person = forPerson ? findContact(plan, forPerson) : undefined;
  if ((role && 'why' in role) || (person && 'why' in person)) return undefined;
  return {
    ...(role ? { role: role.found.id } : {}),
    ...(person ? { to: asActor(person.found) } : {}),
  };
}

/** Asks the one named; where nobody is, shows whom one can ask. */
function act(ask: Ask, wish: Wish): Promise<Answer> | Answer {
  const { crisis } = ledgerOf(ask);
  const held = rolesHeld(crisis, ask.by.id);
  const role = wish.role ?? (wish.to && held.length > 1 ? undefined : held[0]);
  if (wish.to && role) return offer(ask, role, wish.to);
  if (wish.to && held.length > 1)
    return {
      text: whichRole(
        held.map((id) => roleOf(crisis.plan, id)),
        wish.to,
      ),
    };
  if (role && held.includes(role)) return chooser(ask, role);
  if (role) return { text: `Du har ikke ${theRole(crisis, role)} og kan ikke overlevere den.` };
  return { text: 'Du har ingen rolle at overlevere. Skriv »roller« for at se, hvem der har hvilken.' };
}

function whichRole(held: readonly PlanRole[], to: Actor): string {
  const words = held.map(({ aliases, short }) => aliases[0] ?? short);
  return `Du har flere roller: ${listed(words)}. Skriv hvilken, fx »overlever ${words[0]} ${to.name}«.`;
}

function chooser(ask: Ask, role: RoleId, ledger = ledgerOf(ask)): Answer {
  const shows =
    ask.tapped && Object.keys(ask.tapped).length > 0 ? { shows: 'inPlaceForTapper' as const } : {};
  return { card: handOverToCard(ledger, ask.by.id, role), summary: 'Overlever rollen', ...shows };
}

async function offer(ask: Ask, role: RoleId, to: Actor): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'offerHandover', role, to });
  if (told.done && ask.tapped) return chooser(ask, role, told.ledger);
  return line(ask, told, ` Rollen er din, til ${to.name} har sagt ja. Du kan skrive »overlever fortryd«.`);
}

/** The role keeps its holder. Without a role said: the one whose handover is not answered yet. */
async function withdraw(ask: Ask, said: RoleId | undefined): Promise<Answer> {
  const { crisis } = ledgerOf(ask);
  const open = crisis.plan.roles.filter(({ id }) => crisis.roles[id].handover?.from.id === ask.by.id);
  const [only, another] = open;
  if (!said && another) {
    const words = open.map(({ aliases, short }) => aliases[0] ?? short);
    return {
      text: `Du overleverer flere roller: ${listed(words)}. Skriv hvilken, fx »overlever fortryd ${words[0]}«.`,
    };
  }
  const role = said ?? only?.id;
  if (!role) return { text: 'Du er ikke ved at overlevere en rolle.' };
  const told = await ask.act.submit({ kind: 'withdrawHandover', role });
  if (told.done && ask.tapped) return chooser(ask, role, told.ledger);
  return line(ask, told, '');
}

function line(ask: Ask, told: Told, after: string): Answer {
  return { text: told.done ? `${lineOf(told, ask.by)}${after}` : told.text };
}
