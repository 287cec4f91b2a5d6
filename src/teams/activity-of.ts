import type { Activity } from 'botbuilder';
import type { Message } from '../ports.ts';

/** Content type of an Adaptive Card, as attachment and as answer to a tap. */
export const cardType = 'application/vnd.microsoft.card.adaptive';

/** A message as Teams takes it. Text is plain: what people wrote is never read as Markdown. */
export function activityOf(message: Message): Partial<Activity> {
  const { text, card, summary, alert } = message;
  return {
    type: 'message',
    textFormat: 'plain',
    ...(text ? { text } : {}),
    ...(card ? { attachments: [{ contentType: cardType, content: card }] } : {}),
    ...(summary ? { summary } : {}),
    ...(alert ? { channelData: { notification: { alert: true } } } : {}),
  };
}
