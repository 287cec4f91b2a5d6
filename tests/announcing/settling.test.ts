import { describe, expect, it } from 'vitest';
import { createSettling } from '../../src/announcing/settling.ts';
import type { NoticeState, PostedCard } from '../../src/ports.ts';

const home = { id: 'a:1', kind: 'personal', serviceUrl: 'https://example.org' } as const;
const cardOf = (notice: string): PostedCard => ({
  target: `person:lise#${notice}`,
  conversation: home,
  activityId: '1',
  shown: 'x',
});
const silent = { info: () => undefined, error: () => undefined };

/** What is written, in order; cards wait until they are let through, or fail. */
function tables() {
  const written: string[] = [];
  const nothing = async (): Promise<void> => undefined;
  const table = { written, saving: nothing, marking: nothing, reporting: nothing };
  const notices = {
    saveCard: async (_: string, { target }: PostedCard) => {
      await table.saving();
      written.push(target);
    },
    mark: async (_: string, states: ReadonlyMap<string, NoticeState>) => {
      await table.marking();
      for (const [id, state] of states) written.push(`${id} ${state}`);
    },
  };
  const clock = { now: () => '2026-11-23T12:00:00.000Z' };
  const crises = {
    async submit(_crisis: string, intent: string) {
      await table.reporting();
      written.push(intent);
    },
  };
  const needs = { notices, clock, journal: silent, crises } as never;
  return { table, settling: createSettling(needs, 'K-2026-01') };
}

describe('what became of a card', () => {
  it('is stored after where it stands, also where another was being stored just then', async () => {
    const { table, settling } = tables();
    let letThrough = () => {};
    table.saving = () =>
      new Promise((resolve) => {
        letThrough = resolve;
      });
    settling.keepCard(cardOf('1-card-jens'));
    const first = settling.settle('1-card-jens', { state: 'sent' });
    await Promise.resolve();
    table.saving = async () => undefined;
    settling.keepCard(cardOf('1-card-lise'));
    const second = settling.settle('1-card-lise', { state: 'sent' });
    letThrough();
    await Promise.all([first, second]);
    const place = (what: string) => table.written.indexOf(what);
    expect(place('1-card-lise sent')).toBeGreaterThan(place('person:lise#1-card-lise'));
    expect(place('1-card-jens sent')).toBeGreaterThan(place('person:lise#1-card-jens'));
  });

  it('is stored one after the other, and what comes meanwhile together in the next', async () => {
    const { table, settling } = tables();
    let atOnce = 0;
    let most = 0;
    table.saving = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce -= 1;
    };
    const all = ['a', 'b', 'c'].map((id) => {
      settling.keepCard({ ...cardOf(id), target: 'status' });
      return settling.settle(id, { state: 'sent' });
    });
    await Promise.all(all);
    expect([most, settling.isStored()]).toEqual([1, true]);
  });

  it('that came while an older one was being stored is not taken for stored', async () => {
    const { table, settling } = tables();
    settling.keepCard(cardOf('1-card-lise'));
    table.saving = async () => {
      table.saving = async () => undefined;
      settling.keepCard({ ...cardOf('1-card-lise'), shown: 'newer' });
    };
    await settling.settle('1-card-lise', { state: 'sent' });
    expect(settling.cards()).toMatchObject([{ shown: 'newer' }]);
    expect(await settling.store()).toBe(true);
    let second: Promise<void> | undefined;
    table.marking = async () => {
      second ??= settling.settle('2-text-jens', { state: 'sent' });
    };
    await settling.settle('2-text-jens', { state: 'waiting' });
    await second;
    expect(table.written.slice(-2)).toEqual(['2-text-jens waiting', '2-text-jens sent']);
  });

  it('is final only when the log says whom it did not reach, which is said once', async () => {
    const { table, settling } = tables();
    const away = async () => {
      throw new Error('the tables are away');
    };
    const unreachable = { person: { id: 'jens', name: 'Jens Krogh' }, cause: 'blocked' } as const;
    table.reporting = away;
    await settling.settle('1-card-jens', { state: 'unreachable', unreachable });
    expect(table.written).toEqual([]);
    table.reporting = async () => undefined;
    table.marking = away;
    expect(await settling.store()).toBe(false);
    table.marking = async () => undefined;
    expect(await settling.store()).toBe(true);
    // By the same intent: the log takes it once.
    const intent = 'unreachable-blocked-jens';
    expect(table.written).toEqual([intent, intent, '1-card-jens unreachable']);
  });

  it('waits where the place of its card cannot be stored, and holds up no other', async () => {
    const { table, settling } = tables();
    table.saving = async () => {
      throw new Error('the tables are away');
    };
    settling.keepCard(cardOf('1-card-lise'));
    settling.keepCard({ ...cardOf(''), target: 'status' });
    for (const id of ['1-card-lise', 'status-1', 'moved-ab', '2-text-jens']) {
      await settling.settle(id, { state: 'sent' });
    }
    expect(table.written).toEqual(['2-text-jens sent']);
    table.saving = async () => undefined;
    expect(await settling.store()).toBe(true);
    expect(table.written.slice(1)).toEqual([
      'person:lise#1-card-lise',
      'status',
      '1-card-lise sent',
      'status-1 sent',
      'moved-ab sent',
    ]);
  });
});
