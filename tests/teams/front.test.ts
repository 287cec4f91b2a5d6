import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFront, usualPatience } from '../../src/teams/front.ts';
import { createServer, type JsonPost, type Listening } from '../../src/teams/server.ts';
import { answersIn, beginAndWait, post, type RawAnswer, sendRaw } from './raw-http.ts';

const journal = { info: () => undefined, error: () => undefined };
const json = 'Content-Type: application/json';
const get = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n';
const encoded = 'Content-Encoding: identity';
const close = 'Connection: close\r\n\r\n';
/** A request to the bot with these header lines instead of the usual ones. */
const head = (...lines: string[]) => ['POST /api/messages HTTP/1.1', ...lines, '', ''].join('\r\n');
const headers = (count: number) => Array.from({ length: count }, (_, index) => `X-${index}: 1`);
const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('the front', () => {
  const heard: JsonPost[] = [];
  let server: Listening;
  /** Waits for nobody. */
  let hasty: Listening;
  beforeAll(async () => {
    const messages = async (sent: JsonPost) => {
      heard.push(sent);
      return { status: 200, body: { heard: true } };
    };
    const patience = { lookEvery: 20, requestTimeout: 120, waitWithin: 300 };
    const parts = { journal, messages, loopbackOnly: true };
    server = await createServer(parts).listen(0, '127.0.0.1');
    hasty = await createServer({ ...parts, patience }).listen(0, '127.0.0.1');
  });
  beforeEach(() => void heard.splice(0));
  afterAll(() => Promise.all([server.close(), hasty.close()]));

  const said = async (bytes: string | Buffer) => answersIn(await beginAndWait(server.port, bytes));
  const states = async (bytes: string | Buffer) => (await said(bytes)).map(({ status }) => status);
  const local = 'Host: localhost';

  it.each<[string, number, string]>([
    ['two lengths', 400, head(local, json, 'Content-Length: 2', 'Content-Length: 2')],
    ['two lengths in one', 400, head(local, json, 'Content-Length: 2, 2')],
    ['a length with a sign', 400, head(local, json, 'Content-Length: +2')],
    ['a length in hexadecimal', 400, head(local, json, 'Content-Length: 0x2')],
    ['a length beyond numbers', 400, head(local, json, 'Content-Length: 99999999999999999999')],
    ['a length and chunks', 400, head(local, json, 'Content-Length: 2', 'Transfer-Encoding: chunked')],
    ['chunks alone', 411, `${head(local, json, 'Transfer-Encoding: chunked')}2\r\n{}\r\n0\r\n\r\n`],
    ['chunks hidden from a proxy', 411, head(local, json, 'Transfer-Encoding: xchunked')],
    ['a header that goes on in the next line', 400, head(local, 'Content-Type:\r\n application/json')],
    ['a blank before the colon', 400, head(local, json, 'Content-Length : 2')],
    ['a line that is no header', 400, head(local, 'words')],
    ['a NUL in a header', 400, head(local, 'X-A: a\0b')],
    ['lines that end in LF alone', 400, head(local, json, 'Content-Length: 2').replaceAll('\r\n', '\n')],
    ['chunks with what only reads', 413, `${get}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`],
    ['a length with what only reads', 413, `${get}Content-Length: 2\r\n\r\n{}`],
    ['two encodings', 415, head(local, json, encoded, encoded, 'Content-Length: 2')],
    ['two hosts', 400, head(local, 'Host: evil.example', json, 'Content-Length: 2')],
    ['two media types', 400, head(local, json, 'Content-Type: text/html', 'Content-Length: 2')],
    ['two tokens', 400, head(local, json, 'Authorization: a', 'Authorization: b', 'Content-Length: 2')],
    ['no host', 400, head(json, 'Content-Length: 2')],
    ['another alphabet', 415, head(local, `${json}; charset=utf-16`, 'Content-Length: 2')],
    ['half a percent sign in the address', 400, `GET /filer/%e0%a4%a HTTP/1.1\r\n${local}\r\n\r\n`],
    ['a letter no address has', 400, `GET /<b> HTTP/1.1\r\n${local}\r\n\r\n`],
    ['an address that does not end', 400, `GET /${'a'.repeat(9_000)} HTTP/1.1\r\n${local}\r\n\r\n`],
    ['a header that does not end', 431, head(local, `X-A: ${'a'.repeat(17_000)}`)],
    ['too many headers', 431, head(local, ...headers(100))],
    ['thousands of headers', 431, head(local, ...headers(1_200))],
    ['an expectation nobody has', 417, head(local, json, 'Expect: miracles', 'Content-Length: 2')],
    ['words', 400, 'hello\r\n\r\n'],
    ['another protocol', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP of tomorrow', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method): [string, number, string] => [
      `the method ${method}`,
      405,
      `${method} /api/messages HTTP/1.1\r\n${local}\r\n\r\n`,
    ]),
  ])('refuses %s with %i in its own words, and closes', async (_name, status, bytes) => {
    const answers = await said(bytes);
    expect(answers.map((answer) => answer.status)).toEqual([status]);
    for (const answer of answers) expectOurs(answer);
    if (status === 405) expect(answers[0]?.headers.allow).toBe('GET, HEAD, POST');
    expect(heard).toEqual([]);
    expect(await states(get + close)).toEqual([200]);
  });

  it.each<[string, string | Buffer]>([
    ['half a JSON', '{"type":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['words', 'krise start hemmeligt'],
    ['letters that are none', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a mark of the order of bytes', '\ufeff{}'],
    ['a NUL', '{"a":"\0"}'],
    ['JSON one level too deep', nested(33)],
    ['JSON nested deeper than any stack', `{"a":${'['.repeat(200_000)}`],
  ])('answers a body of %s with one fixed 400', async (_name, body) => {
    const answers = await said(post(body));
    expect(answers.map(({ status, body }) => [status, body])).toEqual([[400, '{"error":"json"}']]);
    expect(heard).toEqual([]);
  });

  it('hands on what is as deep as is borne, brackets in texts and beside each other not counted', async () => {
    const inText = { a: `${'['.repeat(99)}\\"${'{'.repeat(99)}` };
    const bodies = [nested(32), JSON.stringify(inText), JSON.stringify({ a: Array(99).fill([{}]) })];
    for (const body of bodies) expect(await states(post(body))).toEqual([200]);
    expect(heard.map(({ body }) => body)).toEqual(bodies.map((body) => JSON.parse(body)));
  });

  it('hands on no key that changes what an object is, and the last of two that are the same', async () => {
    await said(post('{"a":{"__proto__":{"isLeader":true},"b":1},"d":1,"d":2}'));
    await said(post('{"\\u005f_proto__":{"c":1},"d":2}'));
    expect(heard.map(({ body }) => JSON.stringify(body))).toEqual(['{"a":{"b":1},"d":2}', '{"d":2}']);
  });

  it('reads no byte more than the length says, and closes on what is left', async () => {
    expect(await states(`${head(local, json, 'Content-Length: 2')}{}{"more":1}`)).toEqual([200]);
    expect(heard).toEqual([{ body: {}, authorization: '' }]);
  });

  it('does nothing with a body that never became whole', async () => {
    const text = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.end(`${head(local, json, 'Content-Length: 9')}{}`),
      );
      socket.on('data', (chunk) => {
        all += chunk;
      });
      socket.on('close', () => resolve(all));
    });
    expect(answersIn(text).map(({ status }) => status)).toEqual([400]);
    expect(heard).toEqual([]);
  });

  it('answers the first of requests sent in one go and hears no other: it may be smuggled', async () => {
    const request = `${head(local, json, 'Content-Length: 7')}{"a":1}`;
    const warnings: unknown[] = [];
    const note = (warning: unknown) => void warnings.push(warning);
    process.on('warning', note);
    const answers = await said(request + request.replace('"a"', '"b"').repeat(20));
    process.off('warning', note);
    expect(answers.map(({ status, headers }) => [status, headers.connection])).toEqual([[200, 'close']]);
    expect(warnings).toEqual([]);
    expect(heard.map(({ body }) => body)).toEqual([{ a: 1 }]);
    expect(await states(`${get}\r\n${request}`)).toEqual([200]);
    expect(heard).toHaveLength(1);
  });

  it('says to go on with a body only where it will be read', async () => {
    const expecting = (length: number) =>
      head(local, json, 'Expect: 100-continue', 'Connection: close', `Content-Length: ${length}`);
    expect(await states(`${expecting(2)}{}`)).toEqual([100, 200]);
    expect(await states(expecting(60_000_000))).toEqual([413]);
  });

  it('leads to no other place and no other protocol', async () => {
    expect(await beginAndWait(server.port, `CONNECT evil.example:443 HTTP/1.1\r\n${local}\r\n\r\n`)).toBe('');
    expect(await states(`${get}Upgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`)).toEqual([200]);
  });

  it('serves old HTTP without a host to nobody in the local trial', async () => {
    expect(await states('GET /healthz HTTP/1.0\r\n\r\n')).toEqual([403]);
  });

  it.each([
    ['says nothing', ''],
    ['stops within the headers', `${get}X-A: `],
    ['stops within the body', `${head(local, json, 'Content-Length: 9')}{`],
  ])('closes on who %s, in words of its own', async (_name, beginning) => {
    const answers = answersIn(await beginAndWait(hasty.port, beginning));
    expect(answers.map(({ status }) => status)).toEqual([408]);
    for (const answer of answers) expectOurs(answer);
  });

  it('closes also on who does not close after such an answer', async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.resume().on('error', () => undefined);
    await new Promise((resolve) => socket.on('end', resolve).write('words\r\n\r\n'));
    await expect.poll(() => server.connections()).toBe(0);
    socket.destroy();
  });

  it('closes on who drips empty lines after an answer', async () => {
    const socket = connect(hasty.port, '127.0.0.1', () => socket.write(`${get}\r\n`));
    const drip = setInterval(() => socket.write('\r\n'), 20);
    socket.on('error', () => undefined).resume();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    clearInterval(drip);
  });
});

