import type { SharedMessage } from '../request.ts';
import { type Fields, fieldsOf, isFields, stringOf } from './fields.ts';
import { textOfHtml } from './message-text.ts';
import { cleanText } from './plain-text.ts';

/** The longest text that is taken from a message: an entry of the log has room for that, and for where it is from. */
const longestText = 11_000;
const longestLink = 2_000;

/**
 * The Teams message a person chose "Føj til kriselog" on, as Teams sends it along with what opens the dialog and
 * with what is sent from it. Undefined where there is none; a part that cannot be read is left out.
 */
export function sharedMessageOf(activity: Fields): SharedMessage | undefined {
  const { messagePayload: payload } = fieldsOf(activity.value);
  if (!isFields(payload)) return undefined;
  const text = textOf(payload);
  const id = stringOf(payload.id, 200);
  const at = momentOf(payload.createdDateTime);
  const author = authorOf(fieldsOf(payload.from));
  const link = linkOf(payload.linkToMessage);
  return {
    text: text
      .slice(0, longestText)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim(),
    ...(text.length > longestText ? { isCut: true } : {}),
    ...(id ? { id } : {}),
    ...(at ? { at } : {}),
    ...(author ? { author } : {}),
    ...(link ? { link } : {}),
  };
}

/** A post's subject is its first line. */
function textOf({ subject, body }: Fields): string {
  const { contentType, content } = fieldsOf(body);
  const raw = typeof content === 'string' ? content : '';
  const said = contentType === 'text' ? cleanText(raw.slice(0, longestText * 2)) : textOfHtml(raw);
  const head = cleanText(stringOf(subject, 500) ?? '');
  return [head, said].filter(Boolean).join('\n');
}

function authorOf({ user, application }: Fields): SharedMessage['author'] {
  const person = fieldsOf(user);
  const name = nameOf(person) || nameOf(fieldsOf(application));
  const accountId = stringOf(person.id, 100);
  return name ? { name, ...(accountId ? { accountId } : {}) } : undefined;
}

function nameOf({ displayName }: Fields): string {
  return cleanText(stringOf(displayName, 200) ?? '').replace(/\s+/g, ' ');
}

/** ISO 8601 UTC, however precise Teams writes it. */
function momentOf(value: unknown): string | undefined {
  const text = stringOf(value, 40) ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return undefined;
  const moment = Date.parse(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

/** Where Teams on the web shows messages. */
const teamsHosts: readonly string[] = ['teams.microsoft.com', 'teams.cloud.microsoft'];

/** A link to a message in Teams and nowhere else: it is stored, and opened by others. */
function linkOf(value: unknown): string | undefined {
  const text = stringOf(value, longestLink);
  if (!text || !URL.canParse(text)) return undefined;
  const { protocol, host, pathname, username, password, href } = new URL(text);
  const isOfTeams = protocol === 'https:' && teamsHosts.includes(host) && !username && !password;
  // Teams' other addresses call people, install apps or lead on to anywhere.
  const isPlain = isOfTeams && pathname.startsWith('/l/message/');
  return isPlain && href.length <= longestLink ? href : undefined;
}
