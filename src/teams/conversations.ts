import type { ConversationRef } from '../ports.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';
import { cleanText } from './plain-text.ts';

/**
 * Where an activity was written, as plain data. A channel's threads all give the channel itself, so that
 * they compare equal and a post to it begins a thread of its own.
 */
export function conversationOf(activity: Fields): ConversationRef | undefined {
  const place = threadOf(activity);
  return place && { ...place, id: withoutThread(place.id) };
}

/** The very thread an activity was written in, where an answer belongs. */
export function threadOf(activity: Fields): ConversationRef | undefined {
  const conversation = fieldsOf(activity.conversation);
  const id = stringOf(conversation.id);
  const serviceUrl = stringOf(activity.serviceUrl);
  if (!id || !serviceUrl) return undefined;
  const tenantId =
    stringOf(conversation.tenantId) ?? stringOf(fieldsOf(fieldsOf(activity.channelData).tenant).id);
  const name = nameOf(activity, conversation);
  return {
    id,
    kind: kindOf(conversation),
    serviceUrl,
    ...(tenantId ? { tenantId } : {}),
    ...(name ? { name } : {}),
  };
}

/** A channel's name, or a group chat's topic; Teams does not always tell. */
function nameOf(activity: Fields, conversation: Fields): string | undefined {
  const told = fieldsOf(fieldsOf(activity.channelData).channel).name ?? conversation.name;
  return cleanText(stringOf(told, 200) ?? '') || undefined;
}

/** A channel conversation's id without the thread it points into. */
export function withoutThread(id: string): string {
  return id.split(';', 1)[0] ?? id;
}

function kindOf({ conversationType, isGroup }: Fields): ConversationRef['kind'] {
  if (conversationType === 'personal' || conversationType === 'channel' || conversationType === 'groupChat') {
    return conversationType;
  }
  return isGroup === true ? 'groupChat' : 'personal';
}
