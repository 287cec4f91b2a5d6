import type { Ask } from './command.ts';

/** What was written: after the word, or in the field of the card whose button was tapped. */
export function typedText({ tapped, args }: Pick<Ask, 'tapped' | 'args'>): string {
  return tapped ? (tapped.tekst ?? '') : args;
}
