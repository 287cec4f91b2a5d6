import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FileTicket, readTicket, signTicket } from '../../src/files/file-ticket.ts';

const key = randomBytes(32);
const until = 1_795_000_000;
const ticket: FileTicket = { crisisId: 'K-2026-07', entry: 43, format: 'pdf', personId: 'anna', until };
const before = until * 1000 - 1;
const token = signTicket(key, ticket);
const [body = '', signature = ''] = token.split('.');

/** The same with other contents, signed as whoever does not have the key can: with the old signature. */
const forged = (change: Partial<FileTicket>) => {
  const [other = ''] = signTicket(randomBytes(32), { ...ticket, ...change }).split('.');
  return `${other}.${signature}`;
};
const signed = (json: string) => {
  const contents = Buffer.from(json).toString('base64url');
  return `${contents}.${createHmac('sha256', key).update(`krise-file-1\n${contents}`).digest('base64url')}`;
};

describe('a link’s token', () => {
  it('is read by every replica that has the key, until its time is up', () => {
    expect(readTicket(Buffer.from(key), token, before)).toEqual(ticket);
    expect(readTicket(key, token, until * 1000)).toBeUndefined();
    expect(readTicket(key, token, until * 1000 + 60_000)).toBeUndefined();
  });

  it('carries ids alone, in an alphabet that no path or header can mean anything else by', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$/);
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual([
      'K-2026-07',
      43,
      'pdf',
      'anna',
      until,
    ]);
  });

  it('holds no longer when any bit of it is another', () => {
    const bytes = Buffer.from(token);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ bit;
        expect(readTicket(key, flipped.toString('latin1'), before)).toBeUndefined();
      }
    }
  });

  it.each([
    ['another crisis', forged({ crisisId: 'K-2026-08' })],
    ['another person', forged({ personId: 'jens' })],
    ['another export', forged({ entry: 44 })],
    ['another format', forged({ format: 'jsonl' })],
    ['more time', forged({ until: until + 60 })],
    ['another key', signTicket(randomBytes(32), ticket)],
    ['no signature', `${body}.`],
    ['half a signature', token.slice(0, -20)],
    ['a signature of nothing', `.${signature}`],
    ['something after it', `${token}.x`],
    ['something before it', `x${token}`],
    ['a path', '../../etc/passwd'],
    ['nothing', ''],
    ['a dot', '.'],
    ['a megabyte', 'A'.repeat(1_000_000)],
    ['letters of another alphabet', token.replace(/.$/, '=')],
  ])('is refused with %s', (_, given) => {
    expect(readTicket(key, given, before)).toBeUndefined();
  });

  it.each([
    '["K-2026-07",43,"exe","anna",1795000000]',
    '["K-2026-07"]',
    '[]',
    '["K-2026-07",43,"pdf","anna","2099"]',
  ])('is refused where what is signed is no ticket of this program: %s', (json) => {
    expect(readTicket(key, signed(json), before)).toBeUndefined();
  });
});
