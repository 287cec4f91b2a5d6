import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost } from './service-urls.ts';

/** Largest body that is read, in bytes; Teams sends far less. */
export const largestBody = 256 * 1024;
/** Names and values of one request's headers together, in bytes; a token takes two thousand. */
export const largestHead = 16 * 1024;
const mostHeaders = 100;
/** A link to a file is half as long. */
const longestAddress = 2_000;

export interface HttpFault {
  readonly status: number;
  readonly error: string;
}

interface Head {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly httpVersion: string;
  readonly headers: IncomingHttpHeaders;
  /** Name, value, name, value, … as they came. */
  readonly rawHeaders: readonly string[];
}

/**
 * What is wrong with a request before any parser has seen it, or undefined. restify's own body reader
 * ends the whole process on a body that claims to be gzip and is not, and has no limit after unpacking; its
 * router does the same on an address that is none.
 */
export function requestFault(head: Head, loopbackOnly: boolean): HttpFault | undefined {
  const { method, headers, rawHeaders } = head;
  if (rawHeaders.length > 2 * mostHeaders) return faults.head;
  if (isAmbiguous(rawHeaders)) return { status: 400, error: 'header' };
  if (!isAddress(head)) return { status: 400, error: 'address' };
  if (loopbackOnly && !isForThisMachine(headers.host)) return { status: 403, error: 'host' };
  if (!served.has(method ?? '')) return faults.method;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { status: 415, error: 'content encoding' };
  return method === 'POST' ? jsonFault(headers) : bodyFault(headers);
}

const served = new Set(['GET', 'HEAD', 'POST']);
/** Said once or not at all: whoever stands before us must not have read another one than we do. */
const once = new Set(['host', 'content-type', 'content-length', 'authorization']);

function isAmbiguous(rawHeaders: readonly string[]): boolean {
  const names = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [name.toLowerCase()] : []));
  const critical = names.filter((name) => once.has(name));
  return new Set(critical).size < critical.length;
}

/** True for a path on this server, under a name that can be one, as restify puts them together. */
function isAddress({ headers: { host }, url = '', httpVersion }: Head): boolean {
  if (host === undefined && httpVersion !== '1.0') return false;
  return (
    url.length <= longestAddress &&
    /^\/[\w\-.~!$&'()*+,;=:@%/?]*$/.test(url) &&
    isDecodable(url) &&
    URL.canParse(`http://${host || 'localhost'}${url}`)
  );
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Who only reads sends nothing. */
function bodyFault(headers: IncomingHttpHeaders): HttpFault | undefined {
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  return empty ? undefined : faults.tooLarge;
}

function jsonFault(headers: IncomingHttpHeaders): HttpFault | undefined {
  if (!isJson(headers['content-type'] ?? '')) return { status: 415, error: 'media type' };
  const length = headers['content-length'];
  // Node lets none through that has chunks as well.
  if (length === undefined || !/^\d{1,15}$/.test(length)) return { status: 411, error: 'length required' };
  return Number(length) > largestBody ? faults.tooLarge : undefined;
}

function isJson(contentType: string): boolean {
  const [mediaType, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset'));
  return mediaType === 'application/json' && charsets.every((one) => /^charset="?utf-8"?$/.test(one));
}

/** What else is refused, and wherever. */
export const faults = {
  body: { status: 400, error: 'json' },
  request: { status: 400, error: 'request' },
  method: { status: 405, error: 'method' },
  slow: { status: 408, error: 'slow' },
  tooLarge: { status: 413, error: 'too large' },
  expectation: { status: 417, error: 'expectation' },
  head: { status: 431, error: 'headers' },
} as const satisfies Record<string, HttpFault>;

/** What a client gets that Node's own parser has given up on. */
export function faultOfParser(code: unknown): HttpFault {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return faults.slow;
  return code === 'HPE_HEADER_OVERFLOW' ? faults.head : faults.request;
}

/** True for a Host header that names this machine: a page on the web cannot have one. */
function isForThisMachine(host: string | undefined): boolean {
  return isLoopbackHost((host ?? '').replace(/:\d{1,5}$/, '').toLowerCase());
}

/** Sent with every response: nothing here is meant for a browser or to be kept. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};
