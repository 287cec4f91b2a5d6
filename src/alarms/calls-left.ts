import type { CommandBody } from '../domain/command.ts';
import type { PersonId } from '../domain/entry.ts';
import type { ConversationRef } from '../ports.ts';

/** How far a message to one person came, as noted for the next process. `sending` and `repeating`: nobody knows. */
export type CallState = 'sending' | 'repeating' | 'sent' | 'missed';

/** How far each call-out has come, where the next process finds it. */
export interface CallsLeft {
  /** Those that wait for the log. */
  open(): readonly {
    readonly crisisId: string;
    readonly intent: string;
    readonly body: CommandBody;
    readonly near: ConversationRef | undefined;
  }[];
  called(intent: string, by?: 'sms'): ReadonlyMap<PersonId, CallState>;
  note(intent: string, people: readonly PersonId[], state: CallState, by?: 'sms'): Promise<void>;
}

/** True where nobody has told them, or perhaps not: what is in doubt is repeated once. */
export function isLeft(state: CallState | undefined): boolean {
  return state === undefined || state === 'sending';
}
