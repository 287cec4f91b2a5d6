import { beforeAll, describe, expect, inject, it } from 'vitest';
import { type Anchor, verify } from '../../src/verify/krise-verify.mjs';
import { testStore } from '../azurite/test-store.ts';
import { compiled } from '../compile.ts';
import { anna, begin, upTo, write } from '../storage/cast.ts';
import { startReplica } from '../storage/replica.ts';
import { exported } from './real-log.ts';

let script: string;
beforeAll(async () => {
  script = await compiled('tests/storage/writer.ts');
});

const writers = 5;
const each = 30;

describe('a log that two replicas write at the same time', () => {
  it('holds whenever it is taken out and verified, and goes on from every file taken before', async () => {
    const { crises, prefix } = await testStore();
    const reader = (await testStore({ prefix })).crises;
    const crisisId = await begin(crises);
    const orders = { connectionString: inject('azurite'), prefix, crisisId, by: anna, name: 'there' };
    const replica = await startReplica(script, { ...orders, writers, each });
    let writing = true;
    const there = replica.go();
    const here = upTo(writers).map(async (writer) => {
      for (const n of upTo(each)) await write(crises, crisisId, `here-${writer}-${n}`);
    });
    const all = Promise.all([there, ...here]).finally(() => {
      writing = false;
    });
    const anchors: Anchor[] = [];
    while (writing) anchors.push(anchorOf(await exported(reader, crisisId), anchors));
    await all;
    const last = anchorOf(await exported(reader, crisisId), anchors);
    expect(last.number).toBe(1 + 2 * writers * each);
    expect(new Set(anchors.map(({ number }) => number)).size).toBeGreaterThan(3);
  });
});

/** Verifies a file against all that was known before; what it adds to that. */
function anchorOf(file: Buffer, before: readonly Anchor[]): Anchor {
  const { last, broken } = verify(file, before);
  expect(broken).toBeUndefined();
  if (!last) throw new Error('an empty log');
  return last;
}
