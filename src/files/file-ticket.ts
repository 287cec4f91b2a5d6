import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ExportFormat } from '../domain/entry.ts';
import { exportFormats } from '../domain/export-format.ts';

/** One file for one person: which export it belongs to, by the entry that notes it. Ids alone. */
export interface FileTicket {
  readonly crisisId: string;
  /** Number of the entry that notes the export: it says what the files hold. */
  readonly entry: number;
  readonly format: ExportFormat;
  readonly personId: string;
  /** Seconds since 1970. */
  readonly until: number;
}

/** A link works for so long. */
export const linkMinutes = 15;
const longest = 600;
/** Two parts of the alphabet base64url, and nothing a path could mean anything else by. */
const shape = /^([A-Za-z0-9_-]{8,500})\.([A-Za-z0-9_-]{43})$/;

/** The ticket as a link carries it, signed. */
export function signTicket(key: Uint8Array, ticket: FileTicket): string {
  const { crisisId, entry, format, personId, until } = ticket;
  return sealed(key, [crisisId, entry, format, personId, until]);
}

/** Values as a link carries them, signed. */
export function sealed(key: Uint8Array, values: readonly unknown[]): string {
  const body = Buffer.from(JSON.stringify(values)).toString('base64url');
  return `${body}.${signatureOf(key, body).toString('base64url')}`;
}

/** The ticket of a token, or undefined where it is not ours, or its time is up (`now` in ms since 1970). */
export function readTicket(key: Uint8Array, token: string, now: number): FileTicket | undefined {
  const values = unsealed(key, token);
  const ticket = values && ticketIn(values);
  return ticket && now < ticket.until * 1000 ? ticket : undefined;
}

/** The values a token carries, or undefined where it is not signed by us. */
export function unsealed(key: Uint8Array, token: string): readonly unknown[] | undefined {
  const [, body = '', given = ''] = (token.length <= longest && shape.exec(token)) || [];
  const signature = Buffer.from(given, 'base64url');
  const expected = signatureOf(key, body);
  // The last letter has bits to spare: only the one way to write a signature counts.
  const isWritten = signature.toString('base64url') === given;
  if (!isWritten || signature.length !== expected.length || !timingSafeEqual(signature, expected))
    return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as readonly unknown[];
}

function signatureOf(key: Uint8Array, body: string): Buffer {
  return createHmac('sha256', key).update(`krise-file-1\n${body}`).digest();
}

/** Only what we have signed gets here, by this program or by an older one. */
function ticketIn(values: readonly unknown[]): FileTicket | undefined {
  const [crisisId, entry, format, personId, until] = values;
  const isWhole =
    typeof crisisId === 'string' &&
    typeof entry === 'number' &&
    typeof personId === 'string' &&
    typeof until === 'number';
  const known = exportFormats.find((one) => one === format);
  return isWhole && known ? { crisisId, entry, format: known, personId, until } : undefined;
}
