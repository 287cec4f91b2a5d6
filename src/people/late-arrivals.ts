import type { ConversationRef, Journal, Messenger } from '../ports.ts';
import type { Bot } from '../request.ts';

/** Who came while the tables were away, to be received once they are back. */
export interface LateArrivals {
  readonly bot: Bot;
  /** Receives them; for when the tables answer. Never throws. */
  catchUp(): Promise<void>;
}

interface Needs {
  readonly isAway: () => boolean;
  readonly messenger: Pick<Messenger, 'post'>;
  readonly journal: Journal;
}

interface Arrived {
  readonly conversation: ConversationRef;
  readonly accountId: string | undefined;
}

/** More do not come while one log does not answer. */
const mostHeld = 500;

/** What somebody who opens the chat is to be told stands in the tables: their card, or that they were greeted. */
export function createLateArrivals(bot: Bot, { isAway, messenger, journal }: Needs): LateArrivals {
  const held = new Map<string, Arrived>();
  return {
    bot: {
      ...bot,
      async arrived(conversation, accountId) {
        if (!isAway()) return bot.arrived(conversation, accountId);
        if (held.size < mostHeld)
          held.set(`${conversation.id} ${accountId ?? ''}`, { conversation, accountId });
        return undefined;
      },
    },
    async catchUp() {
      for (const [key, { conversation, accountId }] of held) {
        if (isAway()) return;
        held.delete(key);
        try {
          const message = await bot.arrived(conversation, accountId);
          if (message) await messenger.post(conversation, message);
        } catch (error) {
          journal.error('arrival.failed', error);
        }
      }
    },
  };
}
