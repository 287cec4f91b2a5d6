import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { type Coalescing, createCoalescing, wakeLater } from '../coalescing.ts';
import { type Journal, StoreFault } from '../ports.ts';
import { inRequest } from '../request-log.ts';
import { answerFileRequest, type Links, sayNotNow } from './file-answer.ts';
import { createFront, type Patience } from './front.ts';
import { answer, answerFailure } from './http-answer.ts';
import { type ServiceState, serveProbes } from './probes.ts';

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
  /** The files behind links. Without them no files are served. */
  readonly links?: Links;
  /** What `/readyz` says. */
  readonly ready?: () => Promise<ServiceState>;
  /** Serve only requests that name this machine: the local trial has no other lock. */
  readonly loopbackOnly: boolean;
  readonly patience?: Partial<Patience>;
  /** How long closing waits for requests and messages under way, if not ten seconds. Milliseconds. */
  readonly closeWithin?: number;
}

export interface Listening {
  readonly port: number;
  /** "http://127.0.0.1:3978" */
  readonly address: string;
  /** Takes no more requests, finishes what is under way, at most for a few seconds. */
  close(): Promise<void>;
  /** How many clients are connected. */
  connections(): Promise<number>;
}

export interface Server {
  /** @throws Error with code EADDRINUSE and the like. */
  listen(port: number, host: string): Promise<Listening>;
}

/** The bot's HTTP server: restify behind the front, with fixed texts for everything that goes wrong. */
export function createServer(parts: ServerParts): Server {
  const running = new Set<Promise<void>>();
  const app = restify.createServer({ name: '', log: silent as never });
  answerFaults(app, parts);
  serveProbes(app, parts.ready ?? (async () => ({ isReady: true, told: {} })));
  const followed = async (done: Promise<void>) => {
    running.add(done);
    await done.finally(() => running.delete(done));
  };
  app.post('/api/messages', async (request, response) =>
    followed(inRequest(() => respond(parts, request, response))),
  );
  const storeFaults = tellStoreFaults(parts.journal);
  if (parts.links) serveFiles(app, { ...parts, storeFaults }, parts.links);
  const front = createFront((request, response) => app.server.emit('request', request, response), parts);
  front.once('close', storeFaults.flush);
  const { closeWithin = 10_000 } = parts;
  return { listen: (port, host) => listen(front, port, host, () => close(front, running, closeWithin)) };
}

/**
 * What restify itself finds wrong: an address nobody serves, a method it does not serve there. It is never told
 * that this is done: it would send the error's text itself, and fail where something was sent already.
 */
function answerFaults(app: restify.Server, { journal }: ServerParts): void {
  app.on('restifyError', (_request, response, error: { statusCode?: number }) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) answerFailure(response, journal, error);
    else answer(response, status, { error: 'refused' });
  });
}

/** Anybody may ask for a file, as often as they like: while the tables are away each of them would be a line. */
function tellStoreFaults(journal: Journal): Coalescing<StoreFault> {
  return createCoalescing({
    after: wakeLater,
    tell: (_kind, count, fault) => journal.error('file.noStore', fault, { count }),
  });
}

interface FileParts extends Pick<ServerParts, 'journal'> {
  readonly storeFaults: Coalescing<StoreFault>;
}

function serveFiles(app: restify.Server, { journal, storeFaults }: FileParts, links: Links): void {
  const serve = async (request: restify.Request, response: restify.Response) => {
    try {
      await answerFileRequest(links, request, response);
    } catch (error) {
      if (!(error instanceof StoreFault)) return answerFailure(response, journal, error);
      storeFaults.add('store', error);
      await sayNotNow(response);
    }
  };
  app.get('/filer/*', serve);
  app.head('/filer/*', serve);
}

async function respond(
  { journal, messages }: ServerParts,
  request: restify.Request,
  response: restify.Response,
): Promise<void> {
  const body: unknown = request.body;
  try {
    const result = await messages({ body, authorization: request.headers.authorization ?? '' });
    answer(response, result.status, result.body);
    await result.afterwards?.();
  } catch (error) {
    answerFailure(response, journal, error);
  }
}

async function listen(
  front: HttpServer,
  port: number,
  host: string,
  close: () => Promise<void>,
): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject);
    front.listen(port, host, () => resolve());
  });
  const bound = (front.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    port: bound,
    address: `http://${shown}:${bound}`,
    close,
    connections: () =>
      new Promise((resolve) => {
        front.getConnections((_error, count) => resolve(count ?? 0));
      }),
  };
}

async function close(
  front: HttpServer,
  running: ReadonlySet<Promise<void>>,
  closeWithin: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => front.close(() => resolve()));
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
