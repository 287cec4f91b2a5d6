import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost } from './service-urls.ts';

/** Largest body that is read, in bytes; Teams sends far less. */
export const largestBody = 256 * 1024;
const deepestBody = 32;

export interface HttpFault {
  readonly status: number;
  readonly error: string;
}

interface Head {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What is wrong with a request before any parser has seen it, or undefined. restify's own body reader
 * ends the whole process on a body that claims to be gzip and is not, and has no limit after unpacking; its
 * router does the same on an address that is none.
 */
export function requestFault({ method, url, headers }: Head, loopbackOnly: boolean): HttpFault | undefined {
  if (!isAddress(headers.host, url)) return { status: 400, error: 'address' };
  if (loopbackOnly && !isForThisMachine(headers.host)) return { status: 403, error: 'host' };
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { status: 415, error: 'content encoding' };
  return method === 'GET' || method === 'HEAD' ? bodyFault(headers) : jsonFault(headers);
}

/** True for a path on this server, under a name that can be one, as restify puts them together. */
function isAddress(host: string | undefined, path = ''): boolean {
  return path.startsWith('/') && URL.canParse(`http://${host || 'localhost'}${path}`);
}

/** Who only reads sends nothing. */
function bodyFault(headers: IncomingHttpHeaders): HttpFault | undefined {
  const empty = headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
  return empty ? undefined : tooLarge;
}

function jsonFault(headers: IncomingHttpHeaders): HttpFault | undefined {
  const mediaType = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return { status: 415, error: 'media type' };
  const length = headers['content-length'];
  if (length === undefined || !/^\d{1,15}$/.test(length)) return { status: 411, error: 'length required' };
  return Number(length) > largestBody ? tooLarge : undefined;
}

const tooLarge: HttpFault = { status: 413, error: 'too large' };

/** True for a Host header that names this machine: a page on the web cannot have one. */
function isForThisMachine(host: string | undefined): boolean {
  return isLoopbackHost((host ?? '').replace(/:\d{1,5}$/, '').toLowerCase());
}

/** True where a parsed body is nested no deeper than anything recursive can bear. Does not recurse. */
export function isShallow(body: unknown): boolean {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= deepestBody; depth += 1) {
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

/** Sent with every response: nothing here is meant for a browser or to be kept. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};
