import { type Answer, badRequest, failure, noSuchActivity, notFound, notInRoster } from './answers.ts';
import { isJson, type Json } from './cards.ts';
import { findAccount, type Place, type World } from './world.ts';

/** A call about one conversation's messages. */
export interface MessageCall {
  readonly method: string;
  /** The conversation as the bot named it, thread and all. */
  readonly conversationId: string | undefined;
  /** The message it is about; none for a new one. */
  readonly id: string | undefined;
  /** Asked for as a private message. */
  readonly targeted: boolean;
  readonly body: Json;
}

/** True where a call asks for a private message. */
export function isTargeted(url: URL): boolean {
  return url.searchParams.get('isTargetedActivity') === 'true';
}

/** Posts, changes or removes a message, by the rules Teams documents. */
export function performOnMessages(world: World, place: Place, call: MessageCall): Answer {
  if (call.method === 'POST')
    return call.targeted ? postPrivately(world, place, call) : post(world, place, call);
  return call.id ? change(world, place, call.id, call) : notFound;
}

/** To one member of a channel or group chat: a 1:1 is private already. */
function postPrivately(world: World, place: Place, call: MessageCall): Answer {
  const recipient = isJson(call.body.recipient) ? call.body.recipient.id : undefined;
  if (place.kind === 'personal' || typeof recipient !== 'string') return badRequest;
  const account = findAccount(world, recipient);
  if (!account || account.anonymous || account.outside.has(place.id)) return notInRoster;
  return post(world, place, call, account.accountId);
}

/** Teams asks about a file in 1:1 alone. */
function isStrayOffer(place: Place, { attachments }: Json): boolean {
  const all = Array.isArray(attachments) ? attachments.filter(isJson) : [];
  return place.kind !== 'personal' && all.some(({ contentType }) => String(contentType).includes('.file.'));
}

function post(world: World, place: Place, { conversationId, body }: MessageCall, onlyFor?: string): Answer {
  if (isStrayOffer(place, body)) return badRequest;
  // Shown for a moment, and no message.
  if (body.type === 'typing') return { status: 201, body: { id: world.nextId() } };
  const id = world.nextId();
  const thread = conversationId?.split(';messageid=')[1];
  const threadId = place.kind === 'channel' ? { threadId: thread ?? id } : {};
  if (thread && !world.messages.some((message) => message.id === thread)) return notFound;
  world.messages.push({
    id,
    placeId: place.id,
    ...threadId,
    ...(onlyFor ? { onlyFor } : {}),
    from: 'bot',
    activity: body,
    edits: 0,
    replaced: new Map(),
  });
  return { status: 201, body: { id } };
}

/** Who sees a message never changes: a private one is changed as such, and without naming anyone. */
function change(world: World, place: Place, id: string, { method, body, targeted }: MessageCall): Answer {
  if (targeted && body.recipient !== undefined) return badRequest;
  const index = world.messages.findIndex((message) => message.id === id && message.placeId === place.id);
  const message = world.messages[index];
  if (!message || (message.onlyFor !== undefined) !== targeted) return noSuchActivity;
  if (message.from !== 'bot') return { status: 403, body: failure(403) };
  if (method === 'DELETE') world.messages.splice(index, 1);
  message.activity = body;
  message.edits += 1;
  message.replaced.clear();
  return { status: 200, body: { id } };
}
