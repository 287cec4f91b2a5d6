import { request } from 'node:http';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends bytes with any headers at all; resolves with status 0 where the connection ends without answer. */
export function sendRaw(
  port: number,
  headers: Readonly<Record<string, string | number>>,
  body: string | Buffer,
  to: { readonly method?: string; readonly path?: string } = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const { method = 'POST', path = '/api/messages' } = to;
    const outgoing = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    outgoing.on('error', () => resolve({ status: 0, body: '', headers: {} }));
    outgoing.end(body);
  });
}

/** Opens a connection, sends a beginning and nothing more; resolves when the server has cut it off. */
export function beginAndWait(port: number, beginning: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

/** A valid request to the bot as bytes, with any body. */
export function post(body: string | Uint8Array, ...lines: readonly string[]): Buffer {
  const bytes = Buffer.from(body);
  const head = [
    'POST /api/messages HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${bytes.byteLength}`,
    'Connection: close',
    ...lines,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}

/** The answers in what came over a connection; bodies by the length that is told of them. */
export function answersIn(text: string): readonly RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [first = '', ...lines] = rest.slice(0, end < 0 ? undefined : end).split('\r\n');
    const pairs = lines.map((line) => [line.split(': ', 1)[0]?.toLowerCase(), line.replace(/^[^:]*: /, '')]);
    const headers: Record<string, unknown> = Object.fromEntries(pairs);
    const from = end < 0 ? rest.length : end + 4;
    const to = from + Number(headers['content-length'] ?? 0);
    answers.push({
      status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]),
      headers,
      body: rest.slice(from, to),
    });
    rest = rest.slice(to);
  }
  return answers;
}
