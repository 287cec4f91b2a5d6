import type { Request, Sender } from '../request.ts';
import { conversationOf } from './conversations.ts';
import { dialogStep } from './dialog.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';
import { messageIntent, sharingIntent, tapIntent } from './intent.ts';
import { cleanText, typedIn } from './plain-text.ts';
import { repliedTo } from './replied-to.ts';
import { sharedMessageOf } from './shared-message.ts';
import { messageAction, type TapRead, type TapReading, tapOf } from './tap-of.ts';

/** What a message or tap is to the bot. */
export type Reading =
  | { readonly kind: 'request'; readonly request: Request; readonly way: Way }
  /** Somebody wants an answer and cannot be served; the text says why, in Danish. */
  | { readonly kind: 'refusal'; readonly text: string; readonly way: Way; readonly sender?: Sender }
  /** Not for the bot at all. */
  | { readonly kind: 'none' };

/** How it came, which decides how the answer goes back. */
export type Way = 'typed' | 'execute' | 'submit' | 'dialog';

const unreadable =
  'Knappen kunne ikke læses, så intet er gemt. Skriv det i stedet. »krise hjælp« viser, hvad du kan skrive.';

/** Translates a verified message or tap. `at` is when it was received, ISO 8601 UTC. */
export function requestOf(activity: Fields, at: string): Reading {
  const conversation = conversationOf(activity);
  const from = fieldsOf(activity.from);
  const sender = senderOf(from);
  if (!conversation || !sender || isBot(from)) return { kind: 'none' };
  const reading = tapOf(activity);
  const way = wayOf(activity, reading);
  const { text, mentions, botMentioned } = typedIn(activity);
  const targeted = fieldsOf(activity.recipient).isTargeted === true;
  const addressed = reading !== undefined || conversation.kind === 'personal' || botMentioned || targeted;
  if (reading === 'malformed') return { kind: 'refusal', text: unreadable, way, sender };
  const intent = intentOf(activity, conversation.id, sender.accountId, reading);
  const tap = reading?.tap;
  const request = { intent, at, sender, conversation, addressed, text: tap ? '' : text, mentions };
  if (way === 'dialog')
    return {
      kind: 'request',
      way,
      request: { ...request, ...inDialog(activity, request), ...(tap ? { tap } : {}) },
    };
  const sentAt = sentAtOf(activity);
  const repliesTo = tap ? undefined : repliedTo(activity, conversation.kind);
  const told = {
    ...(sentAt ? { sentAt } : {}),
    ...(botMentioned ? { called: true } : {}),
    ...(repliesTo ? { repliesTo } : {}),
  };
  const messageId = stringOf(activity.replyToId);
  const tapped = tap && { tap: messageId ? { ...tap, messageId } : tap };
  return { kind: 'request', way, request: { ...request, ...told, ...tapped } };
}

/**
 * A message's menu is there in every chat, also between two people: its conversation is never the person's 1:1
 * with the bot.
 */
function inDialog(activity: Fields, { conversation }: Pick<Request, 'conversation'>): Partial<Request> {
  if (!dialogStep(activity)?.fromMessage) return { dialog: true };
  const message = sharedMessageOf(activity);
  const place =
    conversation.kind === 'personal' ? ({ ...conversation, kind: 'groupChat' } as const) : conversation;
  return { dialog: true, fromMenu: true, conversation: place, ...(message ? { message } : {}) };
}

function wayOf(activity: Fields, reading: TapReading): Way {
  if (typeof reading === 'object') return reading.way;
  if (dialogStep(activity)) return 'dialog';
  return activity.type === 'invoke' ? 'execute' : 'typed';
}

function intentOf(
  activity: Fields,
  conversationId: string,
  accountId: string,
  reading: TapRead | undefined,
): string {
  const activityId = stringOf(activity.id) ?? '';
  if (!reading) return messageIntent(conversationId, activityId);
  const { tap, showing } = reading;
  const messageId = tap.verb === messageAction.verb ? sharedMessageOf(activity)?.id : undefined;
  if (messageId && dialogStep(activity)?.fromMessage)
    return sharingIntent({ messageId, conversationId, accountId, tap });
  // Where a client does not say which card it was, one delivery is all that can be known.
  const cardActivityId = showing ?? stringOf(activity.replyToId) ?? `?${activityId}`;
  return tapIntent({ cardActivityId, conversationId, accountId, tap });
}

/** A message's id is the moment it was sent, in ms; where it is not, its timestamp says it less exactly. */
function sentAtOf({ id, timestamp }: Fields): number | undefined {
  if (typeof id === 'string' && /^1\d{12}$/.test(id)) return Number(id);
  const stamped = Date.parse(stringOf(timestamp) ?? '');
  return Number.isNaN(stamped) ? undefined : stamped;
}

/** Whoever an activity is from; undefined for someone without an account. */
export function senderOf(from: Fields): Sender | undefined {
  const accountId = stringOf(from.aadObjectId, 100);
  if (!accountId) return undefined;
  const tenantId = stringOf(from.tenantId) ?? stringOf(fieldsOf(from.properties).tenantId);
  const name = cleanText(stringOf(from.name, 200) ?? '') || 'Ukendt navn';
  return { accountId, name, ...(tenantId ? { tenantId } : {}) };
}

/** The bot's own and other bots' messages are nobody's requests. */
function isBot(from: Fields): boolean {
  return from.role === 'bot' || (stringOf(from.id) ?? '').startsWith('28:');
}
