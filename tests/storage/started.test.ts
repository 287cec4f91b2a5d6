import { describe, expect, inject, it } from 'vitest';
import { jsonRow } from '../../src/storage/rows.ts';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna, begin, channel, drill, noon, real, startBy } from './cast.ts';

const end = { kind: 'end', remark: '' } as const;

describe('the crises that were started', () => {
  it('are all there, more than the few remembered for the announcer, newest first', async () => {
    const { crises } = await testStore();
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const at = `2026-11-23T12:0${n}:00.000Z`;
      const { ledger } = await crises.start(real, startBy(`start-${n}`, real, at));
      await crises.submit(ledger?.crisis.id ?? '', `end-${n}`, anna, at, end);
    }
    await begin(crises, 'drill', drill);
    const started = await crises.started(real.planId);
    expect(started.map(({ crisisId }) => crisisId)).toEqual([
      'K-2026-06',
      'K-2026-05',
      'K-2026-04',
      'K-2026-03',
      'K-2026-02',
      'K-2026-01',
      'Ø-2026-01',
    ]);
  });

  it('are found by one query', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    await begin(crises);
    proxy.calls.length = 0;
    await crises.started(real.planId);
    expect(proxy.calls).toHaveLength(1);
    await proxy.close();
  });

  it('are another plan’s no more than they must: a row from before says not whose it is', async () => {
    const { crises, tables } = await testStore();
    const id = await begin(crises);
    expect(await crises.started('another')).toEqual([]);
    const { plan: _, ...start } = startBy('old').start;
    const crisis = { crisisId: 'K-2025-03', intent: 'old', origin: channel, start };
    await tables.register.client.createEntity(jsonRow('register', 'start:old', { running: true, crisis }));
    const started = await crises.started(real.planId);
    expect(started.map(({ crisisId }) => crisisId).toSorted()).toEqual(['K-2025-03', id]);
    expect(started.every(({ startedAt }) => startedAt === noon)).toBe(true);
  });
});
