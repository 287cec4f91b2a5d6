import type { StoredFile } from '../ports.ts';
import type { FileAnswer, FileReply } from '../request.ts';
import { conversationOf, threadOf } from './conversations.ts';
import { newErrorId } from './error-id.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';
import { consentIntent } from './intent.ts';
import type { ReplyPlace } from './reply-sender.ts';
import { senderOf } from './request-of.ts';
import type { TurnParts, TurnResult } from './turn-parts.ts';
import { withoutTexts } from './without-texts.ts';

const fine: TurnResult = { response: { status: 200, body: {} } };
const mostKeys = 10;
const failed = 'Noget gik galt hos mig, så filen blev ikke lavet. Skriv »eksport«, og prøv igen.';

/** True for the answer to a file that was offered. */
export function isFileAnswer({ type, name }: Fields): boolean {
  return type === 'invoke' && name === 'fileConsent/invoke';
}

/**
 * Answers a yes or no to a file. Teams gets its answer at once: making and storing the file takes longer than
 * Teams waits.
 */
export async function answerFile(activity: Fields, parts: TurnParts): Promise<TurnResult> {
  const answer = fileAnswerOf(activity, parts.clock.now());
  const thread = threadOf(activity);
  const offerId = stringOf(activity.replyToId);
  if (!answer || !thread || !parts.bot.fileAnswered) return fine;
  const place = { thread, ...(offerId ? { cardActivityId: offerId } : {}) };
  return { ...fine, afterwards: () => settle(activity, answer, place, parts) };
}

async function settle(
  activity: Fields,
  answer: FileAnswer,
  place: ReplyPlace,
  { bot, replies, upload, journal }: TurnParts,
): Promise<void> {
  const info = fieldsOf(fieldsOf(activity.value).uploadInfo);
  let isStored = false;
  try {
    const reply = await bot.fileAnswered?.(answer, async (bytes) => {
      const state = await upload(info.uploadUrl, bytes);
      isStored = state === 'stored';
      return state;
    });
    if (!reply) return;
    await say(reply, place, replies);
    const stored = isStored ? storedOf(info) : undefined;
    if (stored) await replies.post({ message: { stored }, shows: 'new' }, place);
  } catch (error) {
    journal.error('file.failed', withoutTexts(error), { errorId: newErrorId(), intent: answer.intent });
    await replies.post({ message: { text: failed }, shows: 'new' }, place);
  }
}

function say(
  { message, settles }: FileReply,
  place: ReplyPlace,
  replies: TurnParts['replies'],
): Promise<void> {
  const reply = { message, shows: 'new' as const };
  return settles ? replies.replace(reply, place) : replies.post(reply, place);
}

/** The answer in the app's terms; undefined for what no client of ours sends. */
function fileAnswerOf(activity: Fields, at: string): FileAnswer | undefined {
  const conversation = conversationOf(activity);
  const sender = senderOf(fieldsOf(activity.from));
  const { action, context, uploadInfo } = fieldsOf(activity.value);
  if (conversation?.kind !== 'personal' || !sender) return undefined;
  if (action !== 'accept' && action !== 'decline') return undefined;
  const intent = consentIntent({
    conversationId: conversation.id,
    offerId: stringOf(activity.replyToId) ?? '',
    accountId: sender.accountId,
    // Teams gives another address each time a person accepts, and the same when it sends one answer again.
    address: stringOf(fieldsOf(uploadInfo).uploadUrl, 4_000) ?? '',
  });
  const accepted = action === 'accept';
  return { intent, at, sender, conversation, accepted, context: contextOf(fieldsOf(context)) };
}

function contextOf(context: Fields): Readonly<Record<string, string>> {
  const strings = Object.entries(context)
    .slice(0, mostKeys)
    .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].length <= 200);
  return Object.assign(Object.create(null), Object.fromEntries(strings));
}

/** Where the file lies, as far as Teams tells: for the reader's client alone, which opens nothing else. */
function storedOf({ name, contentUrl, uniqueId, fileType }: Fields): StoredFile | undefined {
  const file = {
    name: stringOf(name, 260),
    url: stringOf(contentUrl, 4_000),
    id: stringOf(uniqueId, 200),
    type: stringOf(fileType, 20),
  };
  if (!file.name || !file.url?.startsWith('https://') || !file.id || !file.type) return undefined;
  return { name: file.name, url: file.url, id: file.id, type: file.type };
}
