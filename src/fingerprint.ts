import { createHash } from 'node:crypto';

/** Equal for cards that look the same, and for whatever else is said by the same words. */
export function fingerprint(thing: object): string {
  return createHash('sha256').update(JSON.stringify(thing)).digest('hex').slice(0, 32);
}
