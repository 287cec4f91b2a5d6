import manifest from '../../manifest/manifest.json' with { type: 'json' };
import { isJson, type Json } from './cards.ts';
import type { Account, Posted, World } from './world.ts';

/**
 * What a client sends when someone chooses an entry of a message's menu.
 * @throws Error where the app has no such entry on it.
 */
export function menuValue(world: World, message: Posted, title: string): Json {
  const commands = manifest.composeExtensions.flatMap(({ commands: all }) => all);
  const command = commands.find((known) => known.title === title && known.context.includes('message'));
  if (!command) throw new Error(`no "${title}" on the message's menu`);
  return {
    commandId: command.id,
    commandContext: 'message',
    messagePayload: payloadOf(world, message),
    context: { theme: 'default' },
  };
}

/** The message as Teams hands it over: its body as HTML, typed markup escaped. */
function payloadOf(world: World, { id, placeId, from, activity }: Posted): Json {
  const author = world.accounts.find(({ name }) => name === from);
  const text = typeof activity.text === 'string' ? activity.text : '';
  return {
    id,
    replyToId: null,
    createdDateTime: activity.timestamp,
    lastModifiedDateTime: null,
    deleted: false,
    subject: null,
    importance: 'normal',
    locale: 'da-dk',
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(placeId)}/${id}?context=%7B%7D`,
    body: { contentType: 'html', content: `<div>\n<div>${htmlOf(text)}</div>\n</div>` },
    from: author ? { user: userOf(author) } : { application: { id: world.appId, displayName: 'Krisebot' } },
    attachments: [],
    mentions: [],
    reactions: [],
  };
}

function userOf({ accountId, name }: Account): Json {
  return { userIdentityType: 'aadUser', id: accountId, displayName: name };
}

function htmlOf(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\n/g, '<br>')
    .replace(/ {2}/g, ' &nbsp;');
}

/** What is sent from a dialog that the given activity opened. */
export function fromDialog(opening: Json, data: Json): Json {
  const isMenu = String(opening.name).startsWith('composeExtension/');
  const value = isJson(opening.value) ? opening.value : {};
  const name = isMenu ? 'composeExtension/submitAction' : 'task/submit';
  return { ...opening, name, value: { ...value, data } };
}
