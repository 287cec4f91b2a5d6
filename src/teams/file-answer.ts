import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LinkedFile } from '../request.ts';

/** A token of a fixed alphabet, and a name that only says what a person gets. Nothing of it is a path. */
const linked = /^\/filer\/([A-Za-z0-9_.-]{20,600})\/[^/?#]{1,200}$/;

/** The same for a link that never was, one whose time is up, and one for somebody who may not any more. */
const noFile = 'Linket virker ikke. Skriv »eksport« til Krisebot, så får du et nyt.';
const busy = 'Der bliver lavet filer til andre lige nu. Prøv linket igen om et minut.';

const notNow = 'Loggen svarer ikke lige nu. Vent lidt, og prøv linket igen.';

/** What stands behind links. */
export interface Links {
  readonly file: (token: string) => Promise<LinkedFile>;
  readonly isLink: (token: string) => Promise<boolean>;
}

/**
 * Answers a GET or HEAD of a link to a file. Who only asks with HEAD whether the link holds, as programs do
 * that look at links by themselves, makes no file and takes none out.
 */
export async function answerFileRequest(
  { file, isLink }: Links,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, token] = linked.exec(request.url ?? '') ?? [];
  if (request.method === 'HEAD') {
    response.writeHead(token && (await isLink(token)) ? 200 : 404);
    return sent(response);
  }
  const found: LinkedFile = token ? await file(token) : { state: 'none' };
  if (found.state === 'made') return send(found.file, response);
  if (found.state === 'none') return sayText(response, 404, noFile);
  return sayLater(response, busy);
}

/** The same for whoever has a link and whoever has none: without the tables nobody can tell. */
export function sayNotNow(response: ServerResponse): Promise<void> {
  return sayLater(response, notNow);
}

function sayLater(response: ServerResponse, text: string): Promise<void> {
  response.setHeader('Retry-After', '60');
  return sayText(response, 503, text);
}

function send(
  { name, mime, bytes }: Extract<LinkedFile, { state: 'made' }>['file'],
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'Content-Type': mime,
    'Content-Length': bytes.byteLength,
    'Content-Disposition': dispositionOf(name),
  });
  return sent(response, bytes);
}

/** To be saved, never to be shown by a browser; the name twice, for those that know no other letters. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (letter) => {
    return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

function sayText(response: ServerResponse, status: number, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': bytes.byteLength,
  });
  return sent(response, bytes);
}

/** Resolves when the client has it, or is gone. */
async function sent(response: ServerResponse, bytes?: Uint8Array): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    response.end(bytes);
  });
}
