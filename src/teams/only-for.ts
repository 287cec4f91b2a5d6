import { conversationOf } from './conversations.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';
import { isMarkedPrivate } from './private-cards.ts';

/** The one person an answer in a channel or group chat is for. */
export interface OnlyFor {
  /** Teams' own id of the person, "29:…", by which a private message is addressed. */
  readonly id?: string;
  /** Their account, by which the 1:1 is found. */
  readonly accountId?: string;
}

/**
 * Whom alone the answer is for: whoever wrote privately, as with a command picked from the slash menu, or
 * tapped a card that they alone see. Undefined where the answer is for the conversation, as always in 1:1.
 */
export function onlyForOf(activity: Fields): OnlyFor | undefined {
  const conversation = conversationOf(activity);
  if (!conversation || conversation.kind === 'personal') return undefined;
  const isTargeted = fieldsOf(activity.recipient).isTargeted === true;
  if (!isTargeted && !isMarkedPrivate(activity)) return undefined;
  const from = fieldsOf(activity.from);
  const id = stringOf(from.id);
  const accountId = stringOf(from.aadObjectId, 100);
  return { ...(id ? { id } : {}), ...(accountId ? { accountId } : {}) };
}
