import { describe, expect, it, vi } from 'vitest';
import { createMaking, type MadeFile } from '../../src/files/making-files.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, noon, write } from '../storage/cast.ts';

const file: MadeFile = { format: 'pdf', name: 'x.pdf', mime: 'application/pdf', bytes: Buffer.from('x') };

async function takenOut() {
  const store = await testStore();
  const id = await begin(store.crises);
  await write(store.crises, id, 'a');
  await store.crises.submit(id, 'e', anna, noon, { kind: 'noteExport', formats: ['pdf'], upTo: 2 });
  await write(store.crises, id, 'b');
  return { store, wanted: { crisisId: id, entry: 3, formats: ['pdf'] as const, personId: anna.id } };
}

describe('making files', () => {
  it('makes them of the log as it stood, however much has happened since', async () => {
    const { store, wanted } = await takenOut();
    const sizes: number[] = [];
    const making = createMaking({
      plan: testPlan,
      crises: store.crises,
      makeFiles: async ({ ledger, chain, upTo, by, madeAt }) => {
        sizes.push(ledger.entries.length, ledger.crisis.size, chain.links.length, upTo);
        expect([by, madeAt]).toEqual([anna.name, noon]);
        return [file];
      },
    });
    expect(await making(wanted)).toMatchObject({ state: 'made', files: [file] });
    expect(sizes).toEqual([2, 2, 2, 2]);
  });

  it('makes two at a time, lets six wait, and asks anybody else to come again', async () => {
    const { store, wanted } = await takenOut();
    let underWay = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const making = createMaking({
      plan: testPlan,
      crises: store.crises,
      makeFiles: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise<void>((go) => waiting.push(go));
        underWay -= 1;
        return [file];
      },
    });
    const asked = Array.from({ length: 12 }, () => making(wanted));
    for (let left = 8; left > 0; left -= 2) {
      await vi.waitUntil(() => waiting.length === 2);
      for (const go of waiting.splice(0)) go();
    }
    const states = (await Promise.all(asked)).map(({ state }) => state);
    expect(states.filter((state) => state === 'made')).toHaveLength(8);
    expect(states.filter((state) => state === 'busy')).toHaveLength(4);
    expect(most).toBe(2);
    // A place is given back also where the making failed.
    const failing = createMaking({
      plan: testPlan,
      crises: store.crises,
      makeFiles: () => Promise.reject(new Error('no paper')),
    });
    for (let count = 0; count < 5; count += 1) await expect(failing(wanted)).rejects.toThrow('no paper');
  });

  it('makes none of a log that does not hold', async () => {
    const { store, wanted } = await takenOut();
    const { client } = store.tables.log;
    await client.updateEntity(
      { partitionKey: wanted.crisisId, rowKey: 'e:0000000002', text0: '{"text":"x"}' },
      'Merge',
    );
    const makeFiles = async () => [file];
    const making = createMaking({ plan: testPlan, crises: store.crises, makeFiles });
    await expect(making(wanted)).rejects.toMatchObject({ fault: { number: 2, why: 'textChanged' } });
  });
});
