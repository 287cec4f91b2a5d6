import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Journal } from '../../src/ports.ts';
import { requestNotes } from '../../src/request-log.ts';
import { createServer, type JsonPost, type Listening } from '../../src/teams/server.ts';
import { sendRaw } from './raw-http.ts';

const json = { 'content-type': 'application/json' };
const lines: unknown[] = [];
const journal: Journal = {
  info: (event, fields) => void lines.push([event, fields]),
  error: (event, error, fields) => void lines.push([event, String(error), fields]),
};

describe('the probes', () => {
  test('say with GET and HEAD whether the process lives, and whether it can work', async () => {
    let isReady = true;
    const ready = async () => ({ isReady, told: { status: isReady ? 'ready' : 'failed' } });
    const messages = async () => ({ status: 200 });
    const server = await createServer({ journal, messages, ready, loopbackOnly: false }).listen(
      0,
      '127.0.0.1',
    );
    const ask = async (method: string, path: string) => {
      const { status, body } = await sendRaw(server.port, {}, '', { method, path });
      return [status, body];
    };
    expect(await ask('GET', '/readyz')).toEqual([200, '{"status":"ready"}']);
    isReady = false;
    expect(await ask('GET', '/readyz')).toEqual([503, '{"status":"failed"}']);
    expect(await ask('HEAD', '/readyz')).toEqual([503, '']);
    expect(await ask('GET', '/healthz')).toEqual([200, '{"status":"ok"}']);
    expect(await ask('HEAD', '/healthz')).toEqual([200, '']);
    expect(await server.connections()).toBeGreaterThanOrEqual(0);
    await server.close();
  });

  test('tell of a failure no more than an id', async () => {
    lines.length = 0;
    const ready = () => Promise.reject(new Error('hemmeligt'));
    const messages = async () => ({ status: 200 });
    const server = await createServer({ journal, messages, ready, loopbackOnly: false }).listen(
      0,
      '127.0.0.1',
    );
    const { status, body } = await sendRaw(server.port, {}, '', { method: 'GET', path: '/readyz' });
    expect([status, body]).toEqual([
      500,
      expect.stringMatching(/^\{"error":"internal","errorId":"\w{8}"\}$/),
    ]);
    expect(lines).toEqual([['http.failed', 'Error', expect.anything()]]);
    await server.close();
  });
});

