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
export function beginAndWait(port: number, beginning: string): Promise<string> {
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
