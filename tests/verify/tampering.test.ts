import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAnchor, verify } from '../../src/verify/krise-verify.mjs';
import { kinds } from './kinds.ts';
import { realLog } from './real-log.ts';
import { apart, type TakenApart, together } from './tampered.ts';

const document = fileURLToPath(new URL('../../docs/verificering.md', import.meta.url));

let file: Buffer;
let log: TakenApart;
let other: TakenApart;
beforeAll(async () => {
  file = await realLog();
  log = apart(file);
  other = apart(await realLog());
});

const anchor = () => [{ number: 12, hash: log.head.hash }];

describe('a log taken from the store', () => {
  it('holds, with its erased text told apart', () => {
    expect(verify(file, anchor())).toMatchObject({
      crisisId: log.head.crisisId,
      last: { number: 12, hash: log.head.hash },
      erased: [{ number: 6, by: 9 }],
      broken: undefined,
    });
    expect(together(log)).toBe(file.toString('utf8'));
  });

  it('is held by any anchor of its own, short or whole', () => {
    for (const { number, hash } of log.links) {
      for (const text of [`${number}:${hash}`, `${number}:${hash.slice(0, 4)} ${hash.slice(4, 8)}`]) {
        const own = readAnchor(text);
        expect(own && verify(file, [own]).broken).toBeUndefined();
      }
    }
  });
});

describe('tampering', () => {
  it.each(kinds)('is found: $what', ({ tamper, at, needsAnchor, unreadable }) => {
    const tampered = Buffer.from(tamper(log, other));
    expect(tampered.equals(file)).toBe(false);
    const alone = verify(tampered);
    const anchored = verify(tampered, anchor());
    if (unreadable) expect(alone.unreadable).toBeDefined();
    else if (needsAnchor) expect(alone.broken).toBeUndefined();
    else expect(alone.broken).toMatchObject({ number: at });
    expect(anchored.unreadable ?? anchored.broken).toBeDefined();
  });

  it('has a table of its kinds in the documents', () => {
    const rows = kinds.map(
      ({ what, needsAnchor }) => `| ${what} | ${needsAnchor ? 'med anker' : 'uden anker'} |`,
    );
    expect(kinds.length).toBeGreaterThanOrEqual(30);
    expect(new Set(rows).size).toBe(rows.length);
    expect(readFileSync(document, 'utf8')).toContain(rows.join('\n'));
  });
});
