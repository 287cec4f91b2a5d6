import type { ConversationRef, Journal, Message, Messenger, SendResult } from '../ports.ts';
import type { Bot, CardPlace, Reply } from '../request.ts';
import type { LateAnswers, Say } from './late-answers.ts';
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

/**
 * Posts a bot's answers; what was stored stands, whatever becomes of them. One that Teams does not take now is
 * tried again later (`late-answers.ts`); of one in doubt the person is told, and it is not said twice.
 */
export interface ReplySender {
  /** A new message in the thread. */
  post(reply: Reply, place: ReplyPlace): Promise<void>;
  /** Says that the answer follows. Not worth saying later. */
  sayWaiting(text: string, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for all who see it; a new message where that cannot be done. */
  replace(reply: Reply, place: ReplyPlace): Promise<void>;
  /** The tapped card becomes the answer, for all who see it; nothing where that cannot be done. */
  refresh(reply: Reply, place: ReplyPlace): Promise<void>;
}

interface Ways {
  readonly late: LateAnswers;
  readonly messenger: Messenger;
  readonly targeted: Targeted;
  readonly journal: Journal;
  /** Told where a card stands that is to be kept up to date. */
  readonly stands: NonNullable<Bot['stands']>;
  /** Told where a card stands that shows a log. */
  readonly showsLog: NonNullable<Bot['showsLog']>;
}

const isLateText =
  'Svaret er forsinket, fordi Teams ikke tog imod. Skriv »krise« for at se, hvad der gælder nu.';
const wasLostText =
  'Teams svarede ikke, så et svar fra mig kom måske ikke frem. Se efter med »vis log«, om det, du skrev, er gemt.';

export function createReplySender({ late, messenger, targeted, journal, ...told }: Ways): ReplySender {
  const note = (kind: string, result: SendResult): SendResult => {
    if (result.state !== 'sent') journal.info('teams.answer', { kind, state: result.state });
    return result;
  };

  /** Says where the card stands now, to whom that matters. */
  async function stands({ keeps, logOf }: Reply, at: CardPlace): Promise<void> {
    if (keeps) await told.stands(keeps, at);
    if (logOf) await told.showsLog(logOf, at);
  }

  /** Behind those that wait for the conversation already, in the order in which they were given. */
  async function postTo(reply: Reply, place: ReplyPlace): Promise<void> {
    const key = placeKey(place);
    const say: Say = (isLate) => postOnce(isLate ? markedLate(reply) : reply, place);
    if (late.hasWaiting(key) && late.add(key, sayOnce(say, key, place), 0)) return;
    await settle(await say(false), say, key, place);
  }

  async function settle(result: SendResult, say: Say, key: string, place: ReplyPlace): Promise<void> {
    if (result.state === 'later') late.add(key, sayOnce(say, key, place), result.afterMs);
    if (result.state === 'unknown') tellLoss(key, place);
  }

  /** Late or not: one in doubt is not said again. */
  function sayOnce(say: Say, key: string, place: ReplyPlace): Say {
    return async (isLate) => {
      const result = await say(isLate);
      if (result.state === 'unknown') tellLoss(key, place);
      return result;
    };
  }

  function tellLoss(key: string, place: ReplyPlace): void {
    late.lost(key, () => postOnce({ message: { text: wasLostText }, shows: 'new' }, place));
  }

  /** One attempt; where the conversation does not take what is for one person, one more in their 1:1. */
  async function postOnce(reply: Reply, { thread, onlyFor }: ReplyPlace): Promise<SendResult> {
    const { message } = reply;
    const keep = async (result: SendResult, conversation: ConversationRef, privately: boolean) => {
      if (result.state !== 'sent') return;
      await stands(reply, { conversation, activityId: result.activityId, privately, isShown: true });
    };
    if (!onlyFor) {
      const result = note('post', await messenger.post(thread, message));
      await keep(result, thread, false);
      return result;
    }
    const { id, accountId } = onlyFor;
    const told = id ? note('postPrivately', await targeted.post(thread, id, message)) : undefined;
    if (told) await keep(told, thread, true);
    // Not where the outcome is unknown: that could say it twice.
    if (told && (told.state === 'sent' || told.state === 'unknown' || !accountId)) return told;
    if (!accountId) return { state: 'unreachable' };
    const { result, conversation } = await postInPersonal(accountId, thread, message);
    await keep(result, conversation, false);
    return result;
  }

  /** What is for one person never goes to the conversation instead. */
  async function postInPersonal(accountId: string, near: ConversationRef, message: Message) {
    const opened = await messenger.openPersonal(accountId, near);
    const conversation = opened.state === 'open' ? opened.conversation : near;
    // Asked again, Teams opens the same one: in doubt nothing was said.
    const unopened = opened.state === 'unknown' ? ({ state: 'later', afterMs: 0 } as const) : opened;
    const result = unopened.state === 'open' ? await messenger.post(conversation, message) : unopened;
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
    async sayWaiting(text, place) {
      await postOnce({ message: { text }, shows: 'new' }, place);
    },
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

/** Answers to one person are in order among themselves. */
function placeKey({ thread, onlyFor }: ReplyPlace): string {
  return onlyFor ? `${thread.id} ${onlyFor.accountId ?? onlyFor.id ?? ''}` : thread.id;
}

/** What is read from a card may have changed since. */
function markedLate(reply: Reply): Reply {
  const { text, ...rest } = reply.message;
  return { ...reply, message: { ...rest, text: text ? `${text}\n\n${isLateText}` : isLateText } };
}

function standing({ thread, onlyFor }: ReplyPlace, activityId: string, isShown: boolean): CardPlace {
  return { conversation: thread, activityId, privately: onlyFor !== undefined, isShown };
}
