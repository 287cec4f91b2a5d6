import { describe, expect, it } from 'vitest';
import { createAlarmBound } from '../../src/alarms/alarm-bound.ts';
import { mostAlarmsAnHour } from '../../src/domain/alarm-bound.ts';
import type { Actor, Entry } from '../../src/domain/entry.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { type Alarm, type Alarms, StoreFault } from '../../src/ports.ts';
import { testPlan } from '../fixtures/plan.ts';

const ole = { id: 'teams:ole', name: 'Ole Vind' };
const [soon, hourLater] = ['2026-11-23T01:14:00.000Z', '2026-11-23T02:15:00.000Z'];

/** Tables that take a moment, and may not answer. */
function table(answers = true) {
  const rows: Alarm[] = [];
  const ask = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!answers) throw new StoreFault('away');
  };
  const alarms: Alarms = {
    async since() {
      await ask();
      return [...rows];
    },
    async record(_plan, alarm) {
      await ask();
      rows.push(alarm);
      return 'stored';
    },
  };
  const raise = async (
    intent: string,
    at: string,
    by = ole,
    entries: readonly Entry[] = [],
  ): Promise<'held' | 'passedOn'> => {
    const person = { actor: by };
    if (
      await createAlarmBound({ plan: testPlan, alarms }, { intent, at }, person, {
        entries,
      } as Ledger).holdAlarm(intent)
    )
      return 'held';
    await alarms.record(testPlan.id, { intent, at, by, text: intent }).catch(() => undefined);
    return 'passedOn';
  };
  return { rows, raise };
}

/** Entered in the log of the crisis that runs. */
const entered = (intent: string, by: Actor) =>
  ({ intent, at: soon, by, event: { kind: 'alarmRaised' } }) as Entry;

const many = Array.from({ length: 20 }, (_, index) => `m:${index}`);

describe('alarms of somebody outside the plan', () => {
  it('that are raised in the same moment are passed on no more often than in a row', async () => {
    const { rows, raise } = table();
    const became = await Promise.all(many.map((intent) => raise(intent, soon)));
    expect(became.filter((one) => one === 'passedOn')).toHaveLength(mostAlarmsAnHour);
    // Held back, and stored all the same.
    expect(rows).toHaveLength(20);
    expect(await raise('m:a', soon, { id: 'teams:ida', name: 'Ida Dam' })).toBe('passedOn');
    expect(await raise('m:later', hourLater)).toBe('passedOn');
  });

  it('count the same when one is delivered again, also before the first time is over', async () => {
    const { raise } = table();
    expect(
      await Promise.all(['m:1', 'm:1', 'm:2', 'm:3', 'm:1', 'm:4'].map((one) => raise(one, soon))),
    ).toEqual(['passedOn', 'passedOn', 'passedOn', 'passedOn', 'passedOn', 'held']);
  });

  it('count once where they stand in the log of the crisis too, and others’ do not count', async () => {
    const { raise } = table();
    const ida = { id: 'teams:ida', name: 'Ida Dam' };
    const others = ['m:7', 'm:8', 'm:9'].map((intent) => entered(intent, ida));
    for (const intent of ['m:1', 'm:2']) await raise(intent, soon);
    const log = [...others, entered('before-m:1', ole), entered('before-m:2', ole)];
    expect(await raise('m:3', soon, ole, log)).toBe('passedOn');
    expect(await raise('m:4', soon, ole, log)).toBe('held');
  });

  it('are not held back where nothing can be stored', async () => {
    const { raise } = table(false);
    const became = await Promise.all(many.map((intent) => raise(intent, soon)));
    expect(new Set(became)).toEqual(new Set(['passedOn']));
  });
});
