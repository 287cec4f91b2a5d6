import { actionsOf } from './cards.ts';
import type { Person } from './person.ts';
import type { Seen } from './seen.ts';

/** The cards on which the person is asked to take a file. */
export function offersTo(person: Person): readonly Seen[] {
  return person.sees().filter(({ file }) => file?.kind === 'offered');
}

/** The files that were put into the person's OneDrive. */
export function storedFor(person: Person): readonly Seen[] {
  return person.sees().filter(({ file }) => file?.kind === 'stored');
}

/** The addresses of a card's links. */
export function linksOn(seen: Seen | undefined): readonly string[] {
  const urls = seen?.card ? actionsOf(seen.card).map(({ action }) => action.url) : [];
  return urls.filter((url): url is string => typeof url === 'string');
}
