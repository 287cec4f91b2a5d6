import { isJson, type Json, textOf } from './cards.ts';
import type { Account, Place, Posted } from './world.ts';

/** A message as one person sees it. */
export interface Seen {
  readonly id: string;
  readonly place: Place;
  readonly from: 'bot' | string;
  readonly card: Json | undefined;
  /** Everything to be read in it. */
  readonly text: string;
  readonly summary: string | undefined;
  readonly alert: boolean;
  readonly edits: number;
  readonly threadId: string | undefined;
}

/** The message as the account's client shows it. */
export function seenBy(account: Account, place: Place, message: Posted): Seen {
  const { activity, id, from, edits, threadId } = message;
  const card = message.replaced.get(account.accountId) ?? cardIn(activity);
  const written = typeof activity.text === 'string' ? [activity.text] : [];
  const alert = isJson(activity.channelData) && isJson(activity.channelData.notification);
  return {
    id,
    place,
    from,
    card,
    text: [...written, ...(card ? [textOf(card)] : [])].join('\n'),
    summary: typeof activity.summary === 'string' ? activity.summary : undefined,
    alert: alert && from === 'bot',
    edits,
    threadId,
  };
}

function cardIn(activity: Json): Json | undefined {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.filter(isJson) : [];
  const card = attachments.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  );
  return isJson(card?.content) ? card.content : undefined;
}
