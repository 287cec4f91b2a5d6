import { createHash } from 'node:crypto';

const longest = 120;

/**
 * A table key for any id: the fixed alphabet `[0-9A-Za-z_-]`, different for different ids. Readable for
 * short plain ids ("K-2026-07"); other characters are written `_<hex>_`, long ids become a hash.
 */
export function tableKey(id: string): string {
  const escaped = id.replace(/[^0-9A-Za-z-]/g, (unit) => `_${unit.charCodeAt(0).toString(16)}_`);
  return escaped.length > 0 && escaped.length <= longest ? escaped : `_h_${sha256(utf16(id))}`;
}

/** The id that a key was made from; undefined where it was too long to stand in it. */
export function idOfKey(key: string): string | undefined {
  if (key.startsWith('_h_')) return undefined;
  return key.replace(/_([0-9a-f]+)_/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** The row of a crisis's partition that holds number and hash of its newest entry. */
export const headKey = 'h';

/** The row of an entry: sorts by number. */
export function entryKey(number: number): string {
  return `e:${String(number).padStart(10, '0')}`;
}

/** The number an entry's row key stands for. */
export function numberOf(rowKey: string): number {
  return Number(rowKey.slice(2));
}

/** Lone surrogates are units of their own here: two ids that differ never share a key. */
function utf16(id: string): Buffer {
  return Buffer.from(id, 'utf16le');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
