import type { Reply } from '../request.ts';
import { threadOf } from './conversations.ts';
import { closing, dialogResponse, dialogStep } from './dialog.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';
import type { ReplyPlace } from './reply-sender.ts';
import { requestOf } from './request-of.ts';
import { answerOf, noteUnreadable, type TurnParts, type TurnResult, within } from './turn-parts.ts';

/** A dialog does not wait: what comes later is a message to whoever had it open. */
const workingOnIt = 'Arbejder på det – svaret kommer i din chat med Krisebot.';
/** In a chat with the bot the form would be without the message it is about. */
const openAgain = 'Det tog for lang tid at åbne. Vælg »Føj til kriselog« på beskedens menu igen.';

/** Answers what opens a dialog and what is sent from one. The answer is seen by that person alone. */
export async function answerDialog(activity: Fields, parts: TurnParts): Promise<TurnResult> {
  const place = placeOf(activity);
  const reading = requestOf(activity, parts.clock.now());
  if (reading.kind === 'none' || !place) return { response: { status: 200, body: {} } };
  if (reading.kind === 'refusal') {
    noteUnreadable(reading.sender, parts);
    return { response: closing(reading.text) };
  }
  const answer = answerOf(reading.request, parts);
  const inTime = await within(parts.patience, answer);
  if (inTime) return { response: dialogResponse(inTime.reply, showingOf(activity)) };
  const step = dialogStep(activity);
  if (step?.opens && step.fromMessage) return { response: closing(openAgain) };
  return { response: closing(workingOnIt), afterwards: () => showLate(answer, place, parts) };
}

async function showLate(
  answer: Promise<Reply | undefined>,
  place: ReplyPlace,
  { replies }: TurnParts,
): Promise<void> {
  const late = await answer;
  if (late) await replies.post(late, place);
}

/** Where a late answer goes: to the person's own chat with the bot, wherever the dialog was opened. */
function placeOf(activity: Fields): ReplyPlace | undefined {
  const thread = threadOf(activity);
  const accountId = stringOf(fieldsOf(activity.from).aadObjectId, 100);
  if (!thread) return undefined;
  const isOwnChat = thread.kind === 'personal' && !dialogStep(activity)?.fromMessage;
  return isOwnChat || !accountId ? { thread } : { thread, onlyFor: { accountId } };
}

/** One showing for one answer: Teams sends an invoke again under the same id. */
function showingOf({ id }: Fields): string {
  return stringOf(id, 100) ?? '';
}
