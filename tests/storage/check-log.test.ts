import { describe, expect, it } from 'vitest';
import { checkedText } from '../../src/commands/check-log.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { entryKey, tableKey } from '../../src/storage/keys.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { begin, noon, write } from './cast.ts';

const row = (id: string, number: number) => [tableKey(id), entryKey(number)] as const;

/** A log of six entries, as read by a process that then looks at it again. */
async function readLog(store: TestStore): Promise<Ledger> {
  const id = await begin(store.crises);
  for (const text of ['a', 'b', 'c', 'd', 'e']) await write(store.crises, id, text);
  const ledger = await store.crises.read(id);
  if (!ledger) throw new Error('no log');
  return ledger;
}

async function change(store: TestStore, id: string, number: number, columns: object): Promise<void> {
  const [partitionKey, rowKey] = row(id, number);
  await store.tables.log.client.updateEntity({ partitionKey, rowKey, ...columns }, 'Merge');
}

async function eraseText(store: TestStore, id: string, number: number): Promise<void> {
  const { client } = store.tables.log;
  const {
    etag: _,
    timestamp: __,
    text0: ___,
    salt: ____,
    ...rest
  } = await client.getEntity(...row(id, number));
  await client.updateEntity({ ...rest, partitionKey: tableKey(id), rowKey: entryKey(number) }, 'Replace');
}

describe('checking a log', () => {
  it('says that it is whole, with the number and the hash to write down', async () => {
    const store = await testStore();
    const ledger = await readLog(store);
    const hash = ledger.entries[5]?.hash ?? '';
    expect(checkedText(ledger, await store.crises.check(ledger))).toBe(
      `${ledger.crisis.id}. Loggen er hel: 6 poster, kæden passer. Seneste: nr. 6 · ${hash.slice(0, 4)} ${hash.slice(4, 8)}.`,
    );
  });

  it('names erased texts apart, and those the log says nothing of', async () => {
    const store = await testStore();
    const { crisis } = await readLog(store);
    const by = { id: 'system', name: 'Krisebot' };
    const erasing = { of: 3, reason: 'CPR-nummer', basis: 'GDPR art. 17', writer: 'Karen Friis' };
    await store.crises.submit(crisis.id, 'erase', by, noon, { kind: 'eraseText', ...erasing });
    await eraseText(store, crisis.id, 3);
    await eraseText(store, crisis.id, 5);
    const ledger = await store.crises.read(crisis.id);
    if (!ledger) throw new Error('no log');
    const check = await store.crises.check(ledger);
    expect(check).toMatchObject({ verified: { number: 7 }, erased: [3], textless: [5] });
    expect(checkedText(ledger, check)).toContain('Teksten i nr. 3 er slettet med lovgrundlag');
    expect(checkedText(ledger, check)).toContain('Teksten i nr. 5 er væk, og loggen siger ikke hvorfor');
  });

  it.each([
    [
      'a changed text',
      'textChanged',
      (store: TestStore, id: string) => change(store, id, 3, { text0: '{"text":"x"}' }),
    ],
    ['a changed time', 'changed', (store: TestStore, id: string) => change(store, id, 3, { data0: '{}' })],
    [
      'another hash',
      'changed',
      (store: TestStore, id: string) => change(store, id, 3, { hash: 'f'.repeat(64) }),
    ],
    [
      'a missing entry',
      'gap',
      (store: TestStore, id: string) => store.tables.log.client.deleteEntity(...row(id, 3)),
    ],
  ])('finds %s at its number, though this process has read it before', async (_, why, tamper) => {
    const store = await testStore();
    const ledger = await readLog(store);
    await tamper(store, ledger.crisis.id);
    const check = await store.crises.check(ledger);
    expect(check).toMatchObject({ verified: { number: 2 }, broken: { number: 3, why } });
    const text = checkedText(ledger, check);
    expect(text).toContain('Nr. 1 til 2 passer, men');
    expect(text).toContain('Før log på papir');
  });

  it('finds a tail that was cut off', async () => {
    const store = await testStore();
    const ledger = await readLog(store);
    await store.tables.log.client.deleteEntity(...row(ledger.crisis.id, 6));
    expect((await store.crises.check(ledger)).broken).toEqual({ number: 6, why: 'cut' });
  });

  it('finds a log that was written anew as a whole, with a chain that holds by itself', async () => {
    const store = await testStore();
    const ledger = await readLog(store);
    const other = await testStore();
    await readLog(other);
    expect((await other.crises.check(ledger)).broken).toEqual({ number: 1, why: 'other' });
  });

  it('says which entry does not hold to whoever reads the log for the first time', async () => {
    const store = await testStore();
    const { crisis } = await readLog(store);
    await change(store, crisis.id, 4, { text0: '{"text":"x"}' });
    const fresh = await testStore({ prefix: store.prefix });
    await expect(fresh.crises.read(crisis.id)).rejects.toMatchObject({
      fault: { number: 4, why: 'textChanged' },
    });
  });

  it('is right while others write', async () => {
    const store = await testStore();
    const ledger = await readLog(store);
    const writer = await testStore({ prefix: store.prefix });
    const writing = (async () => {
      for (let count = 0; count < 20; count += 1)
        await write(writer.crises, ledger.crisis.id, `more ${count}`);
    })();
    for (let count = 0; count < 5; count += 1) {
      expect((await store.crises.check(ledger)).broken).toBeUndefined();
    }
    await writing;
  });
});
