import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SmsSettings } from '../../src/sms/sms-request.ts';

/** What a gateway does with one request. `drop` cuts the connection after taking the SMS, `hang` never answers. */
export type Fate =
  | number
  | 'drop'
  | 'hang'
  | { readonly status: number; readonly retryAfter: string }
  | { readonly afterMs: number };

export interface Taken {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** When it was answered, by `performance.now()`. */
  answeredAt?: number;
}

/** A gateway of HTTP on this machine: takes everything, answers as told, in order, then 200. */
export interface TestGateway {
  readonly address: string;
  readonly taken: readonly Taken[];
  /** What comes in, as the JSON template of `settings` writes it. */
  readonly messages: readonly { readonly to: string; readonly text: string; readonly id: string }[];
  readonly settings: SmsSettings;
  answers(...fates: Fate[]): void;
  /** What it does with every SMS to that number; undefined for as it is told otherwise. */
  answersTo(number: string, fate: Fate | undefined): void;
  /** Waits until so many have come. */
  hasTaken(count: number): Promise<void>;
  /** The most requests that were open at the same time. */
  mostOpen(): number;
  close(): Promise<void>;
}

export async function startGateway(): Promise<TestGateway> {
  const taken: Taken[] = [];
  const fates: Fate[] = [];
  const byNumber = new Map<string, Fate>();
  const events = new EventEmitter();
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => void take(request, response));

  function fateOf(body: string): Fate | undefined {
    return [...byNumber].find(([number]) => body.includes(number))?.[1];
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    open += 1;
    most = Math.max(most, open);
    response.on('close', () => (open -= 1));
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    const one: Taken = { method, url, headers, body };
    taken.push(one);
    events.emit('taken');
    const fate = fateOf(body) ?? fates.shift() ?? 200;
    const isLate = typeof fate === 'object' && 'afterMs' in fate;
    if (isLate) await new Promise((resolve) => setTimeout(resolve, fate.afterMs));
    if (fate !== 'hang' && !response.destroyed) one.answeredAt = performance.now();
    answer(response, isLate ? 200 : fate);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
  return {
    address,
    taken,
    get messages() {
      return taken.map(({ body }) => JSON.parse(body) as { to: string; text: string; id: string });
    },
    settings: {
      url: address,
      method: 'POST',
      headers: { 'X-Key': 'hemmelig' },
      body: '{"to":"{{til}}","text":"{{tekst}}","id":"{{id}}"}',
      sender: 'Krisebot',
    },
    answers: (...more) => void fates.push(...more),
    answersTo(number, fate) {
      if (fate === undefined) byNumber.delete(number);
      else byNumber.set(number, fate);
    },
    async hasTaken(count) {
      while (taken.length < count) await once(events, 'taken', { signal: AbortSignal.timeout(10_000) });
    },
    mostOpen: () => most,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, fate: Exclude<Fate, { readonly afterMs: number }>): void {
  if (fate === 'hang') return;
  if (fate === 'drop') {
    response.destroy();
    return;
  }
  const { status, retryAfter } = typeof fate === 'number' ? { status: fate, retryAfter: undefined } : fate;
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  if (status >= 300 && status < 400) response.setHeader('location', '/andetsteds');
  // Restify, in the same process, takes the chain of writeHead away.
  response.statusCode = status;
  // What real gateways write back: the number and the text again.
  response.end(JSON.stringify({ error: 'nej', to: '+4596110001', text: 'Strømsvigt' }));
}
