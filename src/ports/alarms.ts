import type { Actor } from '../domain/entry.ts';
import type { ConversationRef } from './messenger.ts';

/** An alarm raised while no crisis runs. */
export interface Alarm {
  readonly intent: string;
  readonly at: string;
  readonly by: Actor;
  readonly text: string;
  /** Where it was raised; absent where there is nothing to pass on. */
  readonly near?: ConversationRef;
  /** True where a process that is gone may have passed it on: it then goes out as a repeat. */
  readonly inDoubt?: true;
}

/**
 * What became of an alarm. `known`: this intent came before. `kept`: it is on this machine's disk until the tables
 * answer. `unstored`: they do not, and it is nowhere.
 */
export type Recorded = 'stored' | 'known' | 'kept' | 'unstored';

export interface Alarms {
  record(planId: string, alarm: Alarm): Promise<Recorded>;
  /** Alarms since a moment (ISO 8601 UTC), oldest first. */
  since(planId: string, at: string): Promise<readonly Alarm[]>;
}
