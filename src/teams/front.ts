import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Journal } from '../ports.ts';
import { type ConnectionLimits, watchConnections } from './connections.ts';
import { answerFailure, rawAnswer, refuse } from './http-answer.ts';
import { faultOfParser, faults, largestHead, requestFault, securityHeaders } from './http-guard.ts';
import { readJson } from './json-body.ts';

/** When slow clients are cut off; Node's own defaults would hold them for minutes. Milliseconds. */
export interface Patience extends ConnectionLimits {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly mostConnections: number;
}

/** Nobody is waited for longer than fifteen seconds in all. */
export const usualPatience: Patience = {
  requestTimeout: 10_000,
  keepAliveTimeout: 10_000,
  waitWithin: 12_000,
  takeWithin: 10_000,
  // A poor line of a phone.
  slowestTaking: 16,
  lookEvery: 2_000,
  mostWaiting: 400,
  mostServed: 1_000,
  mostConnections: 1_000,
};

export interface FrontParts {
  readonly journal: Journal;
  /** Serve only requests that name this machine. */
  readonly loopbackOnly: boolean;
  readonly patience?: Partial<Patience>;
}

/** Answers a request that is whole and can be one of ours; a POST has its parsed `body`. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Node's server with what it lacks: nothing gets behind it that is not whole, short, shallow JSON or a
 * plain GET, nobody is waited for long, and every answer of its own is one of ours.
 */
export function createFront(handle: Handle, { journal, loopbackOnly, patience }: FrontParts): Server {
  const limits = { ...usualPatience, ...patience };
  const { requestTimeout, keepAliveTimeout, lookEvery } = limits;
  const front = createServer({
    // The headers may take no longer, as Node has it.
    requestTimeout,
    keepAliveTimeout,
    connectionsCheckingInterval: lookEvery,
    maxHeaderSize: largestHead,
    // Judged by our own guard, which sees them all and answers in our own words.
    requireHostHeader: false,
  });
  front.maxConnections = limits.mostConnections;
  const connections = watchConnections(front, limits);
  const guarded = (goOn: Handle): Handle => {
    return (request, response) => {
      take(request, response, goOn).catch((error) => answerFailure(response, journal, error));
    };
  };

  async function take(request: IncomingMessage, response: ServerResponse, goOn: Handle): Promise<void> {
    const { socket } = request;
    // Nobody of ours asks again before the answer: it may be a request smuggled past a proxy.
    if (!connections.begins(socket, response)) return void connections.closesAfter(socket);
    secure(response);
    const fault = requestFault(request, loopbackOnly);
    if (fault) return refuse(response, fault);
    if (request.method === 'POST') {
      goOn(request, response);
      const body = await readJson(request);
      if (body === 'gone') return;
      if (body === 'bad') return refuse(response, faults.body);
      Object.assign(request, { body });
    }
    connections.isWhole(socket);
    handle(request, response);
  }

  front.on(
    'request',
    guarded(() => undefined),
  );
  front.on(
    'checkContinue',
    guarded((_request, response) => response.writeContinue()),
  );
  front.on('checkExpectation', ({ socket }, response) => {
    connections.begins(socket, response);
    secure(response);
    refuse(response, faults.expectation);
  });
  front.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (socket instanceof Socket && connections.closesAfter(socket)) return;
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    socket.end(rawAnswer(faultOfParser(error.code)), () => socket.destroy());
  });
  return front;
}

function secure(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}
