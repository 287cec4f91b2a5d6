import { describe, expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna, channel, upTo } from './cast.ts';

const chosen = { conversation: channel, name: 'Drift', by: anna, at: '2026-11-23T01:14:00.000Z' };

describe('rooms', () => {
  it('keep the channel that was chosen last, for each plan by itself', async () => {
    const { rooms } = await testStore();
    expect(await rooms.chosen('plan')).toBeUndefined();
    await rooms.choose('plan', chosen);
    const other = { ...chosen, conversation: { ...channel, id: '19:ny@thread.tacv2' }, name: 'Krise' };
    await rooms.choose('plan', other);
    expect(await rooms.chosen('plan')).toEqual(other);
    expect(await rooms.chosen("plan' or '1' eq '1")).toBeUndefined();
  });

  it('are new once, until the app has left them', async () => {
    const { rooms } = await testStore();
    expect(await rooms.added('19:a@thread.tacv2')).toBe(true);
    expect(await rooms.added('19:a@thread.tacv2')).toBe(false);
    expect(await rooms.added('19:b@thread.tacv2')).toBe(true);
    await rooms.removed('19:a@thread.tacv2');
    expect(await rooms.added('19:a@thread.tacv2')).toBe(true);
    expect(await rooms.added('19:b@thread.tacv2')).toBe(false);
  });

  it('are new to one of two replicas that are told at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    for (const n of upTo(5)) {
      const told = await Promise.all([here.rooms.added(`19:${n}`), there.rooms.added(`19:${n}`)]);
      expect(told.filter(Boolean)).toHaveLength(1);
    }
  });

  it('are new although the answer to the noting was lost', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { rooms } = await testStore({ connectionString: proxy.connectionString });
    await rooms.removed('19:a');
    let lost = 0;
    proxy.fate = ({ method }) => {
      if (method === 'GET' || lost > 0) return 'pass';
      lost += 1;
      return 'lose';
    };
    expect([await rooms.added('19:a'), lost]).toEqual([true, 1]);
    await proxy.close();
  });
});
