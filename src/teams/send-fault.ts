import type { SendResult } from '../ports.ts';
import { fieldsOf, markOf } from './fields.ts';

/** Every way a call can end but well. */
export type SendFault = Exclude<SendResult, { state: 'sent' }>;

const defaultWait = 2_000;
const longestWait = 60_000;
/** The connection never came about, so nothing was sent: nobody there, no way there, or not who they should be. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_\w+|UNABLE_TO_\w+|(DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|ERR_TLS_\w+)$/;

/**
 * What a failed call to Teams means for whoever wanted to send (msteams-docs, status codes of bot
 * conversation APIs). Without an answer, or with a 5xx, the message may have arrived: a post has no key
 * that Teams would know again, so such a call is never repeated here.
 */
export function sendFault(error: unknown): SendFault {
  const { statusCode, code, name } = fieldsOf(error);
  if (typeof statusCode === 'number') return byStatus(statusCode, error);
  if (name === 'ServiceUrlRefused') return { state: 'refused', detail: 'serviceUrl' };
  if (typeof code === 'string' && neverConnected.test(code)) return { state: 'later', afterMs: defaultWait };
  // Whatever failed before the request had a chance to go out: above all, getting the bot's own token.
  if (name !== 'RestError' && name !== 'AbortError') return { state: 'later', afterMs: defaultWait };
  return { state: 'unknown' };
}

/** True where Teams itself said something, be it no. */
export function hasAnswer(error: unknown): boolean {
  const { statusCode } = fieldsOf(error);
  return typeof statusCode === 'number' && statusCode < 500 && statusCode !== 408;
}

function byStatus(status: number, error: unknown): SendFault {
  if (status === 429 || status === 412) return { state: 'later', afterMs: askedWait(error) };
  if (status === 403 || status === 404) return { state: 'unreachable' };
  if (status === 408 || status >= 500 || status < 400) return { state: 'unknown' };
  return { state: 'refused', detail: `${status} ${errorCode(error)}`.trim() };
}

/** Teams' own short code, such as "MessageSizeTooBig"; nothing else of the answer is kept. */
function errorCode(error: unknown): string {
  return markOf(fieldsOf(error).code) ?? '';
}

function askedWait(error: unknown): number {
  const headers = fieldsOf(fieldsOf(error).response).headers;
  const asked = isHeaders(headers) ? headers.get('retry-after') : undefined;
  if (!asked) return defaultWait;
  const seconds = Number(asked);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(asked) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : defaultWait;
}

function isHeaders(value: unknown): value is { get(name: string): string | undefined } {
  return typeof fieldsOf(value).get === 'function';
}
