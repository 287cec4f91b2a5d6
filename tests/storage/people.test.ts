import { describe, expect, inject, it } from 'vitest';
import type { KnownAccount } from '../../src/ports.ts';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { channel, upTo } from './cast.ts';

const known: KnownAccount = { accountId: '4e1f', name: 'Ida Møller 🌿', guest: false };

describe('people', () => {
  it('are found as they were left', async () => {
    const { people } = await testStore();
    expect(await people.find('4e1f')).toBeUndefined();
    const changed = await people.change('4e1f', (before) => ({ ...known, ...before, personal: channel }));
    expect(changed).toEqual({ ...known, personal: channel });
    expect(await people.find('4e1f')).toEqual(changed);
  });

  it('lose no change that two replicas make at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    await Promise.all(
      upTo(10).map((n) =>
        (n % 2 ? here : there).people.change('4e1f', (before) => ({
          ...known,
          upn: [...(before?.upn?.split(',') ?? []), String(n)].join(','),
        })),
      ),
    );
    const upn = (await here.people.find('4e1f'))?.upn?.split(',').map(Number);
    expect(upn?.sort((one, other) => one - other)).toEqual(upTo(10));
  });

  it('are changed once although the answer to the change was lost', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { people } = await testStore({ connectionString: proxy.connectionString });
    let lost = 0;
    proxy.fate = ({ method }) => {
      if (method === 'GET' || lost > 1) return 'pass';
      lost += 1;
      return lost === 2 ? 'lose' : 'pass';
    };
    const changed = await people.change('4e1f', (before) => ({
      ...known,
      upn: `${before?.upn ?? ''}+1`,
    }));
    expect([changed.upn, lost]).toEqual(['+1', 2]);
    await proxy.close();
  });

  it('are read although a kept connection was cut', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { people } = await testStore({ connectionString: proxy.connectionString });
    await people.change('4e1f', () => known);
    let cut = false;
    proxy.fate = () => {
      if (cut) return 'pass';
      cut = true;
      return 'lose';
    };
    expect(await people.find('4e1f')).toEqual(known);
    await proxy.close();
  });

  it('are all listed, and one row each', async () => {
    const { people } = await testStore();
    const ids = ["a' or PartitionKey ne '", 'a/b', 'Ø', '29:1-x_y'];
    for (const accountId of ids) await people.change(accountId, () => ({ ...known, accountId }));
    for (const accountId of ids) expect((await people.find(accountId))?.accountId).toBe(accountId);
    expect((await people.all()).map((account) => account.accountId).sort()).toEqual(ids.sort());
  });

  it('are added many at once, and those known already stay as they are', async () => {
    const { people } = await testStore();
    const kept = await people.change('n7', () => ({ ...known, accountId: 'n7', personal: channel }));
    const ids = upTo(120).map((n) => `n${n}`);
    await people.add(ids.map((accountId) => ({ ...known, accountId })));
    expect((await people.all()).map(({ accountId }) => accountId).sort()).toEqual(ids.sort());
    expect(await people.find('n7')).toEqual(kept);
  });
});
