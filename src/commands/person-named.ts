import type { Actor } from '../domain/entry.ts';
import type { Plan } from '../domain/plan.ts';
import { findContact } from './find-in-plan.ts';

/** Whoever is meant by a name: somebody mentioned, or the plan's. A title names nobody: it would be lost. */
export function personNamed(said: string, plan: Plan, mentions: readonly Actor[]): Actor | undefined {
  const wanted = wordsOf(said);
  if (wanted.length === 0) return undefined;
  const mentioned = mentions.find(({ name }) => wordsOf(name).join(' ') === wanted.join(' '));
  if (mentioned) return mentioned;
  const contact = findContact(plan, wanted.join(' '));
  if (!('found' in contact)) return undefined;
  const { id, name } = contact.found;
  return wanted.every((word) => wordsOf(name).includes(word)) ? { id, name } : undefined;
}

/** The person a text begins with, and the text after the name; a name of several words before its first alone. */
export function leadingPerson(
  text: string,
  plan: Plan,
  mentions: readonly Actor[],
): { readonly person: Actor; readonly rest: string } | undefined {
  const starts = [...text.slice(0, 120).matchAll(/\S+/g)]
    .slice(0, 5)
    .map(({ index, 0: word }) => index + word.length);
  for (const end of starts.toReversed()) {
    const person = personNamed(text.slice(0, end).replace(/[:,]$/, ''), plan, mentions);
    if (person) return { person, rest: text.slice(end).trim() };
  }
  return undefined;
}

function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 200)
    .normalize('NFC')
    .toLocaleLowerCase('da')
    .replace(/^@/, '')
    .split(/\s+/)
    .filter(Boolean);
}
