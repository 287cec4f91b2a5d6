import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Journal } from '../ports.ts';
import type { LinkedFile } from '../request.ts';
import { inRequest } from '../request-log.ts';
import { newErrorId } from './error-id.ts';
import { answerFileRequest } from './file-answer.ts';
import { isShallow, largestBody, requestFault, securityHeaders } from './http-guard.ts';
import { withoutTexts } from './without-texts.ts';

/** A JSON body together with the header that says who sent it. */
export interface JsonPost {
  readonly body: unknown;
  readonly authorization: string;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Runs once the answer is out; the server waits for it when it closes. Must not fail. */
  readonly afterwards?: () => Promise<void>;
}

export interface ServerParts {
  readonly journal: Journal;
  /** Answers a `POST /api/messages`. */
  readonly messages: (post: JsonPost) => Promise<JsonAnswer>;
  /** The file behind a link. Without it no files are served. */
  readonly file?: (token: string) => Promise<LinkedFile>;
  /** Serve only requests that name this machine: the local trial has no other lock. */
  readonly loopbackOnly: boolean;
  readonly patience?: Patience;
}

export interface Listening {
  readonly port: number;
  /** "http://127.0.0.1:3978" */
  readonly address: string;
  /** Takes no more requests, finishes what is under way, at most for a few seconds. */
  close(): Promise<void>;
}

export interface Server {
  /** @throws Error with code EADDRINUSE and the like. */
  listen(port: number, host: string): Promise<Listening>;
}

/** When slow clients are cut off; Node's own defaults would hold them for minutes. Milliseconds. */
export interface Patience {
  readonly connectionsCheckingInterval: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
}
const patience: Patience = {
  connectionsCheckingInterval: 2_000,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
};
/** How long closing waits for requests and messages under way. Milliseconds. */
const closeWithin = 10_000;

/** The bot's HTTP server: restify behind a guard, with fixed texts for everything that goes wrong. */
export function createServer(parts: ServerParts): Server {
  const running = new Set<Promise<void>>();
  const app = restify.createServer({ name: '', log: silent as never });
  guard(app, parts);
  app.get('/healthz', async (_request, response) => {
    answer(response, 200, { status: 'ok' });
  });
  const followed = async (done: Promise<void>) => {
    running.add(done);
    await done.finally(() => running.delete(done));
  };
  app.post('/api/messages', async (request, response) =>
    followed(inRequest(() => respond(parts, request, response))),
  );
  if (parts.file) serveFiles(app, parts, parts.file, followed);
  const front = createHttpServer({ ...patience, ...parts.patience }, (request, response) => {
    app.server.emit('request', request, response);
  });
  return { listen: (port, host) => listen(front, running, port, host) };
}

function guard(app: restify.Server, { journal, loopbackOnly }: ServerParts): void {
  app.pre((request, response, next) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const fault = requestFault(request, loopbackOnly);
    if (!fault) return next();
    // What is left of the request is not worth reading.
    response.setHeader('Connection', 'close');
    answer(response, fault.status, { error: fault.error });
    return next(false);
  });
  // The published types have forgotten maxBodySize, which the parser hands to its reader.
  const parsing = { maxBodySize: largestBody, mapParams: false };
  app.use(restify.plugins.jsonBodyParser(parsing));
  app.on('restifyError', (_request, response, error: { statusCode?: number }, done: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) answer(response, 500, failure(journal, 'http.failed', error));
    else answer(response, status, { error: 'refused' });
    done();
  });
}

function serveFiles(
  app: restify.Server,
  { journal }: ServerParts,
  file: NonNullable<ServerParts['file']>,
  followed: (done: Promise<void>) => Promise<void>,
): void {
  const serve = async (request: restify.Request, response: restify.Response) => {
    try {
      await answerFileRequest(file, request, response);
    } catch (error) {
      answer(response, 500, failure(journal, 'http.failed', error));
    }
  };
  const follow = async (request: restify.Request, response: restify.Response) =>
    followed(serve(request, response));
  app.get('/filer/*', follow);
  app.head('/filer/*', follow);
}

async function respond(
  { journal, messages }: ServerParts,
  request: restify.Request,
  response: restify.Response,
): Promise<void> {
  const body: unknown = request.body;
  if (!isShallow(body)) return answer(response, 400, { error: 'too deep' });
  try {
    const result = await messages({ body, authorization: request.headers.authorization ?? '' });
    answer(response, result.status, result.body);
    await result.afterwards?.();
  } catch (error) {
    answer(response, 500, failure(journal, 'http.failed', error));
  }
}

/** What an outsider learns of a failure: an id. The journal has the rest. */
function failure(journal: Journal, event: string, error: unknown): object {
  const errorId = newErrorId();
  journal.error(event, withoutTexts(error), { errorId });
  return { error: 'internal', errorId };
}

/** Raw, because restify would choose a format by what the client says it accepts. */
function answer(response: restify.Response, status: number, body?: unknown): void {
  if (response.headersSent) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  response.sendRaw(status, text, { 'Content-Type': 'application/json; charset=utf-8' });
}

async function listen(
  front: HttpServer,
  running: ReadonlySet<Promise<void>>,
  port: number,
  host: string,
): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, host, () => resolve());
  });
  const bound = (front.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { port: bound, address: `http://${shown}:${bound}`, close: () => close(front, running) };
}

async function close(front: HttpServer, running: ReadonlySet<Promise<void>>): Promise<void> {
  const closed = new Promise<void>((resolve) => front.close(() => resolve()));
  front.closeIdleConnections();
  const cutOff = setTimeout(() => front.closeAllConnections(), closeWithin);
  const drained = Promise.allSettled(running);
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, closeWithin).unref())]);
  front.closeIdleConnections();
  await closed;
  clearTimeout(cutOff);
}

/** restify's own log holds whole requests, tokens among them; what matters goes to the journal. */
const silent = Object.fromEntries(
  ['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, () => false]),
);
