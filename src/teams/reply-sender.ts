import type { ConversationRef, Journal, Messenger, SendResult } from '../ports.ts';
import type { Reply } from '../request.ts';

/** Where an answer goes. */
export interface ReplyPlace {
  /** The thread of the message or card. */
  readonly thread: ConversationRef;
  /** The card that was tapped, if any. */
  readonly cardActivityId?: string;
}

/** Posts a bot's answers. A failure is journaled; what was stored stands. */
export interface ReplySender {
  /** A new message in the thread. */
  post(reply: Reply, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for everyone; a new message where that cannot be done. */
  replace(reply: Reply, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for everyone; nothing where that cannot be done. */
  refresh(reply: Reply, place: ReplyPlace): Promise<void>;
}

export function createReplySender(messenger: Messenger, journal: Journal): ReplySender {
  const note = (kind: string, { state }: SendResult): void => {
    if (state !== 'sent') journal.info('teams.answer', { kind, state });
  };
  const post: ReplySender['post'] = async ({ message }, { thread }) => {
    note('post', await messenger.post(thread, message));
  };
  const update = async ({ message }: Reply, { thread, cardActivityId }: ReplyPlace) => {
    if (!cardActivityId) return false;
    const result = await messenger.update(thread, cardActivityId, message);
    note('update', result);
    return result.state === 'sent';
  };
  return {
    post,
    async replace(reply, place) {
      if (!(await update(reply, place))) await post(reply, place);
    },
    async refresh(reply, place) {
      await update(reply, place);
    },
  };
}
