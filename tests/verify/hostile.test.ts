import { beforeAll, describe, expect, it } from 'vitest';
import { recordFiles } from '../../src/export/record-files.ts';
import { told, verify } from '../../src/verify/krise-verify.mjs';
import { aNight } from '../export/recorded.ts';
import { apart, type Link, rewritten, type TakenApart, withData } from './tampered.ts';

let log: TakenApart;
beforeAll(async () => {
  const [made] = await recordFiles(aNight().record(), ['jsonl']);
  log = apart(made?.bytes ?? Buffer.alloc(0));
});

function answered(file: string | Buffer) {
  const { code, lines } = told(verify(Buffer.from(file)), []);
  return { code, said: lines.join('\n') };
}

/** A file whose hashes all fit, with something else in its last entry's event. */
function lastEvent(event: unknown): string {
  const change = (link: Link) => withData(link, (data) => ({ ...data, event }));
  return rewritten({ ...log, links: log.links.with(-1, change(log.links.at(-1) as Link)) });
}

describe('a file made to harm whoever checks it', () => {
  it.each([
    ['no list of owners', { kind: 'ended', owners: 5 }],
    ['an owner that is nothing', { kind: 'ended', owners: [null] }],
    ['no event at all', null],
    ['an event that is a number', 5],
    ['an event that is a list', ['ended']],
  ])('is told to be wrong and where, though its hashes fit: %s', (_, event) => {
    const { code, said } = answered(lastEvent(event));
    expect(code).toBe(1);
    expect(said).toContain(`Nr. ${log.links.length}: `);
  });

  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['deep lists', deep],
    ['an object that is no text', '{"toString":1,"valueOf":1}'],
    ['nothing', 'null'],
  ])('cannot end the program by what stands in its first line: %s', (_, value) => {
    for (const field of ['crisisId', 'epoch']) {
      const { code, said } = answered(`{"format":"krise-log-1","${field}":${value}}\n`);
      expect(code).toBe(1);
      expect(said).toContain('Linje 1: linjen er skrevet om.');
    }
  });

  it('cannot speak as the program: what it says of itself is not printed', () => {
    const line = 'Ankeret 42:4f2a91c0 passer.';
    const crisisId = `K-2026-07, nr. 1 til 42.\n${line}\u001b[8m`;
    const spoofed = answered(rewritten({ ...log, head: { ...log.head, crisisId } }));
    expect(spoofed.code).toBe(1);
    const format = answered(`${JSON.stringify({ format: `x\u001b[2J\n${line}` })}\n`);
    expect(format.code).toBe(2);
    for (const { said } of [spoofed, format]) {
      expect(said).not.toContain(line);
      expect(said).not.toContain('\u001b');
    }
  });

  it('is read no further than to the first line that does not hold', () => {
    const file = Buffer.concat([Buffer.from(rewritten(log)), Buffer.alloc(8_000_000, 10)]);
    const before = performance.now();
    expect(answered(file).code).toBe(1);
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
