import type { Actor } from '../domain/entry.ts';
import { type Contact, type Plan, type PlanRole, roleIds } from '../domain/plan.ts';

/** What a person typed, found in the plan; or why not, in Danish. */
export type Found<T> = { readonly found: T } | { readonly why: string };

/** A role by its id, alias or (the beginning of) its name. */
export function findRole(plan: Plan, typed: string): Found<PlanRole> {
  const word = folded(typed);
  const choices = plan.roles.map((role) => role.aliases[0] ?? role.short).join(', ');
  if (!word) return { why: `Skriv hvilken rolle: ${choices}.` };
  const role =
    plan.roles.find(({ id, aliases, short, name }) =>
      [id, short, name, ...aliases].some((candidate) => folded(candidate) === word),
    ) ??
    onlyOne(
      plan.roles.filter(({ short, name }) => folded(short).startsWith(word) || folded(name).includes(word)),
    );
  return role
    ? { found: role }
    : { why: `Jeg kender ikke rollen »${shown(typed)}«. Rollerne er: ${choices}.` };
}

/** A role by the id a button carries. */
export function roleById(plan: Plan, id: string | undefined): PlanRole | undefined {
  return plan.roles.find((role) => role.id === id && roleIds.includes(role.id));
}

/** A contact by full name, one of its names, or title. Two that fit are both named. */
export function findContact(plan: Plan, typed: string): Found<Contact> {
  const word = folded(typed);
  const people = plan.contacts;
  if (!word) return { why: `Skriv hvem: ${names(people)}.` };
  const exact = people.filter(({ name, id }) => folded(name) === word || id === word);
  const fits = exact.length > 0 ? exact : people.filter((contact) => fitsLoosely(contact, word));
  const [contact, another] = fits;
  if (!contact) return { why: `Jeg kender ikke »${shown(typed)}«. I planen står: ${names(people)}.` };
  if (another) return { why: `»${shown(typed)}« kan være ${names(fits)}. Skriv hele navnet.` };
  return { found: contact };
}

/** The only thing whose text holds the typed words as whole words; undefined where none or several do. */
export function onlyFit<T>(things: readonly T[], typed: string, textOf: (thing: T) => string): T | undefined {
  const wanted = spaced(typed);
  if (wanted.trim().length < 3) return undefined;
  return onlyOne(things.filter((thing) => spaced(textOf(thing)).includes(wanted)));
}

function spaced(text: string): string {
  return ` ${folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
}

/** Splits "Lise Bro kommer" into the contact and the rest: the longest beginning that is someone. */
export function leadingContact(
  plan: Plan,
  typed: string,
): { found: Contact; rest: string } | { why: string } {
  const words = typed.split(/\s+/);
  for (let count = Math.min(words.length, 6); count > 0; count -= 1) {
    const result = findContact(plan, words.slice(0, count).join(' '));
    if ('found' in result) return { found: result.found, rest: words.slice(count).join(' ') };
  }
  const first = findContact(plan, words[0] ?? '');
  return 'why' in first ? first : { why: `Skriv hvem: ${names(plan.contacts)}.` };
}

export function asActor({ id, name }: Contact): Actor {
  return { id, name };
}

/** A line of user text short enough to be said back. */
export function shown(typed: string): string {
  const line = [...typed.replace(/\s+/g, ' ').trim()];
  return line.length > 60 ? `${line.slice(0, 60).join('')}…` : line.join('');
}

function fitsLoosely({ name, title }: Contact, word: string): boolean {
  const parts = folded(name).split(' ');
  return parts.includes(word) || folded(name).startsWith(`${word} `) || folded(title) === word;
}

function onlyOne<T>(candidates: readonly T[]): T | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da').replace(/^@/, '').replace(/\s+/g, ' ').trim();
}

function names(contacts: readonly Contact[]): string {
  return contacts.map((contact) => contact.name).join(', ');
}
