export { cleaned } from '../domain/cleaned.ts';

/** What one column takes is 32,768 UTF-16 units; this leaves room. */
const chunk = 30_000;

/**
 * JSON on one line in every reader's eyes: line separators and control characters are escaped. A table
 * service may take a transaction apart by lines; one bare U+2028 stops the emulator for good.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A text as columns `name0`, `name1` …, each short enough for a table and never cut inside a character. */
export function toColumns(name: string, text: string): Record<string, string> {
  const columns: Record<string, string> = {};
  let start = 0;
  for (let column = 0; column === 0 || start < text.length; column += 1) {
    const end = start + chunk;
    const cut = isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
    columns[`${name}${column}`] = text.slice(start, cut);
    start = cut;
  }
  return columns;
}

/** The text that `toColumns` took apart; undefined where the row holds none. */
export function fromColumns(row: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const parts: string[] = [];
  for (let part = row[`${name}0`]; typeof part === 'string'; part = row[`${name}${parts.length}`]) {
    parts.push(part);
  }
  return parts.length > 0 ? parts.join('') : undefined;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
