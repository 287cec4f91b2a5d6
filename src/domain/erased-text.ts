import type { Entry } from './entry.ts';

/** Stands where a text was erased on legal ground. */
export const erasedText = 'Teksten er slettet';

/** An entry that may say the same as another: it puts that right or adds to it, or holds the same words. */
export interface Repeat {
  readonly number: number;
  readonly how: 'amends' | 'repeats';
}

/** Shorter texts stand in others by chance. */
const shortest = 8;

/** The entries that may repeat what an entry says, oldest first: erasing one text does not erase these. */
export function repeatsOf(entries: readonly Entry[], of: number): readonly Repeat[] {
  const entry = entries[of - 1];
  if (!entry) return [];
  const said = textsOf(entry).filter((text) => text.length >= shortest && text !== erasedText);
  return entries.flatMap((other): readonly Repeat[] => {
    const { number, event } = other;
    if (number === of) return [];
    if (event.kind === 'corrected' && event.of === of) return [{ number, how: 'amends' }];
    const isRepeated = said.some((text) => textsOf(other).some((words) => words.includes(text)));
    return isRepeated ? [{ number, how: 'repeats' }] : [];
  });
}

/** What a person typed; the bot's own words where nobody typed anything. */
function textsOf({ event, text }: Entry): readonly string[] {
  return 'words' in event ? Object.values(event.words).filter((one) => one !== undefined) : [text];
}
