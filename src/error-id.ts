import { randomBytes } from 'node:crypto';

/** A short id that a person can read aloud and that is found in the log. */
export function newErrorId(): string {
  return randomBytes(4).toString('hex');
}
