import type { ConversationRef } from '../ports.ts';
import type { Reply } from '../request.ts';
import { arrival } from './arrival.ts';
import { threadOf } from './conversations.ts';
import { dialogStep } from './dialog.ts';
import { answerDialog } from './dialog-turn.ts';
import { type Fields, stringOf } from './fields.ts';
import { answerFile, isFileAnswer } from './file-consent.ts';
import { invokeResponse, shownText, workingOnIt } from './invoke-response.ts';
import { onlyForOf } from './only-for.ts';
import { markPrivate } from './private-cards.ts';
import type { ReplyPlace, ReplySender } from './reply-sender.ts';
import { requestOf, type Way } from './request-of.ts';
import { answerOf, noteUnreadable, type TurnParts, type TurnResult, within } from './turn-parts.ts';

/** Answers one verified activity. Whatever is unknown is answered "fine": Teams stops calling otherwise. */
export async function answerActivity(activity: Fields, parts: TurnParts): Promise<TurnResult> {
  switch (activity.type) {
    case 'message':
      return answerRequest(activity, parts);
    case 'invoke':
      if (activity.name === 'adaptiveCard/action') return answerRequest(activity, parts);
      if (dialogStep(activity)) return answerDialog(activity, parts);
      if (isFileAnswer(activity)) return answerFile(activity, parts);
      return { response: { status: 200, body: {} } };
    case 'installationUpdate':
    case 'conversationUpdate':
      return arrival(activity, parts);
    default:
      return {};
  }
}

async function answerRequest(activity: Fields, parts: TurnParts): Promise<TurnResult> {
  const thread = threadOf(activity);
  const reading = requestOf(activity, parts.clock.now());
  if (reading.kind === 'none' || !thread) {
    return activity.type === 'invoke' ? { response: { status: 200, body: {} } } : {};
  }
  const place = placeOf(activity, thread);
  if (reading.kind === 'refusal') noteUnreadable(reading.sender, parts);
  const answer =
    reading.kind === 'refusal'
      ? Promise.resolve<Reply>({ message: { text: reading.text }, shows: 'new' })
      : answerOf(reading.request, parts).then((reply) => fitting(reply, place));
  if (reading.way === 'execute') return answerExecute(answer, place, parts);
  const isOurs = reading.kind === 'request' && reading.request.addressed;
  return answerLine(answer, { way: reading.way, place, isOurs }, parts);
}

interface Asked {
  readonly way: Way;
  readonly place: ReplyPlace;
  /** False for what was only overheard: that may be for nobody, and nothing is said before that is known. */
  readonly isOurs: boolean;
}

/** Nobody looks at an empty chat: who waits long is told that the answer follows. */
async function answerLine(
  answer: Promise<Reply | undefined>,
  { way, place, isOurs }: Asked,
  parts: TurnParts,
): Promise<TurnResult> {
  const inTime = isOurs ? await within(parts.linePatience, answer) : { reply: await answer };
  if (inTime) return inTime.reply ? showing(show(inTime.reply, way, place, parts), parts) : {};
  const told = parts.replies.sayWaiting(workingOnIt, place);
  const following = answer.then(async (late) => {
    await told;
    if (late) await show(late, way, place, parts);
  });
  await showing(told, parts);
  return { afterwards: () => following };
}

/** Teams sends a message again that is not answered soon: while it takes none from us, it need not wait for that. */
async function showing(shown: Promise<void>, { linePatience }: TurnParts): Promise<TurnResult> {
  const inTime = await within(
    linePatience,
    shown.then(() => undefined),
  );
  return inTime ? {} : { afterwards: () => shown };
}

function placeOf(activity: Fields, thread: ConversationRef): ReplyPlace {
  const cardActivityId = stringOf(activity.replyToId);
  const onlyFor = onlyForOf(activity);
  return { thread, ...(cardActivityId ? { cardActivityId } : {}), ...(onlyFor ? { onlyFor } : {}) };
}

/** A tap on a card that one person alone sees must be answered to that person alone. */
function fitting(reply: Reply | undefined, { onlyFor }: ReplyPlace): Reply | undefined {
  const card = reply?.message.card;
  if (!reply || !card || !onlyFor) return reply;
  return { ...reply, message: { ...reply.message, card: markPrivate(card) } };
}

async function answerExecute(
  answer: Promise<Reply | undefined>,
  place: ReplyPlace,
  { replies, patience }: TurnParts,
): Promise<TurnResult> {
  const inTime = await within(patience, answer);
  if (!inTime) {
    const afterwards = async () => {
      const late = await answer;
      if (late) await showLate(late, place, replies);
    };
    return { response: shownText(workingOnIt), afterwards };
  }
  const { reply } = inTime;
  const response = invokeResponse(reply);
  if (!reply?.message.card || reply.shows === 'inPlaceForTapper') return { response };
  const send = reply.shows === 'inPlace' ? replies.refresh : replies.post;
  return { response, afterwards: () => send(reply, place) };
}

/** An answer that comes after the tap was answered cannot be for the tapper alone: it is a message. */
function showLate(reply: Reply, place: ReplyPlace, replies: ReplySender): Promise<void> {
  const inPlace = reply.shows === 'inPlace' && reply.message.card !== undefined;
  return inPlace ? replies.replace(reply, place) : replies.post(reply, place);
}

function show(reply: Reply, way: Way, place: ReplyPlace, { replies }: TurnParts): Promise<void> {
  const alone = place.thread.kind === 'personal' || place.onlyFor !== undefined;
  const inPlace = reply.shows === 'inPlace' || (reply.shows === 'inPlaceForTapper' && alone);
  return way === 'submit' && inPlace ? replies.replace(reply, place) : replies.post(reply, place);
}
