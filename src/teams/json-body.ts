import type { IncomingMessage } from 'node:http';
import { type Fields, isFields } from './fields.ts';

/** Nested deeper than anyone means, and deeper than code that calls itself can bear. */
const deepest = 32;

/**
 * The JSON object in a request's body, or `gone` where the client left before all of it was here. Its length
 * was judged before: Node reads not one byte more.
 */
export function readJson(request: IncomingMessage): Promise<Fields | 'bad' | 'gone'> {
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.once('end', () => resolve(jsonIn(Buffer.concat(chunks)) ?? 'bad'));
    for (const end of ['error', 'close']) request.once(end, () => resolve('gone'));
  });
}

/** An object written in JSON, in whole UTF-8, no deeper than is borne; undefined for anything else. */
export function jsonIn(bytes: Uint8Array): Fields | undefined {
  if (!isShallow(bytes)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text, mayNameProto.test(text) ? withoutProto : undefined);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The one key that means something else as soon as a value is copied: nobody's data has it. */
const mayNameProto = /__proto__|\\u005f/i;

function withoutProto(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Counts brackets outside of strings, on the bytes: no parser has to be trusted with what is too deep. */
function isShallow(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === quote) inString = !inString;
    else if (inString) index += byte === backslash ? 1 : 0;
    else if (opening.has(byte)) depth += 1;
    else if (closing.has(byte)) depth -= 1;
    if (depth > deepest) return false;
  }
  return true;
}
