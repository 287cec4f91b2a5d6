import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Stage, setStage } from '../course/stage.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { answersIn, post, sendRaw } from '../teams/raw-http.ts';
import { luck, size } from './size.ts';

const random = luck('http-front');
const below = (most: number) => Math.floor(random() * most);
const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;

/** Bytes that mean something to one who reads HTTP or JSON. */
const telling = [
  ...[
    '\r\n',
    '\n',
    '\r\n\r\n',
    '\0',
    ' ',
    ':',
    '\t',
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    '\\u0000',
    '\\ud800',
    'null',
    '1e999',
    '-0',
  ],
  ...[
    '__proto__',
    'constructor',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 0\r\n',
    'Content-Encoding: gzip\r\n',
  ],
  ...[
    'Expect: 100-continue\r\n',
    'Upgrade: h2c\r\n',
    'Host: x\r\n',
    'HTTP/1.0',
    'HTTP/2.0',
    'GET ',
    'CONNECT ',
    'http://',
    '%00',
    '%',
    '../',
    '0\r\n\r\n',
  ],
].map((text) => Buffer.from(text));

const odd: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x'.repeat(5_000),
  '\ud800',
  '<at>',
  [],
  {},
];

type Change = (bytes: Buffer, at: number) => Buffer;
const cut = (bytes: Buffer, from: number, to: number, between: Buffer = Buffer.alloc(0)) =>
  Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);

/** What a line, a proxy or an attacker does to bytes. */
const changes: readonly Change[] = [
  (bytes, at) => cut(bytes, at, at + 1, Buffer.from([below(256)])),
  (bytes, at) => cut(bytes, at, at + 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << below(8))])),
  (bytes, at) => cut(bytes, at, at + 1 + below(40)),
  (bytes, at) => cut(bytes, at, at, oneOf(telling)),
  (bytes, at) => cut(bytes, at, at, Buffer.from(Array.from({ length: 1 + below(30) }, () => below(256)))),
  (bytes, at) => cut(bytes, at, at, bytes.subarray(at, at + below(200))),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => cut(bytes, at, at, Buffer.alloc(below(20_000), oneOf(telling))),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes, at) =>
    Buffer.from(
      bytes.toString('latin1').replace(/\d+/g, (digits) => (below(9) === 0 ? String(at) : digits)),
      'latin1',
    ),
];

function changed(bytes: Buffer): Buffer {
  let now = bytes;
  for (let left = 1 + below(3); left > 0; left -= 1) now = oneOf(changes)(now, below(now.length));
  return now;
}

/** All that anybody may be answered: one of our bodies, or what a person's tap or message is answered with. */
const answered =
  /^(|\{\}|\{"error":"[a-z ]+"\}|\{"status":"ok"\}|\{"statusCode":200,"type":"application\/vnd\.microsoft\.[\s\S]*\})$/;

describe('a valid request whose bytes are changed', () => {
  let stage: Stage;
  let port: number;
  let token: string;
  const warnings: unknown[] = [];
  const heard = (warning: unknown) => void warnings.push(warning);
  beforeAll(async () => {
    process.on('warning', heard);
    stage = await setStage();
    port = Number(new URL(stage.address()).port);
    token = stage.teams.token();
    await stage.anna.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
  });
  afterAll(async () => {
    process.off('warning', heard);
    await stage.close();
  });

  /** Changed as a whole, in its body alone, or in single values of it: then all around is as it should be. */
  function changedRequest(): Buffer {
    const { world, serviceUrl } = stage.teams;
    const base = baseActivity(world, serviceUrl, stage.anna, personalPlace(world, stage.anna));
    const value = { action: { type: 'Action.Execute', verb: 'status', data: { k: 'K-2026-01' } } };
    const activity = oneOf([
      { ...base, type: 'message', text: 'status' },
      { ...base, type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value },
      { ...base, type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] },
    ]);
    const body = Buffer.from(JSON.stringify(activity));
    const bearer = `Authorization: Bearer ${token}`;
    const swapped = (_key: string, value: unknown) => (below(25) === 0 ? oneOf(odd) : value);
    return oneOf([
      () => changed(post(body, bearer)),
      () => post(changed(body), bearer),
      () => post(JSON.stringify(activity, swapped), bearer),
    ])();
  }

  it('is answered in a fixed form or not at all, and the bot lives', async () => {
    const codes = new Map<number, number>();
    const error = vi.spyOn(console, 'error');
    let left = size(300, 8_000);
    const work = async () => {
      while (left > 0) {
        left -= 1;
        const bytes = changedRequest();
        const answers = answersIn(await sendAll(port, bytes));
        for (const { status, body } of answers) {
          codes.set(status, (codes.get(status) ?? 0) + 1);
          expect([bytes.toString('latin1'), body]).toEqual([
            expect.anything(),
            expect.stringMatching(answered),
          ]);
        }
        if (left % 500 === 0)
          expect((await sendRaw(port, {}, '', { method: 'GET', path: '/healthz' })).status).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    console.info(
      `answers: ${[...codes]
        .toSorted(([one], [other]) => one - other)
        .map(([code, count]) => `${code} ${count}×`)
        .join(', ')}`,
    );
    expect([...codes.keys()].filter((code) => code >= 500 || Number.isNaN(code))).toEqual([]);
    for (const code of [200, 400, 401]) expect(codes.get(code)).toBeGreaterThan(0);
    // One in a hundred: a few hundred may do without.
    expect(codes.get(415) ?? 0).toBeGreaterThanOrEqual(size(0, 1));
    expect([warnings, error.mock.calls]).toEqual([[], []]);
    await stage.anna.types('status');
    expect(stage.anna.latest()?.text).toContain('Strømsvigt');
  });
});

/** Sends bytes and no more; what comes back until the other side has closed. */
function sendAll(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => undefined).on('close', () => resolve(text));
  });
}
