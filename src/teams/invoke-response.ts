import type { InvokeResponse } from 'botbuilder';
import type { Reply } from '../request.ts';
import { cardType } from './activity-of.ts';

const messageType = 'application/vnd.microsoft.activity.message';

const below = 'Svaret kommer herunder.';

/** What Teams shows at once where the answer takes longer than it waits. */
export const workingOnIt = 'Arbejder på det – svaret kommer i samtalen.';

/**
 * The answer to an Action.Execute: the tapped card becomes another one, or a short text is shown and
 * what there is to see follows as a message.
 */
export function invokeResponse(reply: Reply | undefined): InvokeResponse {
  if (!reply) return shownText('Modtaget.');
  const { card, text } = reply.message;
  if (card && reply.shows !== 'new') return answered(cardType, card);
  return shownText(card ? below : (text ?? below));
}

/** A short text shown to whoever tapped. */
export function shownText(text: string): InvokeResponse {
  return answered(messageType, text);
}

/** Teams wants 200 whatever the answer, and the answer's own status inside. */
function answered(type: string, value: unknown): InvokeResponse {
  return { status: 200, body: { statusCode: 200, type, value } };
}