describe('the HTTP server', () => {
  const heard: JsonPost[] = [];
  const requestIds: unknown[] = [];
  let answer: () => Promise<void> = async () => undefined;
  let server: Listening;
  beforeAll(async () => {
    const messages = async (post: JsonPost) => {
      heard.push(post);
      requestIds.push(requestNotes()?.requestId);
      await answer();
      return { status: 200, body: { heard: true } };
    };
    server = await createServer({ journal, messages, loopbackOnly: true }).listen(0, '127.0.0.1');
  });
  afterAll(() => server.close());

  const post = (body: string | Buffer, headers: Record<string, string | number> = {}) =>
    sendRaw(server.port, { ...json, 'content-length': Buffer.byteLength(body), ...headers }, body);
  const alive = async () => (await sendRaw(server.port, {}, '', { method: 'GET', path: '/healthz' })).status;

  test.each([
    ['gzip that is none', 415, { ...json, 'content-encoding': 'gzip' }, 'not gzip at all'],
    ['a gzip bomb', 415, { ...json, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000, 32))],
    ['deflate', 415, { ...json, 'content-encoding': 'deflate' }, 'x'],
    ['a file upload', 415, { 'content-type': 'multipart/form-data; boundary=x' }, '--x--'],
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b'],
    ['no media type', 415, {}, '{}'],
    ['a body of unknown length', 411, { ...json, 'transfer-encoding': 'chunked' }, '{}'],
  ])('refuses %s with %i and lives', async (_name, status, headers, body) => {
    const before = heard.length;
    const length = { 'content-length': Buffer.byteLength(body) };
    const all: Record<string, string | number> =
      'transfer-encoding' in headers ? headers : { ...headers, ...length };
    expect((await sendRaw(server.port, all, body)).status).toBe(status);
    expect(heard.length).toBe(before);
    expect(await alive()).toBe(200);
  });

  test('refuses a body that says it is too large, without reading it', async () => {
    const { status, headers } = await sendRaw(server.port, { ...json, 'content-length': 60_000_000 }, '');
    expect([status, headers.connection]).toEqual([413, 'close']);
    expect((await post(`"${'x'.repeat(256 * 1024)}"`)).status).toBe(413);
  });

  test.each([
    ['half a JSON', '{"type":'],
    ['words', 'krise start hemmeligt'],
    ['JSON nested deeper than anyone means', '['.repeat(20_000) + ']'.repeat(20_000)],
  ])('answers 400 to %s, without quoting it', async (_name, body) => {
    const answered = await post(body);
    expect(answered.status).toBe(400);
    expect(answered.body).not.toContain('hemmeligt');
    expect(await alive()).toBe(200);
  });

  test('answers unknown addresses and methods with a fixed text', async () => {
    const unknown = await sendRaw(server.port, {}, '', { method: 'GET', path: '/api/hemmelig?x=1' });
    expect([unknown.status, unknown.body]).toEqual([404, '{"error":"refused"}']);
    const method = await sendRaw(server.port, {}, '', { method: 'GET' });
    expect([method.status, method.body]).toEqual([405, '{"error":"refused"}']);
  });

  test('sends the security headers with every answer and names no software', async () => {
    const answers = await Promise.all([
      post('{}'),
      post('{'),
      sendRaw(server.port, {}, '', { path: '/nowhere' }),
    ]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
      expect(headers.server ?? '').toBe('');
    }
  });

  test.each([
    ['a host that is no name', 'evil host', '/healthz'],
    ['a host with half an address', '[::bad', '/filer/abcdefghijklmnopqrstuvwxyz/x.pdf'],
    ['a port that is none', 'krise.example:99999', '/healthz'],
    ['a whole address', 'krise.example', 'http://evil.example/healthz'],
    ['a whole address that is none', '127.0.0.1', 'http://[::bad/filer/x/y'],
    ['no path', '127.0.0.1', '*'],
  ])('refuses %s and lives', async (_name, host, path) => {
    for (const loopbackOnly of [true, false]) {
      const messages = async () => ({ status: 200 });
      const one = await createServer({ journal, messages, loopbackOnly }).listen(0, '127.0.0.1');
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
        expect((await sendRaw(one.port, { ...json, host }, '', { method, path })).status).toBe(400);
      }
      expect((await sendRaw(one.port, {}, '', { method: 'GET', path: '/healthz' })).status).toBe(200);
      await one.close();
    }
  });

  test('serves the local trial only under names of this machine', async () => {
    expect((await post('{}', { host: 'evil.example' })).status).toBe(403);
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await post('{}', { host: `${name}:${server.port}` })).status).toBe(200);
    }
  });

  test('tells a caller of a failure no more than an id, and the log nothing that was written', async () => {
    answer = () => Promise.reject(new Error('krise start hemmeligt eyJtoken'));
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const answered = await post('{}', { authorization: 'Bearer eyJtoken' });
    const printed = JSON.stringify(written.mock.calls);
    written.mockRestore();
    answer = async () => undefined;
    expect(answered.status).toBe(500);
    expect(JSON.parse(answered.body)).toEqual({
      error: 'internal',
      errorId: expect.stringMatching(/^[0-9A-F]{8}$/),
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines) + printed).not.toMatch(/hemmeligt|eyJ/);
  });

  test('gives each message an id of its own, which its lines carry', async () => {
    requestIds.length = 0;
    await post('{}');
    await post('{}');
    expect(new Set(requestIds).size).toBe(2);
    expect(requestIds).not.toContain(undefined);
  });

  test('finishes what is under way before it closes', async () => {
    let finish: () => void = () => undefined;
    const order: string[] = [];
    const messages = async () => ({
      status: 200,
      afterwards: () =>
        new Promise<void>((resolve) => {
          finish = () => {
            order.push('sent');
            resolve();
          };
        }),
    });
    const closing = await createServer({ journal, messages, loopbackOnly: false }).listen(0, '127.0.0.1');
    await sendRaw(closing.port, { ...json, 'content-length': 2 }, '{}');
    const closed = closing.close().then(() => order.push('closed'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    finish();
    await closed;
    expect(order).toEqual(['sent', 'closed']);
  });

  test('closes in time where what is under way never ends', async () => {
    const messages = () => new Promise<never>(() => undefined);
    const parts = { journal, messages, loopbackOnly: false, closeWithin: 40 };
    const closing = await createServer(parts).listen(0, '127.0.0.1');
    const answered = sendRaw(closing.port, { ...json, 'content-length': 2 }, '{}');
    await expect.poll(() => closing.connections()).toBe(1);
    await closing.close();
    expect((await answered).status).toBe(0);
  });

  test('lives on where what comes after an answer fails', async () => {
    lines.length = 0;
    const afterwards = () => Promise.reject(new Error('hemmeligt'));
    const messages = async () => ({ status: 200, body: { heard: true }, afterwards });
    const one = await createServer({ journal, messages, loopbackOnly: false }).listen(0, '127.0.0.1');
    const answered = await sendRaw(one.port, { ...json, 'content-length': 2 }, '{}');
    expect(answered.body).toBe('{"heard":true}');
    await one.close();
    expect(lines).toEqual([['http.failed', expect.any(String), expect.anything()]]);
  });
});
