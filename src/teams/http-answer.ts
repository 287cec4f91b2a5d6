import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Journal } from '../ports.ts';
import { newErrorId } from './error-id.ts';
import { faults, type HttpFault, securityHeaders } from './http-guard.ts';
import { withoutTexts } from './without-texts.ts';

const mediaType = 'application/json; charset=utf-8';

/** Answers with JSON and nothing of the client's choosing; does nothing where something was answered. */
export function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': mediaType, 'Content-Length': bytes.byteLength });
  response.end(bytes);
}

/** Answers a fault and closes: what is left of the request is not worth reading. */
export function refuse(response: ServerResponse, { status, error }: HttpFault): void {
  response.setHeader('Connection', 'close');
  if (status === faults.method.status) response.setHeader('Allow', 'GET, HEAD, POST');
  answer(response, status, { error });
}

/** What an outsider learns of a failure: an id. The journal has the rest, but for texts. */
export function answerFailure(response: ServerResponse, journal: Journal, error: unknown): void {
  const errorId = newErrorId();
  journal.error('http.failed', withoutTexts(error), { errorId });
  answer(response, 500, { error: 'internal', errorId });
}

/** A whole answer, for a connection on which Node has nothing that could answer. */
export function rawAnswer({ status, error }: HttpFault): string {
  const body = JSON.stringify({ error });
  const headers = {
    ...securityHeaders,
    'Content-Type': mediaType,
    'Content-Length': body.length,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}
