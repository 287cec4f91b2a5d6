import { describe, expect, it } from 'vitest';
import type { NoticeState } from '../../src/ports.ts';
import { createNotices } from '../../src/storage/notices.ts';
import { testStore } from '../azurite/test-store.ts';
import { channel, upTo } from './cast.ts';

const id = 'K-2026-01';
const all = (ids: readonly string[], state: NoticeState) => new Map(ids.map((one) => [one, state]));

describe('the right to announce', () => {
  it('is one owner’s until it lapses or is given back', async () => {
    const { tables } = await testStore();
    let time = Date.parse('2026-11-23T02:00:00Z');
    const notices = createNotices(tables, { now: () => new Date(time).toISOString() });
    expect(await notices.lease(id, 'a', 10_000)).toBe(true);
    expect(await notices.lease(id, 'b', 10_000)).toBe(false);
    time += 9000;
    expect(await notices.lease(id, 'a', 10_000)).toBe(true);
    time += 9000;
    expect(await notices.lease(id, 'b', 10_000)).toBe(false);
    time += 1000;
    expect(await notices.lease(id, 'b', 10_000)).toBe(true);
    expect(await notices.lease(id, 'a', 10_000)).toBe(false);
    await notices.releaseLease(id, 'a');
    expect(await notices.lease(id, 'a', 10_000)).toBe(false);
    await notices.releaseLease(id, 'b');
    expect(await notices.lease(id, 'a', 10_000)).toBe(true);
  });

  it('goes to one of many who ask at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const won = await Promise.all(
      upTo(20).map((n) => (n % 2 ? here : there).notices.lease(id, `owner-${n}`, 10_000)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('is held for each crisis by itself', async () => {
    const { notices } = await testStore();
    expect(await notices.lease('K-2026-01', 'a', 10_000)).toBe(true);
    expect(await notices.lease('K-2026-02', 'b', 10_000)).toBe(true);
  });
});

describe('notices', () => {
  it('are remembered with their newest state', async () => {
    const { notices } = await testStore();
    const ids = upTo(90).map((n) => `${n}:personalCard:ida's/kontakt`);
    await notices.mark(id, all(ids, 'sending'));
    await notices.mark(id, new Map([...all(ids.slice(0, 80), 'sent'), ...all(ids.slice(80), 'unreachable')]));
    const states = await notices.states(id);
    expect(states.size).toBe(90);
    expect([...states.values()].filter((state) => state === 'sent')).toHaveLength(80);
    expect(states.get(ids[89] ?? '')).toBe('unreachable');
  });

  it.each(['sent', 'unreachable', 'refused'] as const)(
    'that are %s are not under way again',
    async (final) => {
      const { notices } = await testStore();
      await notices.mark(id, all(['a'], final));
      await notices.mark(
        id,
        new Map<string, NoticeState>([
          ['a', 'sending'],
          ['b', 'sending'],
        ]),
      );
      await notices.mark(id, all(['a'], 'unknown'));
      expect(await notices.states(id)).toEqual(
        new Map([
          ['a', final],
          ['b', 'sending'],
        ]),
      );
    },
  );

  it('in doubt may be sent again', async () => {
    const { notices } = await testStore();
    for (const state of ['sending', 'unknown', 'sending', 'sent'] as const) {
      await notices.mark(id, all(['a'], state));
      expect((await notices.states(id)).get('a')).toBe(state);
    }
  });

  it('lose no outcome when two replicas mark at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    await Promise.all(
      upTo(10).map((n) => (n % 2 ? here : there).notices.mark(id, all([`n-${n}`, 'shared'], 'sent'))),
    );
    expect((await here.notices.states(id)).size).toBe(11);
  });
});

describe('posted cards', () => {
  it('are found again, the last one written for each target', async () => {
    const { notices } = await testStore();
    const card = { target: 'status', conversation: channel, activityId: '1', shown: 'x' };
    await notices.saveCard(id, card);
    await notices.saveCard(id, { ...card, target: 'person:ida' });
    await notices.saveCard(id, { ...card, shown: 'y' });
    const cards = await notices.cards(id);
    expect(cards).toHaveLength(2);
    expect(cards).toContainEqual({ ...card, shown: 'y' });
    expect(await notices.cards('K-2026-02')).toEqual([]);
  });
});
