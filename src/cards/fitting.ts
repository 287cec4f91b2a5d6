import { paragraphs } from './text.ts';

/** What a card of 25 KB has room for beside its frame, in bytes of JSON. */
const roomForText = 20_000;
const perParagraph = 90;

/** A long text as paragraphs that fit on one card, and whether something was left out. */
export function fitting(text: string): { readonly shown: readonly string[]; readonly isCut: boolean } {
  const shown: string[] = [];
  let left = roomForText;
  for (const paragraph of paragraphs(text)) {
    left -= perParagraph;
    const part = beginning(paragraph, left);
    if (part) shown.push(part);
    if (part.length < paragraph.length) return { shown, isCut: true };
    left -= bytesOf(part);
  }
  return { shown, isCut: false };
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

/** Bytes in UTF-8 JSON. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += character === '"' || character === '\\' ? 2 : 1;
    else bytes += code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
