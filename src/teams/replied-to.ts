import type { ConversationRef } from '../ports.ts';
import { type Fields, fieldsOf, listOf, stringOf } from './fields.ts';

/** So much of a message's HTML is looked through for what it quotes: the quote comes first. */
const beginning = 2_000;

/**
 * The message that this one answers: in a chat the one quoted, in a channel the one that began the thread.
 * Undefined where it answers none.
 */
export function repliedTo(activity: Fields, kind: ConversationRef['kind']): string | undefined {
  if (kind !== 'channel') return quotedIn(activity);
  const root = threadRootOf(stringOf(fieldsOf(activity.conversation).id) ?? '');
  return root === stringOf(activity.id) ? undefined : root;
}

/** The message a channel's thread began with, where the conversation's id names it. */
function threadRootOf(conversationId: string): string | undefined {
  return /;messageid=(\d{1,20})/.exec(conversationId)?.[1];
}

/** Teams tells of a quote in three ways, each client in its own. */
function quotedIn({ attachments, entities }: Fields): string | undefined {
  const attached = listOf(attachments).slice(0, 20).map(fieldsOf);
  const reference = attached.find(({ contentType }) => contentType === 'messageReference');
  const entity = listOf(entities)
    .slice(0, 50)
    .map(fieldsOf)
    .find(({ type }) => type === 'quotedReply');
  const html = attached.find(({ contentType }) => contentType === 'text/html')?.content;
  return (
    idIn(contentOf(reference?.content).messageId) ??
    idIn(fieldsOf(entity?.quotedReply).messageId) ??
    (typeof html === 'string' ? blockquoted(html.slice(0, beginning)) : undefined)
  );
}

/** As an object, or as its JSON. */
function contentOf(content: unknown): Fields {
  if (typeof content !== 'string') return fieldsOf(content);
  try {
    return fieldsOf(JSON.parse(content));
  } catch {
    return {};
  }
}

function blockquoted(html: string): string | undefined {
  const quote = /<blockquote\b[^>]{0,300}schema\.skype\.com\/Reply[^>]{0,300}>/i.exec(html)?.[0];
  return idIn(/\bitemid="([^"]{1,100})"/i.exec(quote ?? '')?.[1]);
}

function idIn(id: unknown): string | undefined {
  const text = stringOf(id, 100);
  return text && /^[\w:.-]+$/.test(text) ? text : undefined;
}
