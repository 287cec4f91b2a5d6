import type { Json } from './cards.ts';
import type { Account, Place, World } from './world.ts';

export interface Typing {
  readonly text: string;
  readonly place: Place;
  /** The message whose thread it is written in. */
  readonly threadId?: string;
  readonly mention: boolean;
  readonly targeted: boolean;
  /** The message it quotes, as replies in chats do. */
  readonly quotes?: string;
}

/** Fields that every activity from Teams carries. */
export function baseActivity(
  world: World,
  serviceUrl: string,
  account: Account,
  place: Place,
  threadId?: string,
): Json {
  const at = new Date(Date.UTC(2026, 10, 23, 2, 14)).toISOString();
  return {
    id: world.nextId(),
    timestamp: at,
    localTimestamp: at,
    channelId: 'msteams',
    serviceUrl,
    from: fromOf(account),
    conversation: conversationOf(world, place, threadId),
    recipient: { id: `28:${world.appId}`, name: 'Krisebot' },
    channelData: channelDataOf(world, place),
    locale: 'da-DK',
  };
}

/** A typed message: mentions as Teams marks them, an HTML copy beside the text. */
export function messageActivity(world: World, base: Json, typing: Typing): Json {
  const mentioned = world.accounts.filter(({ name }) => typing.text.includes(`@${name}`));
  const said = mentioned.reduce(
    (text, { name }) => text.replace(`@${name}`, `<at>${name}</at>`),
    typing.text,
  );
  const text = typing.mention ? `<at>Krisebot</at>&nbsp;${said}` : said;
  const bot = typing.mention ? [mentionOf(`28:${world.appId}`, 'Krisebot')] : [];
  const people = mentioned.map(({ id, name, accountId }) => mentionOf(id, name, accountId));
  const clientInfo = {
    type: 'clientInfo',
    locale: 'da-DK',
    country: 'DK',
    platform: 'iOS',
    timezone: 'Europe/Copenhagen',
  };
  return {
    ...(typing.targeted ? privately(base) : base),
    type: 'message',
    text,
    textFormat: 'plain',
    entities: [...bot, ...people, clientInfo],
    attachments: [
      ...(typing.quotes ? [quoteOf(typing.quotes)] : []),
      { contentType: 'text/html', content: `<div>${text}</div>` },
    ],
  };
}

function quoteOf(messageId: string): Json {
  const content = JSON.stringify({ messageId, messagePreview: 'Log', messageSender: { application: {} } });
  return { id: messageId, contentType: 'messageReference', content };
}

/** Marked as Teams marks what is between one person and the bot in a channel or group chat. */
export function privately(activity: Json): Json {
  return { ...activity, recipient: { ...(activity.recipient as Json), isTargeted: true } };
}

function mentionOf(id: string, name: string, aadObjectId?: string): Json {
  const mentioned = { id, name, ...(aadObjectId ? { aadObjectId } : {}) };
  return { type: 'mention', text: `<at>${name}</at>`, mentioned };
}

function fromOf({ id, name, accountId, anonymous, tenantId }: Account): Json {
  return { id, name, ...(anonymous ? {} : { aadObjectId: accountId }), ...(tenantId ? { tenantId } : {}) };
}

function conversationOf(world: World, place: Place, threadId?: string): Json {
  const id = threadId ? `${place.id};messageid=${threadId}` : place.id;
  const isPersonal = place.kind === 'personal' || place.kind === 'elsewhere';
  const conversationType = isPersonal ? 'personal' : place.kind;
  return { id, conversationType, tenantId: world.tenantId, ...(isPersonal ? {} : { isGroup: true }) };
}

function channelDataOf(world: World, place: Place): Json {
  const tenant = { id: world.tenantId };
  if (place.kind !== 'channel') return { tenant };
  return {
    tenant,
    teamsTeamId: world.teamId,
    teamsChannelId: place.id,
    team: { id: world.teamId },
    channel: { id: place.id },
  };
}
