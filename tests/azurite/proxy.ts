import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { connectionStringTo, portOf } from './azurite.ts';

/**
 * What the proxy does with a call. Carried out: `pass`; `lose` cuts the connection then, `failAfter` answers 500
 * then, `mute` never answers. Not carried out: `busy` answers 503, `throttle` 429, `fail` 500, `reset` cuts the
 * connection, `conflict` says that the row was changed or is there already, `refuse` answers 400 and quotes what was
 * sent, `hang` never answers.
 */
export type Fault =
  | 'pass'
  | 'lose'
  | 'failAfter'
  | 'mute'
  | 'busy'
  | 'throttle'
  | 'fail'
  | 'reset'
  | 'conflict'
  | 'refuse'
  | 'hang';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** A transaction, as opposed to a single read or write. */
  readonly isTransaction: boolean;
}

export interface FaultyLine {
  readonly connectionString: string;
  /** Every call that came, in order. */
  readonly calls: Call[];
  /** Decides each call's fate; everything passes until told otherwise. */
  fate: (call: Call) => Fault | Promise<Fault>;
  /** Told of each call that was carried out, before it is answered, with the status the answer has. */
  carriedOut: ((call: Call, status: number) => void | Promise<void>) | undefined;
  /** Replaces the `Date` header of the answers. */
  date: (() => Date) | undefined;
  /** True while a call is not answered. */
  isBusy(): boolean;
  /** From now on nobody listens there: connections are refused. */
  leave(): Promise<void>;
  /** Listens again, at the same place. */
  comeBack(): Promise<void>;
  isListening(): boolean;
  close(): Promise<void>;
}

/** Stands between a store and its table emulator, as a network that fails. */
export async function startProxy(upstream: string): Promise<FaultyLine> {
  const port = portOf(upstream);
  let underWay = 0;
  const server = createServer((incoming, answer) => {
    underWay += 1;
    answer.once('close', () => {
      underWay -= 1;
    });
    void handle(incoming, answer).catch(() => answer.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const proxy: FaultyLine = {
    connectionString: connectionStringTo(address.port),
    calls: [],
    fate: () => 'pass',
    carriedOut: undefined,
    date: undefined,
    isBusy: () => underWay > 0,
    leave,
    isListening: () => server.listening,
    async comeBack() {
      server.listen(address.port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: leave,
  };

  async function leave(): Promise<void> {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    const call = toCall(incoming, body);
    proxy.calls.push(call);
    const fate = await proxy.fate(call);
    // Also what refuses tells the time.
    if (proxy.date) answer.setHeader('date', proxy.date().toUTCString());
    if (fate === 'hang') return;
    if (fate === 'busy') return fail(answer, 503, 'ServerBusy');
    if (fate === 'throttle') return fail(answer, 429, 'TooManyRequests');
    if (fate === 'fail') return fail(answer, 500, 'InternalError');
    if (fate === 'reset') return void incoming.socket.destroy();
    if (fate === 'refuse') return fail(answer, 400, 'InvalidInput', `${call.path} ${call.body}`);
    if (fate === 'conflict') return failFalsely(answer, call, incoming);
    const real = await passOn(port, incoming, body);
    await proxy.carriedOut?.(call, real.status);
    if (fate === 'mute') return;
    if (fate === 'lose') return void incoming.socket.destroy();
    if (fate === 'failAfter') return fail(answer, 500, 'OperationTimedOut');
    const headers = proxy.date ? { ...real.headers, date: proxy.date().toUTCString() } : real.headers;
    send(answer, real.status, headers, real.body);
  }

  return proxy;
}

function toCall({ method = '', url = '' }: IncomingMessage, body: Buffer): Call {
  return { method, path: url, body: body.toString('utf8'), isTransaction: url.endsWith('/$batch') };
}

async function passOn(port: number, { method, url, headers }: IncomingMessage, body: Buffer) {
  // A connection of its own: a kept one may be closed by the emulator just as it is used again.
  const outgoing = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 502, headers: response.headers, body: await buffer(response) };
}

/** As the service refuses a row that somebody else has changed, or made. */
function failFalsely(answer: ServerResponse, { body }: Call, { headers }: IncomingMessage): void {
  const isChange = headers['if-match'] !== undefined || /^if-match:/im.test(body);
  if (isChange) fail(answer, 412, 'UpdateConditionNotSatisfied');
  else fail(answer, 409, 'EntityAlreadyExists');
}

function fail(answer: ServerResponse, status: number, code: string, value = code): void {
  const body = { 'odata.error': { code, message: { lang: 'en-US', value } } };
  send(answer, status, { 'content-type': 'application/json' }, JSON.stringify(body));
}

/** In two steps: where restify is loaded, `writeHead` no longer returns the response. */
function send(
  answer: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Buffer | string,
): void {
  answer.writeHead(status, headers);
  answer.end(body);
}
