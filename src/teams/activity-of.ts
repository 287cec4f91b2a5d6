import type { Activity } from 'botbuilder';
import type { FileOffer, Message, StoredFile } from '../ports.ts';

/** Content type of an Adaptive Card, as attachment and as answer to a tap. */
export const cardType = 'application/vnd.microsoft.card.adaptive';

/** A message as Teams takes it. Text is plain: what people wrote is never read as Markdown. */
export function activityOf(message: Message): Partial<Activity> {
  const { card, text, summary, alert, offers, stored } = message;
  const attachments = [
    ...(card ? [{ contentType: cardType, content: card }] : []),
    ...(offers ? [offerOf(offers)] : []),
    ...(stored ? [infoOf(stored)] : []),
  ];
  return {
    type: 'message',
    textFormat: 'plain',
    ...(text ? { text } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(summary ? { summary } : {}),
    ...(alert ? { channelData: { notification: { alert: true } } } : {}),
  };
}

/** Asks the reader whether a file may go into their OneDrive (msteams-docs, "Send and receive files"). */
function offerOf({ name, description, size, context }: FileOffer) {
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name,
    content: { description, sizeInBytes: size, acceptContext: context, declineContext: context },
  };
}

/** Shows a file that lies in the reader's OneDrive. */
function infoOf({ name, url, id, type }: StoredFile) {
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: url,
    name,
    content: { uniqueId: id, fileType: type },
  };
}
