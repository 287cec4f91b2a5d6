import { describe, expect, inject, it } from 'vitest';
import type { Review } from '../../src/domain/monthly.ts';
import { createReviews } from '../../src/storage/reviews.ts';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { upTo } from './cast.ts';

const claim = (by: string): Review => ({
  month: '2026-12',
  state: 'preparing',
  at: '2026-12-01T08:00:00.000Z',
  by,
});

describe('reviews', () => {
  it('keep the newest for each plan by itself', async () => {
    const reviews = createReviews((await testStore()).tables);
    expect(await reviews.last('plan')).toBeUndefined();
    await reviews.change('plan', () => claim('one'));
    expect(await reviews.last('plan')).toEqual(claim('one'));
    expect(await reviews.last('another')).toBeUndefined();
  });

  it('are claimed by one of two replicas at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const replicas = [createReviews(here.tables), createReviews(there.tables)];
    for (const n of upTo(5)) {
      const claimed = await Promise.all(
        replicas.map((reviews, index) =>
          reviews.change(`plan-${n}`, (last) => last ?? claim(`replica-${index}`)),
        ),
      );
      expect(new Set(claimed.map(({ by }) => by)).size).toBe(1);
    }
  });

  it('are one’s own although the answer to the claim was lost', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { tables } = await testStore({ connectionString: proxy.connectionString });
    const reviews = createReviews(tables);
    await reviews.change('other', () => claim('one'));
    let lost = 0;
    proxy.fate = ({ method }) => {
      if (method === 'GET' || lost > 0) return 'pass';
      lost += 1;
      return 'lose';
    };
    const claimed = await reviews.change('plan', (last) => last ?? claim('one'));
    expect([claimed.by, lost]).toEqual(['one', 1]);
    await proxy.close();
  });
});
