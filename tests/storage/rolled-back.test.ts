import { describe, expect, it } from 'vitest';
import { LogRolledBack } from '../../src/ports.ts';
import { tableKey } from '../../src/storage/keys.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { anna, begin, noon, note, write } from './cast.ts';

/** All rows of a crisis as they are now, and a way back to them. */
async function backup({ tables }: TestStore, crisisId: string): Promise<() => Promise<void>> {
  const { client } = tables.log;
  const read = async () => {
    const rows = [];
    for await (const row of client.listEntities())
      if (row.partitionKey === tableKey(crisisId)) rows.push(row);
    return rows;
  };
  const kept = await read();
  return async () => {
    for (const { partitionKey, rowKey, etag } of await read()) {
      await client.deleteEntity(String(partitionKey), String(rowKey), { etag });
    }
    for (const { etag: _, timestamp: __, partitionKey, rowKey, ...columns } of kept) {
      await client.createEntity({ partitionKey: String(partitionKey), rowKey: String(rowKey), ...columns });
    }
  };
}

describe('a table that was rolled back', () => {
  it('is noticed by whoever has read more', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    const restore = await backup(store, id);
    await write(store.crises, id, 'a');
    await restore();
    await expect(write(store.crises, id, 'b')).rejects.toThrow(LogRolledBack);
    await expect(store.crises.read(id)).rejects.toThrow(LogRolledBack);
    await expect(write(store.crises, id, 'c')).rejects.toThrow(LogRolledBack);
  });

  it('is noticed although others have written as much again', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    const restore = await backup(store, id);
    await write(store.crises, id, 'a');
    await restore();
    const other = await testStore({ prefix: store.prefix });
    await write(other.crises, id, 'b');
    await expect(store.crises.read(id)).rejects.toThrow(LogRolledBack);
    await write(other.crises, id, 'c');
    await expect(store.crises.read(id)).rejects.toThrow(LogRolledBack);
    await expect(write(store.crises, id, 'd')).rejects.toThrow(LogRolledBack);
  });

  it('is trusted again once it holds what was read', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    const before = await backup(store, id);
    await write(store.crises, id, 'a');
    const after = await backup(store, id);
    await before();
    await expect(store.crises.read(id)).rejects.toThrow(LogRolledBack);
    await after();
    expect(await write(store.crises, id, 'b')).toMatchObject({ state: 'stored', entry: { number: 3 } });
  });

  it('to nothing is noticed too', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await store.tables.log.client.deleteTable();
    await store.tables.log.client.createTable();
    await expect(write(store.crises, id, 'a')).rejects.toThrow(LogRolledBack);
  });
});

describe('a row that was changed', () => {
  const tampered = async (columns: object, rowKey = 'e:0000000002') => {
    const store = await testStore();
    const id = await begin(store.crises);
    await write(store.crises, id, 'a', 'Døren var låst');
    await write(store.crises, id, 'b');
    const partitionKey = tableKey(id);
    const { etag } = await store.tables.log.client.getEntity(partitionKey, rowKey);
    await store.tables.log.client.updateEntity({ partitionKey, rowKey, ...columns }, 'Merge', { etag });
    const cold = await testStore({ prefix: store.prefix });
    return cold.crises.read(id);
  };

  it.each([
    ['text', { text0: JSON.stringify({ text: 'Døren var åben', words: { text: 'Døren var åben' } }) }],
    ['salt', { salt: 'AAAA' }],
    ['data', { data0: '{}' }],
    ['intent', { intent: 'x' }],
    ['text hash', { textHash: 'f'.repeat(64) }],
    ['hash', { hash: 'f'.repeat(64) }],
  ])('is noticed by its %s', async (_, columns) => {
    await expect(tampered(columns)).rejects.toThrow(LogRolledBack);
  });

  it('is noticed when it is the first and its epoch was changed', async () => {
    await expect(tampered({ epoch: 'x' }, 'e:0000000001')).rejects.toThrow(LogRolledBack);
  });

  it('is noticed when it is the head', async () => {
    await expect(tampered({ number: 2 }, 'h')).rejects.toThrow(LogRolledBack);
  });

  it('is noticed when it is missing', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await write(store.crises, id, 'a');
    await write(store.crises, id, 'b');
    const { client } = store.tables.log;
    const { etag } = await client.getEntity(tableKey(id), 'e:0000000002');
    await client.deleteEntity(tableKey(id), 'e:0000000002', { etag });
    const cold = await testStore({ prefix: store.prefix });
    await expect(cold.crises.read(id)).rejects.toThrow(LogRolledBack);
  });
});

describe('a text erased on legal ground', () => {
  it('leaves a chain that holds and an entry that says so', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await store.crises.submit(id, 'a', anna, noon, note('Borgeren hedder Ida'));
    await write(store.crises, id, 'b');
    const { client } = store.tables.log;
    const row = await client.getEntity(tableKey(id), 'e:0000000002');
    const { etag, timestamp: _, text0: __, salt: ___, ...rest } = row;
    await client.updateEntity({ ...rest, partitionKey: tableKey(id), rowKey: 'e:0000000002' }, 'Replace', {
      etag,
    });
    const cold = await testStore({ prefix: store.prefix });
    const ledger = await cold.crises.read(id);
    expect(ledger?.entries[1]).toMatchObject({
      text: 'Teksten er slettet',
      event: { kind: 'noted', type: 'melding', words: { text: 'Teksten er slettet' } },
    });
    expect(ledger?.entries).toHaveLength(3);
  });
});
