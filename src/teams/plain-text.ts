import type { Mentioned } from '../request.ts';
import { type Fields, fieldsOf, listOf, stringOf } from './fields.ts';

/** Longer is no name of a person. */
const longestName = 200;
/** Longest text that is read at all, in UTF-16 units; what is beyond it is cut off before any parsing. */
export const longestText = 30_000;

/** What a person typed, as they see it, and whom they mentioned. */
export interface Typed {
  readonly text: string;
  readonly mentions: readonly Mentioned[];
  /** True where the bot itself was mentioned. */
  readonly botMentioned: boolean;
}

interface Mention extends Mentioned {
  /** The mention as it stands between the tags in the text. */
  readonly shown: string;
  readonly bot: boolean;
}

/**
 * Reads an activity's text: the bot's mention goes (known by the bot's id, not its name), another
 * person's becomes "@Navn", markup that Teams leaves in the text goes, entities become characters.
 */
export function typedIn(activity: Fields): Typed {
  const mentions = mentionsIn(activity);
  const raw = typeof activity.text === 'string' ? activity.text.slice(0, longestText) : '';
  return {
    text: cleanText(
      decodeEntities(withoutMarkup(raw, mentions, activity.textFormat === 'plain' ? ofTeams : markup)),
    ),
    mentions: mentions.filter(({ bot }) => !bot).map(({ accountId, name }) => ({ accountId, name })),
    botMentioned: mentions.some(({ bot }) => bot),
  };
}

/**
 * Text that can be stored, hashed and shown: halves of characters and control characters gone, every
 * kind of space a space, ends trimmed.
 */
export function cleanText(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u2060\uFEFF]/g, '')
      .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
      .trim()
  );
}

function mentionsIn(activity: Fields): readonly Mention[] {
  const botId = stringOf(fieldsOf(activity.recipient).id);
  return listOf(activity.entities)
    .slice(0, 50)
    .map(fieldsOf)
    .filter(({ type }) => type === 'mention')
    .flatMap((entity) => mentionOf(entity, botId) ?? []);
}

function mentionOf(entity: Fields, botId: string | undefined): Mention | undefined {
  const mentioned = fieldsOf(entity.mentioned);
  const id = stringOf(mentioned.id);
  if (!id) return undefined;
  const tagged = stringOf(entity.text) ?? '';
  const shown =
    cleanText(decodeEntities(withoutMarkup(tagged, [], ofTeams))) ||
    cleanText(stringOf(mentioned.name, longestName) ?? '');
  const name = shown.startsWith('@') ? shown.slice(1) : shown;
  return { accountId: stringOf(mentioned.aadObjectId) ?? id, name, shown: name, bot: id === botId };
}

/** Tags Teams itself leaves in a text; the others only where the text is said to be marked up. */
const ofTeams = new Set(['at', 'br', 'div', 'p', 'quoted']);
const markup = new Set([...ofTeams, 'b', 'code', 'em', 'i', 'pre', 's', 'span', 'strong', 'u']);
const breaking = new Set(['br', 'br/', '/p', '/div']);
const longestTag = 200;

/** One pass from left to right, so that no text can make it slow. */
function withoutMarkup(text: string, mentions: readonly Mention[], tags: ReadonlySet<string>): string {
  const open = [...mentions];
  let out = '';
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('<', at);
    const end = start < 0 ? -1 : endOfTag(text, start, tags);
    if (start < 0) return out + text.slice(at);
    if (end < 0) {
      out += text.slice(at, start + 1);
      at = start + 1;
      continue;
    }
    out += text.slice(at, start);
    const tag = text.slice(start + 1, end).toLowerCase();
    at = end + 1;
    if (breaking.has(tag)) out += '\n';
    if (nameOf(tag) !== 'at' || tag.startsWith('/')) continue;
    const close = text.slice(at, at + longestTag).indexOf('</at>');
    if (close < 0) continue;
    out += spoken(text.slice(at, at + close), open);
    at += close + '</at>'.length;
  }
  return out;
}

/** Index of the ">" that ends a tag of the known kinds, or -1: then "<" is a character someone typed. */
function endOfTag(text: string, start: number, tags: ReadonlySet<string>): number {
  const end = text.slice(start, start + longestTag).indexOf('>');
  if (end < 0) return -1;
  const tag = text.slice(start + 1, start + end).toLowerCase();
  return tags.has(nameOf(tag)) ? start + end : -1;
}

function nameOf(tag: string): string {
  return tag.replaceAll('/', '').split(' ', 1)[0] ?? '';
}

/** Takes the first open mention of that name: mentions stand in the order of the text. */
function spoken(inner: string, open: Mention[]): string {
  const shown = cleanText(decodeEntities(inner));
  const index = open.findIndex((mention) => mention.shown === shown);
  const [mention] = index < 0 ? [] : open.splice(index, 1);
  return mention?.bot ? ' ' : `@${shown}`;
}

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