/** In a fixed form: one of our bodies, with all that is sent with every answer, and nothing of the software. */
function expectOurs({ body, headers }: RawAnswer): void {
  expect(body).toMatch(/^\{"error":"[a-z ]+"\}$/);
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  expect(headers.server).toBeUndefined();
}

it('answers in words of its own also where its own code fails', async () => {
  const failing = () => {
    throw new Error('krise start hemmeligt');
  };
  const front = createFront(failing, { journal, loopbackOnly: true });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  const [failed] = answersIn(await beginAndWait(port, get + close));
  expect([failed?.status, failed?.body]).toEqual([
    500,
    expect.stringMatching(/^\{"error":"internal","errorId":"\w{8}"\}$/),
  ]);
  front.close();
});

it('waits for nobody longer than fifteen seconds, and for so many as the machine can bear', () => {
  const { requestTimeout, waitWithin, takeWithin, lookEvery, ...room } = usualPatience;
  for (const wait of [requestTimeout, waitWithin, takeWithin]) {
    expect(wait + lookEvery).toBeLessThanOrEqual(15_000);
  }
  expect(room).toMatchObject({ mostWaiting: 400, mostServed: 1_000, mostConnections: 1_000 });
});

describe('the room for connections', () => {
  const messages = async () => ({ status: 200 });
  const listen = (patience: object) =>
    createServer({ journal, messages, loopbackOnly: true, patience: { lookEvery: 20, ...patience } }).listen(
      0,
      '127.0.0.1',
    );
  const alive = async (port: number) =>
    (await sendRaw(port, {}, '', { method: 'GET', path: '/healthz' })).status;

  it('is made by whoever was waited for longest', async () => {
    const server = await listen({ mostWaiting: 3, waitWithin: 300 });
    const closed: number[] = [];
    const idle = [0, 1, 2].map((index) => {
      return beginAndWait(server.port, get).then(() => closed.push(index));
    });
    await expect.poll(async () => (await alive(server.port)) + closed.length).toBeGreaterThan(200);
    await Promise.all(idle.slice(0, 1));
    expect(closed[0]).toBe(0);
    await server.close();
  });

  it('is never made by who begins a request, nor held by who has left', async () => {
    const server = await listen({ mostWaiting: 2 });
    const closed: string[] = [];
    const open = (name: string) => {
      const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
      return socket.resume().once('close', () => closed.push(name));
    };
    const opened = async (name: string) => {
      const before = await server.connections();
      const socket = open(name);
      await expect.poll(() => server.connections()).toBe(before + 1);
      return socket;
    };
    (await opened('left')).destroy();
    await expect.poll(() => server.connections()).toBe(0);
    const first = await opened('first');
    await opened('second');
    // The answer to go on says that the head was read.
    const begun = new Promise((resolve) => first.once('data', resolve));
    first.write(head('Host: localhost', json, 'Expect: 100-continue', 'Content-Length: 2'));
    await begun;
    const third = open('third');
    await expect.poll(() => closed).toEqual(['left', 'second']);
    for (const socket of [first, third]) socket.destroy();
    await server.close();
  });

  it('is not taken from whoever waits for us, however long we take', async () => {
    const slowly = () =>
      new Promise<{ status: number }>((resolve) => setTimeout(() => resolve({ status: 200 }), 150));
    const patience = { lookEvery: 20, waitWithin: 50 };
    const server = await createServer({ journal, messages: slowly, loopbackOnly: true, patience }).listen(
      0,
      '127.0.0.1',
    );
    expect(answersIn(await beginAndWait(server.port, post('{}'))).map(({ status }) => status)).toEqual([200]);
    await server.close();
  });

  it('is never all of the machine: beyond the limit new ones are closed at once', async () => {
    let finish: (() => void) | undefined;
    const slowly = () =>
      new Promise<{ status: number }>((resolve) => (finish = () => resolve({ status: 200 })));
    const server = await createServer({
      journal,
      messages: slowly,
      loopbackOnly: true,
      patience: { mostConnections: 1 },
    }).listen(0, '127.0.0.1');
    const first = sendRaw(server.port, { 'content-type': 'application/json', 'content-length': 2 }, '{}');
    await expect.poll(() => finish).toBeDefined();
    expect(await alive(server.port)).toBe(0);
    finish?.();
    expect((await first).status).toBe(200);
    await expect.poll(() => alive(server.port)).toBe(200);
    await server.close();
  });

  it('is not held for ever by one connection', async () => {
    const server = await listen({ mostServed: 2 });
    const text = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write(`${get}\r\n`));
      socket.on('data', (chunk) => {
        all += chunk;
        if (answersIn(all).length < 2) socket.write(`${get}\r\n`);
      });
      socket.on('close', () => resolve(all));
    });
    expect(answersIn(text).map(({ headers }) => headers.connection)).toEqual(['keep-alive', 'close']);
    await server.close();
  });

  /** A client that has asked for a large file and takes nothing of it. */
  async function paused(patience: object) {
    const file = { name: 'x.pdf', mime: 'application/pdf', bytes: Buffer.alloc(16_000_000) };
    let isAsked = false;
    const links = {
      file: async () => {
        isAsked = true;
        return { state: 'made', file } as const;
      },
      isLink: async () => true,
    };
    const parts = { journal, messages, links, loopbackOnly: true };
    const server = await createServer({ ...parts, patience: { lookEvery: 20, ...patience } }).listen(
      0,
      '127.0.0.1',
    );
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
    socket.pause().write(`GET /filer/${'a'.repeat(40)}/x.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await expect.poll(() => isAsked).toBe(true);
    return { server, socket, length: file.bytes.byteLength };
  }

  it('is given for longer to who takes something large; what is sent meanwhile is not heard', async () => {
    const patience = { takeWithin: 20, slowestTaking: 1, waitWithin: 60_000, keepAliveTimeout: 60_000 };
    const { server, socket, length } = await paused(patience);
    socket.write(`${get}\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const taken: Buffer[] = [];
    socket.on('data', (chunk) => taken.push(chunk)).resume();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const all = Buffer.concat(taken);
    expect([all.length > length, all.lastIndexOf('HTTP/1.1 200')]).toEqual([true, 0]);
    await server.close();
  });

  it('is taken back from who does not take the answer', async () => {
    const { server, socket } = await paused({ takeWithin: 50, slowestTaking: 1e9 });
    // A paused client hears of nothing; but what it sends has nowhere to go when it was cut off.
    const trying = setInterval(() => socket.write('x'), 20);
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    clearInterval(trying);
    await server.close();
  });
});
