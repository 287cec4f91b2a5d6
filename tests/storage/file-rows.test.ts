import { describe, expect, it } from 'vitest';
import { createFileRows } from '../../src/storage/file-rows.ts';
import { testStore } from '../azurite/test-store.ts';
import { noon } from './cast.ts';

const later = (ms: number) => new Date(Date.parse(noon) + ms).toISOString();

describe('what replicas share about files', () => {
  it('is one key of 32 bytes, whoever makes it first, and the same after a restart', async () => {
    const { tables } = await testStore();
    const replicas = [1, 2, 3, 4, 5].map(() => createFileRows(tables));
    const keys = await Promise.all(replicas.map((rows) => rows.linkKey()));
    expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(await createFileRows(tables).linkKey()).toEqual(keys[0]);
    const other = createFileRows((await testStore()).tables);
    expect(await other.linkKey()).not.toEqual(keys[0]);
  });

  it('lets one of them take an upload on, until it fails or is cut off', async () => {
    const { tables } = await testStore();
    const replicas = [1, 2, 3, 4].map(() => createFileRows(tables));
    const taken = await Promise.all(replicas.map((rows) => rows.takeUpload('f:1', noon)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    const [rows = createFileRows(tables)] = replicas;
    expect(await rows.takeUpload('f:1', later(59_000))).toBe(false);
    expect(await rows.takeUpload('f:1', later(61_000))).toBe(true);
    await rows.settleUpload('f:1', 'failed', later(62_000));
    expect(await rows.takeUpload('f:1', later(63_000))).toBe(true);
    await rows.settleUpload('f:1', 'stored', later(64_000));
    expect(await rows.takeUpload('f:1', later(999_000))).toBe(false);
    expect(await rows.takeUpload('f:2', noon)).toBe(true);
  });

  it('knows an upload by any id, also by one that no table key may hold', async () => {
    const rows = createFileRows((await testStore()).tables);
    const odd = ['f:a/b', 'f:a\\b', 'f:a#b?', `f:${'x'.repeat(2_000)}`, 'f:a\tb'];
    for (const intent of odd) {
      expect(await rows.takeUpload(intent, noon)).toBe(true);
      expect(await rows.takeUpload(intent, noon)).toBe(false);
    }
  });
});
