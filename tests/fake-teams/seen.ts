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
  /** A file that Teams asks the reader about, or that lies in their OneDrive. */
  readonly file: SeenFile | undefined;
}

export interface SeenFile {
  readonly kind: 'offered' | 'stored';
  readonly name: string;
  readonly content: Json;
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
    file: fileIn(activity),
  };
}

function fileIn(activity: Json): SeenFile | undefined {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.filter(isJson) : [];
  const kinds = { consent: 'offered', info: 'stored' } as const;
  for (const { contentType, name, content } of attachments) {
    const [, kind] =
      /^application\/vnd\.microsoft\.teams\.card\.file\.(consent|info)$/.exec(String(contentType)) ?? [];
    if (kind === 'consent' || kind === 'info')
      return { kind: kinds[kind], name: String(name), content: isJson(content) ? content : {} };
  }
  return undefined;
}

function cardIn(activity: Json): Json | undefined {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments.filter(isJson) : [];
  const card = attachments.find(
    ({ contentType }) => contentType === 'application/vnd.microsoft.card.adaptive',
  );
  return isJson(card?.content) ? card.content : undefined;
}
