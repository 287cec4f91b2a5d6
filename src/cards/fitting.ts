import { literal, paragraphs } from './text.ts';

/** What a card of 25 KB has room for beside its frame, in bytes of JSON. */
export const roomForText = 20_000;
const perParagraph = 90;
const roomOnCard = 23_500;
const roomForTyped = 20_000;

/** A long text as paragraphs that fit on one card, and whether something was left out. */
export function fitting(
  text: string,
  room: number = roomForText,
): { readonly shown: readonly string[]; readonly isCut: boolean } {
  const shown: string[] = [];
  let left = room;
  for (const paragraph of paragraphs(literal(text))) {
    left -= perParagraph;
    const part = beginning(paragraph, left);
    if (part) shown.push(part);
    if (part.length < paragraph.length) return { shown, isCut: true };
    left -= bytesOf(part);
  }
  return { shown, isCut: false };
}

/**
 * As much of a text as fits in an input beside the rest of a card, and whether something was left out.
 * `beside` is that card, where it is made already.
 */
export function typedPart(
  text: string,
  beside?: object,
): { readonly typed: string; readonly isCut: boolean } {
  const left = roomOnCard - bytesOf(JSON.stringify(beside ?? {}));
  const whole = literal(text);
  const typed = beginning(whole, Math.max(0, Math.min(roomForTyped, left)));
  return { typed, isCut: typed.length < whole.length };
}

/** The text, or as much of it as those bytes of JSON hold; what is left out shows as "…". */
export function withinBytes(text: string, bytes: number): string {
  const part = beginning(text, bytes);
  return part.length < text.length ? `${part.trimEnd()}…` : text;
}

function beginning(text: string, bytes: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += bytesOf(character);
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

const escaped = /["\\\n]/;

/** Bytes in UTF-8 JSON. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += escaped.test(character) ? 2 : 1;
    else bytes += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
