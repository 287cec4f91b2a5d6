import type { Actor } from '../domain/entry.ts';
import type { ConversationRef } from './messenger.ts';

/** The channel or group chat chosen for the status card. */
export interface ChosenChannel {
  readonly conversation: ConversationRef;
  /** Its name, where Teams tells it. */
  readonly name?: string;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** The teams and group chats the app was added to, and the one chosen for the status card. */
export interface Rooms {
  chosen(planId: string): Promise<ChosenChannel | undefined>;
  choose(planId: string, channel: ChosenChannel): Promise<void>;
  /** True where the app was not here before: Teams tells of one installation in two ways. */
  added(conversationId: string): Promise<boolean>;
  removed(conversationId: string): Promise<void>;
}
