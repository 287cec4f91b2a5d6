import { createHash } from 'node:crypto';

/**
 * Equal for cards that look the same, and for whatever else is said by the same words. What a card's buttons
 * carry of its version does not show: it alone is no reason to change two hundred people's cards.
 */
export function fingerprint(thing: object): string {
  const shown = JSON.stringify(thing, (key, value: unknown) => (key === 'v' ? undefined : value));
  return createHash('sha256').update(shown).digest('hex').slice(0, 32);
}
