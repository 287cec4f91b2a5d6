import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualPatience } from '../../src/teams/front.ts';
import { post, sendRaw } from '../teams/raw-http.ts';
import { size } from './size.ts';

const program = fileURLToPath(new URL('../../dist/tests/faults/front-process.js', import.meta.url));
/** Small, everything happens in a fifth of the time. */
const pace = size(5, 1);
/** Small, what the machine itself needs has not become less. */
const limit = size(6_000, 15_000);
const { requestTimeout, keepAliveTimeout, waitWithin, takeWithin, lookEvery, mostWaiting } = usualPatience;
const patience = {
  requestTimeout: requestTimeout / pace,
  keepAliveTimeout: keepAliveTimeout / pace,
  waitWithin: waitWithin / pace,
  takeWithin: takeWithin / pace,
  lookEvery: lookEvery / pace,
  mostWaiting: size(100, mostWaiting),
};
const get = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n';
const head = 'POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';

describe('slow clients', () => {
  let child: ChildProcess;
  let port: number;
  /** What Node has to say of the process. */
  let complaints: string;
  beforeEach(async () => {
    child = fork(program, [JSON.stringify(patience)], { stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
    complaints = '';
    child.stderr?.on('data', (text) => {
      complaints += text;
    });
    [port] = (await once(child, 'message')) as [number];
  });
  afterEach(() => {
    child.disconnect();
    expect(complaints).toBe('');
  });

  /** A connection that sends these pieces, the last of them again and again. */
  function begin(pieces: readonly (string | Buffer)[], everyMs = 200 / pace): Slow {
    const from = performance.now();
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const left = [...pieces];
    const drip = setInterval(() => {
      const piece = left.length > 1 ? left.shift() : left[0];
      if (piece !== undefined && socket.writable) socket.write(piece);
    }, everyMs);
    const closed = new Promise<number>((resolve) => {
      socket.once('close', () => {
        clearInterval(drip);
        resolve(performance.now() - from);
      });
    });
    return { socket: socket.resume(), closed };
  }

  async function health(): Promise<number> {
    const from = performance.now();
    const { status } = await sendRaw(port, { connection: 'close' }, '', { method: 'GET', path: '/healthz' });
    expect(status).toBe(200);
    return performance.now() - from;
  }

  /** Sends a whole request, on a connection of its own: one kept from before may be closed to make room. */
  async function whole(): Promise<number> {
    const head = { connection: 'close', 'content-type': 'application/json', 'content-length': 2 };
    return (await sendRaw(port, head, '{}')).status;
  }

  /** Asks how the process is until something is over, and says how long the slowest of a hundred took. */
  async function healthUntil(over: Promise<unknown>): Promise<number> {
    const times: number[] = [];
    let isOver = false;
    void over.then(() => {
      isOver = true;
    });
    while (!isOver || times.length < 100) times.push(await health());
    return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0;
  }

  const kinds: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    'say nothing': [],
    'drip headers': [get, 'X-A: 1\r\n'],
    'drip a body': [`${head}Content-Length: 200000\r\n\r\n{"a":"`, 'x'],
    'drip empty lines after an answer': [`${get}\r\n`, '\r\n'],
    'stop within a body': [post(Buffer.alloc(200_000, 0x20)).subarray(0, 150_000), ''],
  };

  it('are all cut off in time, and nobody else waits for them', async () => {
    const quiet = await healthUntil(Promise.resolve());
    const each = size(20, 100);
    const slow = Object.values(kinds).flatMap((pieces) => Array.from({ length: each }, () => begin(pieces)));
    const closed = Promise.all(slow.map((one) => one.closed));
    const p99 = await healthUntil(closed);
    const slowest = Math.max(...(await closed));
    const quietAfter = await healthUntil(Promise.resolve());
    console.info(
      `${slow.length} slow: health p99 ${p99.toFixed(1)} ms (${quiet.toFixed(1)} before, ${quietAfter.toFixed(1)} after), last closed after ${(slowest / 1000).toFixed(1)} s`,
    );
    expect(slowest).toBeLessThan(limit);
    // On a machine that is busy with other things, what it needs without them counts.
    expect(p99).toBeLessThan(Math.max(50, 3 * quiet, 3 * quietAfter));
  });

  it('make room: whoever comes with a whole request is heard among ever new ones', async () => {
    const slow: Slow[] = [];
    for (let count = 0; count < size(300, 3_000); count += 1) {
      slow.push(begin([]));
      if (count % 50 !== 0) continue;
      expect(await whole()).toBe(200);
    }
    for (const { socket } of slow) socket.destroy();
  });

  it('hold no more memory than their half bodies', async () => {
    const before = await memory();
    const half = Buffer.concat([
      Buffer.from(`${head}Content-Length: 260000\r\n\r\n`),
      Buffer.alloc(259_000, 0x20),
    ]);
    const slow = Array.from({ length: size(100, 500) }, () => begin([half, ''], 1));
    const isSent = ({ socket }: Slow) => socket.destroyed || socket.bytesWritten >= half.length;
    await expect.poll(() => slow.every(isSent), { timeout: 30_000 }).toBe(true);
    await health();
    const grown = (await memory()) - before;
    console.info(`${slow.length} half bodies of 259 KB: ${(grown / 1e6).toFixed(0)} MB more`);
    expect(grown).toBeLessThan(200e6);
    for (const { socket } of slow) socket.destroy();
  });

  it('cannot ask on and on without ever taking an answer', async () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const from = performance.now();
    const more = setInterval(() => socket.writable && socket.write(`${get}\r\n`.repeat(1_000)), 50);
    await new Promise<void>((resolve) => socket.pause().once('close', () => resolve()));
    clearInterval(more);
    expect(performance.now() - from).toBeLessThan(limit);
    await health();
  });

  async function memory(): Promise<number> {
    child.send('memory');
    const [bytes] = (await once(child, 'message')) as [number];
    return bytes;
  }
});

interface Slow {
  readonly socket: Socket;
  /** How long it was open, in ms. */
  readonly closed: Promise<number>;
}
