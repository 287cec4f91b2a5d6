import type { Ask } from './command.ts';

/** What was written: after the word, or in the field of the card whose button was tapped. */
export function typedText({ tapped, args }: Pick<Ask, 'tapped' | 'args'>): string {
  return tapped ? (tapped.tekst ?? '') : args;
}

/** A number that a button carries: digits alone. 0 where it carries anything else, which is no entry and no page. */
export function numberIn(carried: string | undefined): number {
  return carried && /^\d{1,7}$/.test(carried) ? Number(carried) : 0;
}
