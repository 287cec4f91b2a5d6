import { randomBytes } from 'node:crypto';
import type { CrisisEvent, Entry, NewEntry } from '../domain/entry.ts';
import { erasedText } from '../domain/erased-text.ts';
import type { Draft, ChainLink as Link, Mark } from '../ports.ts';
import { linkHash, textHash } from './chain.ts';
import { cleaned, fromColumns, toColumns, toJson } from './columns.ts';
import { entryKey, numberOf } from './keys.ts';
import type { NewRow, Row } from './rows.ts';

type Words = Readonly<Record<string, string>>;

/** What of an entry is free text, and can be erased. */
interface TextPart {
  readonly text: string;
  readonly words?: Words;
}

/** The rest. `words` names what the event's free texts are called, so that it reads well without them. */
interface DataPart extends Omit<NewEntry, 'text' | 'event'> {
  readonly event: object;
  readonly words?: readonly string[];
}

/** A draft as it will stand after `before`: its link in the chain and the entry to answer with. */
export function linkDraft(crisisId: string, before: Mark, draft: Draft): { link: Link; entry: Entry } {
  const { intent, text, event, ...rest } = cleaned(draft);
  const { words, ...bare } = event as CrisisEvent & { words?: Words };
  const textPart: TextPart = { text, ...(words && { words }) };
  const dataPart: DataPart = { ...rest, event: bare, ...(words && { words: Object.keys(words) }) };
  const salt = randomBytes(16).toString('base64url');
  const body = toJson(textPart);
  const unhashed = {
    number: before.number + 1,
    intent: toJson(intent),
    data: toJson(dataPart),
    textHash: textHash(salt, body),
  };
  const link = { ...unhashed, text: { salt, body }, hash: linkHash(crisisId, before.hash, unhashed) };
  return { link, entry: entryOf(link) };
}

/** The row of a link. */
export function rowOf(partitionKey: string, link: Link): NewRow {
  const { number, intent, data, text, hash } = link;
  return {
    partitionKey,
    rowKey: entryKey(number),
    intent,
    hash,
    textHash: link.textHash,
    ...toColumns('data', data),
    ...(text && { salt: text.salt, ...toColumns('text', text.body) }),
  };
}

/** Columns of a row that stay when its text is erased: the chain runs over these. */
const lasting = /^(intent|hash|textHash|epoch|data\d+)$/;

/** The row without text and salt: without the salt nobody can try texts against the hash that stays. */
export function rowWithoutText(partitionKey: string, { rowKey, columns }: Row, erasedAt: string): NewRow {
  const kept = Object.entries(columns).filter(([name]) => lasting.test(name));
  return { partitionKey, rowKey, ...Object.fromEntries(kept), erasedAt };
}

/** The link a row holds. Missing columns read as empty: the chain then says that the row was changed. */
export function linkOf({ rowKey, columns }: Row): Link {
  const body = fromColumns(columns, 'text');
  return {
    number: numberOf(rowKey),
    intent: String(columns.intent ?? ''),
    data: fromColumns(columns, 'data') ?? '',
    textHash: String(columns.textHash ?? ''),
    ...(body !== undefined && { text: { salt: String(columns.salt ?? ''), body } }),
    hash: String(columns.hash ?? ''),
  };
}

/** The entry a verified link holds. */
export function entryOf(link: Link): Entry {
  const { event, words, ...rest } = JSON.parse(link.data) as DataPart;
  const said = link.text ? (JSON.parse(link.text.body) as TextPart) : erased(words);
  return {
    ...rest,
    text: said.text,
    event: (said.words ? { ...event, words: said.words } : event) as CrisisEvent,
    number: link.number,
    intent: JSON.parse(link.intent) as string,
    hash: link.hash,
  };
}

function erased(words: readonly string[] | undefined): TextPart {
  if (!words) return { text: erasedText };
  return { text: erasedText, words: Object.fromEntries(words.map((word) => [word, erasedText])) };
}
