import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreAway } from '../../src/ports.ts';
import type { LinkedFile } from '../../src/request.ts';
import { dispositionOf } from '../../src/teams/file-answer.ts';
import { createServer, type Listening } from '../../src/teams/server.ts';
import { sendRaw } from './raw-http.ts';

const lines: string[] = [];
const journal = {
  info: (event: string) => void lines.push(event),
  error: (event: string, error: unknown) => void lines.push(`${event} ${String(error)}`),
};
const token = 'a'.repeat(40);

describe('links to files', () => {
  const asked: string[] = [];
  let found: (token: string) => Promise<LinkedFile> = async () => ({ state: 'none' });
  let server: Listening;
  beforeAll(async () => {
    const messages = async () => ({ status: 200 });
    const file = (given: string) => {
      asked.push(given);
      return found(given);
    };
    const isLink = async (given: string) => given === token;
    const links = { file, isLink };
    server = await createServer({ journal, messages, links, loopbackOnly: true }).listen(0, '127.0.0.1');
  });
  afterAll(() => server.close());

  const get = (path: string, method = 'GET', headers: Record<string, string | number> = {}) =>
    sendRaw(server.port, headers, '', { method, path });
  const made = async (): Promise<LinkedFile> => ({
    state: 'made',
    file: {
      name: 'krise-K-2026-07.csv',
      mime: 'text/csv; charset=utf-8',
      bytes: Buffer.from('nr;tid\r\n1;02.14'),
    },
  });

  it('serve a file to be saved, never shown, kept or sniffed', async () => {
    found = made;
    const answer = await get(`/filer/${token}/krise-K-2026-07.csv`);
    expect([answer.status, answer.body]).toEqual([200, 'nr;tid\r\n1;02.14']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '15',
      'content-disposition':
        'attachment; filename="krise-K-2026-07.csv"; filename*=UTF-8\'\'krise-K-2026-07.csv',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it('tell with HEAD whether they hold, and make no file for it', async () => {
    asked.length = 0;
    const answers = [await get(`/filer/${token}/x.csv`, 'HEAD'), await get(`/filer/x${token}/x.csv`, 'HEAD')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, ''],
      [404, ''],
    ]);
    expect(asked).toEqual([]);
  });

  it('say the same of everything that is not there, without a detail', async () => {
    found = async () => ({ state: 'none' });
    const paths = [
      `/filer/${token}/x.pdf`,
      `/filer/${token}/`,
      `/filer/${token}`,
      `/filer/${token}/a/b`,
      `/filer/${token}/..%2f..%2fetc%2fpasswd`,
      '/filer/short/x.pdf',
      `/filer/${'a'.repeat(700)}/x.pdf`,
      `/filer/${token}/${'x'.repeat(300)}`,
      `/filer/${'%00'.repeat(20)}/x.pdf`,
      `/filer/${token}%00/x.pdf`,
      '/filer//x.pdf',
      '/filer/',
    ];
    const answers = await Promise.all(paths.map((path) => get(path)));
    const texts = answers.map(({ status, body }) => `${status} ${body}`);
    const odd = texts.flatMap((text, index) =>
      text === '404 Linket virker ikke. Skriv »eksport« til Krisebot, så får du et nyt.'
        ? []
        : [[paths[index], text]],
    );
    expect(odd).toEqual([]);
  });

  it.each(['/filer/../../etc/passwd/x.pdf', '/filer/%2e%2e/%2e%2e/x.pdf'])(
    'are no way to anywhere else: %s',
    async (path) => {
      const answer = await get(path);
      expect([answer.status, answer.body]).toEqual([404, '{"error":"refused"}']);
    },
  );

  it('ask for nothing but what can be a token', async () => {
    asked.length = 0;
    await get(`/filer/${token}/x.pdf?y=1`);
    await get('/filer/%2e%2e/x.pdf');
    await get(`/filer/${token}!/x.pdf`);
    expect(asked).toEqual([]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('are not there for %s', async (method) => {
    asked.length = 0;
    const answer = await get(`/filer/${token}/x.pdf`, method, {
      'content-type': 'application/json',
      'content-length': 0,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(asked).toEqual([]);
  });

  it('take no body', async () => {
    const answer = await get(`/filer/${token}/x.pdf`, 'GET', { 'content-length': 60_000_000 });
    expect(answer.status).toBe(413);
  });

  it('say when to come again where too many files are being made', async () => {
    found = async () => ({ state: 'busy' });
    const answer = await get(`/filer/${token}/x.pdf`);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
  });

  it('tell of a failure no more than an id, and the journal no token', async () => {
    found = () => Promise.reject(new Error(`no file for ${token}`));
    const answer = await get(`/filer/${token}/x.pdf`);
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain(token);
    expect(lines.join('\n')).not.toContain(token);
  });

  it('say that the log does not answer, to whoever asks, and a flood of that is one line', async () => {
    lines.length = 0;
    found = () => Promise.reject(new StoreAway('2026-11-23T01:14:00.000Z'));
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(`/filer/${token}/x.pdf`)));
    const told = new Set(
      answers.map(({ status, headers, body }) => `${status} ${headers['retry-after']} ${body}`),
    );
    expect([...told]).toEqual(['503 60 Loggen svarer ikke lige nu. Vent lidt, og prøv linket igen.']);
    expect(lines).toHaveLength(1);
  });

  it('are counted where the log did not answer, also those that were not told of before a stop', async () => {
    lines.length = 0;
    const file = () => Promise.reject(new StoreAway('2026-11-23T01:14:00.000Z'));
    const messages = async () => ({ status: 200 });
    const links = { file, isLink: async () => true };
    const one = await createServer({ journal, messages, links, loopbackOnly: true }).listen(0, '127.0.0.1');
    const ask = () => sendRaw(one.port, {}, '', { method: 'GET', path: `/filer/${token}/x.pdf` });
    for (let n = 0; n < 3; n += 1) expect((await ask()).status).toBe(503);
    expect(lines).toHaveLength(1);
    await one.close();
    expect(lines).toHaveLength(2);
  });

  it.each<[string, LinkedFile | Error]>([
    ['is made', { state: 'none' }],
    ['cannot be made', new StoreAway('2026-11-23T01:14:00.000Z')],
  ])('hold nothing up where whoever asked left before the file %s', async (_name, outcome) => {
    let finish: (() => void) | undefined;
    found = () =>
      new Promise((resolve, reject) => {
        finish = () => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
      });
    const links = { file: () => found(token), isLink: async () => true };
    const messages = async () => ({ status: 200 });
    const closing = await createServer({ journal, messages, links, loopbackOnly: true }).listen(
      0,
      '127.0.0.1',
    );
    const socket = connect(closing.port, '127.0.0.1').on('error', () => undefined);
    socket.write(`GET /filer/${token}/x.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await expect.poll(() => finish).toBeDefined();
    socket.destroy();
    await expect.poll(() => closing.connections()).toBe(0);
    finish?.();
    const began = performance.now();
    await closing.close();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('are served to whoever asked before the server closed, which then closes at once', async () => {
    let finish: (() => void) | undefined;
    const file = () =>
      new Promise<LinkedFile>((resolve) => {
        finish = () => resolve({ state: 'none' });
      });
    const messages = async () => ({ status: 200 });
    const links = { file, isLink: async () => true };
    const closing = await createServer({ journal, messages, links, loopbackOnly: true }).listen(
      0,
      '127.0.0.1',
    );
    const path = `/filer/${token}/x.pdf`;
    const answered = sendRaw(closing.port, { connection: 'keep-alive' }, '', { method: 'GET', path });
    await expect.poll(() => finish).toBeDefined();
    const began = performance.now();
    const closed = closing.close();
    finish?.();
    expect((await answered).status).toBe(404);
    await closed;
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('are for this machine alone in the local trial', async () => {
    found = made;
    expect((await get(`/filer/${token}/x.csv`, 'GET', { host: 'evil.example' })).status).toBe(403);
  });

  it('name a file in a way no header can be broken by', () => {
    expect(dispositionOf("\ud800'(*).pdf")).toContain("filename*=UTF-8''%EF%BF%BD%27%28%2A%29.pdf");
    expect(dispositionOf('a"\r\nSet-Cookie: x\u{1F525}ø.pdf')).toBe(
      'attachment; filename="a___Set-Cookie__x___.pdf"; filename*=UTF-8\'\'a%22%0D%0ASet-Cookie%3A%20x%F0%9F%94%A5%C3%B8.pdf',
    );
  });
});
