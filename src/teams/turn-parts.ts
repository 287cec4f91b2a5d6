import type { InvokeResponse } from 'botbuilder';
import type { Clock, Journal } from '../ports.ts';
import type { Refusals } from '../refusals.ts';
import type { Bot, Reply, Request, Sender } from '../request.ts';
import { noteRequest } from '../request-log.ts';
import { newErrorId } from './error-id.ts';
import type { ReplySender } from './reply-sender.ts';
import type { Upload } from './upload.ts';
import { withoutTexts } from './without-texts.ts';

export interface TurnParts {
  readonly bot: Bot;
  readonly replies: ReplySender;
  /** Puts a file that was accepted into a person's OneDrive. */
  readonly upload: Upload;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly refusals: Refusals;
  /** How long a tap waits for the bot before it is told that the answer follows. Milliseconds. */
  readonly patience: number;
  /** The same of what was typed to the bot. */
  readonly linePatience: number;
}

/** What an activity is answered with, and what is sent once that answer is out. */
export interface TurnResult {
  readonly response?: InvokeResponse;
  readonly afterwards?: () => Promise<void>;
}

/** The bot's answer; a failure inside it becomes one, with an id that stands in the log. */
export async function answerOf(request: Request, { bot, journal }: TurnParts): Promise<Reply | undefined> {
  try {
    return await bot.answer(request);
  } catch (error) {
    const errorId = newErrorId();
    noteRequest({ outcome: 'failed' });
    journal.error('request.failed', withoutTexts(error), { errorId, intent: request.intent });
    const text = `Noget gik galt hos mig, og jeg ved ikke, om det blev gemt. Se efter med »krise vis log«, og prøv igen. Fejl-id ${errorId}.`;
    return { message: { text }, shows: 'new' };
  }
}

/** The answer, where it comes within that many milliseconds. */
export function within(
  ms: number,
  answer: Promise<Reply | undefined>,
): Promise<{ readonly reply: Reply | undefined } | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
  return Promise.race([answer.then((reply) => ({ reply })), late]);
}

/** A button sent what no card of ours holds. Whoever has no account is nobody the log could name. */
export function noteUnreadable(sender: Sender | undefined, { refusals }: Pick<TurnParts, 'refusals'>): void {
  if (sender) refusals.add({ by: `teams:${sender.accountId}`, code: 'unreadable' });
}
