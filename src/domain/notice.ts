import type { PersonId } from './entry.ts';

/**
 * What the bot says to one person unasked. `personalCard` is the call-out (an alarm: in doubt it is sent
 * again and marked as a repeat); a `message` is said once or, in doubt, not again.
 */
export interface Notice {
  /** Deterministic: entry number, kind and person. */
  readonly id: string;
  readonly to: PersonId;
  readonly kind: 'personalCard' | 'message';
  readonly text: string;
}
