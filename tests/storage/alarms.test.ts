import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna } from './cast.ts';

const alarm = (intent: string, minute: number): Alarm => ({
  intent,
  at: `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`,
  by: anna,
  text: `Ingen kan logge på (${intent})`,
});

describe('alarms', () => {
  it('are new once', async () => {
    const { alarms } = await testStore();
    expect(await alarms.record('plan', alarm('a', 1))).toBe('stored');
    expect(await alarms.record('plan', alarm('a', 1))).toBe('known');
    expect(await alarms.record('plan', alarm('a', 9))).toBe('known');
    expect(await alarms.since('plan', alarm('', 0).at)).toEqual([alarm('a', 1)]);
  });

  it('come oldest first, from the moment asked for on', async () => {
    const { alarms } = await testStore();
    for (const [intent, minute] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['d', 20],
    ] as const) {
      await alarms.record('plan', alarm(intent, minute));
    }
    const found = await alarms.since('plan', alarm('', 20).at);
    expect(found.map((one) => one.intent)).toEqual(['b', 'd', 'c']);
  });

  it('of one plan are not those of another', async () => {
    const { alarms } = await testStore();
    await alarms.record('plan', alarm('a', 1));
    expect(await alarms.since("plan' or '1' eq '1", alarm('', 0).at)).toEqual([]);
  });
});
