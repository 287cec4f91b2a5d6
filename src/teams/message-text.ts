import { cleanText } from './plain-text.ts';

/** Longest HTML that is read, in UTF-16 units; what is beyond it is cut off before any parsing. */
const longestHtml = 100_000;
const longestTag = 4_000;

/**
 * The text of a Teams message that another person wrote, as one reads it: blocks on lines of their own, list
 * items with a dash, pictures and emoji as their names, no markup at all. A typed "<" comes escaped, so whatever
 * looks like a tag is one.
 */
export function textOfHtml(html: string): string {
  const parts: string[] = [];
  const from = html.slice(0, longestHtml);
  for (let at = 0; at < from.length; ) {
    const start = from.indexOf('<', at);
    if (start < 0) {
      parts.push(decoded(from.slice(at)));
      break;
    }
    parts.push(decoded(from.slice(at, start)));
    const tag = tagAt(from, start);
    parts.push(tag.shows);
    at = tag.end;
  }
  return cleanText(parts.join(''))
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

interface Tag {
  /** What stands in the text where the tag was. */
  readonly shows: string;
  /** Index of the first character after it. */
  readonly end: number;
}

/** Whose content is no text. */
const silent: readonly string[] = ['script', 'style', 'attachment'];
const breaking: readonly string[] = ['br', 'p', 'div', 'ul', 'ol', 'table', 'blockquote', 'pre', 'codeblock'];
const heading = /^h[1-6]$/;

/** The tag that begins there; a "<" that begins none is a character. */
function tagAt(html: string, start: number): Tag {
  if (html.startsWith('<!--', start)) return { shows: '', end: after(html, '-->', start) };
  const name = /^<\/?([a-z][a-z0-9-]{0,30})/i.exec(html.slice(start, start + 40))?.[1]?.toLowerCase();
  const end = name ? endOf(html, start) : -1;
  if (!name) return { shows: '<', end: start + 1 };
  // Broken off: nothing after it can be told from text.
  if (end < 0) return { shows: decoded(html.slice(start)), end: html.length };
  const closes = html[start + 1] === '/';
  if (silent.includes(name) && !closes && html[end - 2] !== '/') {
    return { shows: '', end: after(html, `</${name}>`, end) };
  }
  return { shows: shownFor(name, closes, html.slice(start, end)), end };
}

function shownFor(name: string, closes: boolean, tag: string): string {
  if (name === 'li') return closes ? '' : '\n– ';
  if (name === 'at') return closes ? '' : '@';
  if (name === 'tr') return closes ? '\n' : '';
  if (name === 'td' || name === 'th') return closes ? ' ' : '';
  if (name === 'img' || name === 'emoji') return closes ? '' : alternative(tag);
  return breaking.includes(name) || heading.test(name) ? '\n' : '';
}

/** Index after the ">" that ends the tag; one inside a quoted value does not. */
function endOf(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < html.length && at < start + longestTag; at += 1) {
    const character = html[at] ?? '';
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}

/** The index after `end`; the text's own end where it does not come. */
function after(html: string, end: string, from: number): number {
  const at = html.indexOf(end, from);
  return at < 0 ? html.length : at + end.length;
}

function alternative(tag: string): string {
  const [, double, single] = /\salt=(?:"([^"]{0,200})"|'([^']{0,200})')/i.exec(tag) ?? [];
  return decoded(double ?? single ?? '');
}

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  aring: 'å',
  Aring: 'Å',
  eacute: 'é',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};

/** Each entity once: what it stands for is not read again. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
