import type { ConversationRef, Journal, Message, Messenger, SendResult } from '../ports.ts';
import type { Reply } from '../request.ts';
import type { OnlyFor } from './only-for.ts';
import type { Targeted } from './targeted.ts';

/** Where an answer goes. */
export interface ReplyPlace {
  /** The thread of the message or card. */
  readonly thread: ConversationRef;
  /** The card that was tapped, if any. */
  readonly cardActivityId?: string;
  /** The one person in the conversation who sees the answer; everyone does when absent. */
  readonly onlyFor?: OnlyFor;
}

/** Posts a bot's answers. A failure is journaled; what was stored stands. */
export interface ReplySender {
  /** A new message in the thread. */
  post(reply: Reply, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for all who see it; a new message where that cannot be done. */
  replace(reply: Reply, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for all who see it; nothing where that cannot be done. */
  refresh(reply: Reply, place: ReplyPlace): Promise<void>;
}

interface Ways {
  readonly messenger: Messenger;
  readonly targeted: Targeted;
  readonly journal: Journal;
}

export function createReplySender({ messenger, targeted, journal }: Ways): ReplySender {
  const note = (kind: string, result: SendResult): SendResult => {
    if (result.state !== 'sent') journal.info('teams.answer', { kind, state: result.state });
    return result;
  };

  async function postTo({ thread, onlyFor }: ReplyPlace, message: Message): Promise<void> {
    if (!onlyFor) return void note('post', await messenger.post(thread, message));
    const { id, accountId } = onlyFor;
    const told = id ? note('postPrivately', await targeted.post(thread, id, message)) : undefined;
    // Not where the outcome is unknown: that could say it twice.
    const isUnsaid = !told || (told.state !== 'sent' && told.state !== 'unknown');
    if (isUnsaid && accountId) await postInPersonal(accountId, thread, message);
  }

  /** What is for one person never goes to the conversation instead. */
  async function postInPersonal(accountId: string, near: ConversationRef, message: Message): Promise<void> {
    const opened = await messenger.openPersonal(accountId, near);
    const result = opened.state === 'open' ? await messenger.post(opened.conversation, message) : opened;
    note('postInPersonal', result);
  }

  async function update({ thread, cardActivityId, onlyFor }: ReplyPlace, message: Message): Promise<boolean> {
    if (!cardActivityId) return false;
    const { state } = onlyFor
      ? note('updatePrivately', await targeted.update(thread, cardActivityId, message))
      : note('update', await messenger.update(thread, cardActivityId, message));
    return state === 'sent';
  }

  return {
    post: ({ message }, place) => postTo(place, message),
    async replace({ message }, place) {
      if (!(await update(place, message))) await postTo(place, message);
    },
    async refresh({ message }, place) {
      await update(place, message);
    },
  };
}
