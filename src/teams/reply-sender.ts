import type { ConversationRef, Journal, Message, Messenger, SendResult } from '../ports.ts';
import type { Bot, CardPlace, Reply } from '../request.ts';
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
  /** Told where a card stands that is to be kept up to date. */
  readonly stands: NonNullable<Bot['stands']>;
  /** Told where a card stands that shows a log. */
  readonly showsLog: NonNullable<Bot['showsLog']>;
}

export function createReplySender({ messenger, targeted, journal, ...told }: Ways): ReplySender {
  const note = (kind: string, result: SendResult): SendResult => {
    if (result.state !== 'sent') journal.info('teams.answer', { kind, state: result.state });
    return result;
  };

  /** Says where the card stands now, to whom that matters. */
  async function stands({ keeps, logOf }: Reply, at: CardPlace): Promise<void> {
    if (keeps) await told.stands(keeps, at);
    if (logOf) await told.showsLog(logOf, at);
  }

  async function postTo(reply: Reply, { thread, onlyFor }: ReplyPlace): Promise<void> {
    const { message } = reply;
    const keep = async (result: SendResult, conversation: ConversationRef, privately: boolean) => {
      if (result.state !== 'sent') return;
      await stands(reply, { conversation, activityId: result.activityId, privately, isShown: true });
    };
    if (!onlyFor) return keep(note('post', await messenger.post(thread, message)), thread, false);
    const { id, accountId } = onlyFor;
    const told = id ? note('postPrivately', await targeted.post(thread, id, message)) : undefined;
    if (told) await keep(told, thread, true);
    // Not where the outcome is unknown: that could say it twice.
    const isUnsaid = !told || (told.state !== 'sent' && told.state !== 'unknown');
    if (!isUnsaid || !accountId) return;
    const { result, conversation } = await postInPersonal(accountId, thread, message);
    await keep(result, conversation, false);
  }

  /** What is for one person never goes to the conversation instead. */
  async function postInPersonal(accountId: string, near: ConversationRef, message: Message) {
    const opened = await messenger.openPersonal(accountId, near);
    const conversation = opened.state === 'open' ? opened.conversation : near;
    const result = opened.state === 'open' ? await messenger.post(conversation, message) : opened;
    return { result: note('postInPersonal', result), conversation };
  }

  async function update(reply: Reply, place: ReplyPlace): Promise<boolean> {
    const { thread, cardActivityId: activityId, onlyFor } = place;
    const { message } = reply;
    if (!activityId) return false;
    const { state } = onlyFor
      ? note('updatePrivately', await targeted.update(thread, activityId, message))
      : note('update', await messenger.update(thread, activityId, message));
    const isShown = state === 'sent';
    if (isShown) await stands(reply, standing(place, activityId, true));
    return isShown;
  }

  return {
    post: postTo,
    async replace(reply, place) {
      if (!(await update(reply, place))) await postTo(reply, place);
    },
    async refresh(reply, place) {
      const { cardActivityId } = place;
      // Whoever keeps the card brings it up to date: two hands on one card could leave the older.
      if (reply.keeps && cardActivityId) await stands(reply, standing(place, cardActivityId, false));
      else await update(reply, place);
    },
  };
}

function standing({ thread, onlyFor }: ReplyPlace, activityId: string, isShown: boolean): CardPlace {
  return { conversation: thread, activityId, privately: onlyFor !== undefined, isShown };
}
