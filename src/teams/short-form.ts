import type { Message, SendResult } from '../ports.ts';

/** What Teams takes in any case. */
const longestText = 1_000;

/**
 * Sends a message, and once more in a short form where Teams says that it is too large: what it is about, and what
 * to write instead of tapping. Nothing was shown before, so nothing is said twice.
 */
export async function inShortIfNeeded(
  message: Message,
  send: (message: Message) => Promise<SendResult>,
): Promise<SendResult> {
  const result = await send(message);
  const isTooLarge = result.state === 'refused' && result.detail.startsWith('413');
  const short = isTooLarge ? shortForm(message) : undefined;
  return short ? send(short) : result;
}

function shortForm({
  card,
  text = '',
  summary = '',
  offers: _offers,
  ...rest
}: Message): Message | undefined {
  if (!card && text.length <= longestText) return undefined;
  const about = `${summary || text}`.slice(0, longestText).toWellFormed();
  const instead = 'Det her var for stort til at blive vist i Teams. Skriv »krise« for at se det vigtigste.';
  return { ...rest, ...(summary ? { summary } : {}), text: `${about}\n\n${instead}`.trim() };
}
