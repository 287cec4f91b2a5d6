import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type KeptAlarms, openKeptAlarms } from '../../src/daybook/kept-alarms.ts';
import { type Alarm, StoreFault } from '../../src/ports.ts';
import { channel, jens, noon } from '../storage/cast.ts';

const journal = { info: () => undefined, error: () => undefined };
const alarm: Alarm = { intent: 'm1', at: noon, by: jens, text: 'Mailen er nede', near: channel };

let folder: string;
let isAway: boolean;
/** Nothing is told of what is stored. */
let cut: boolean;
/** How often the tables were asked to store one. */
let asked: number;
/** What stands in the tables. */
let stored: Alarm[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-'));
  [isAway, cut, asked, stored] = [true, false, 0, []];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process on that disk. */
function process(): Promise<KeptAlarms> {
  return openKeptAlarms({
    alarms: {
      async record(_, given) {
        asked += 1;
        if (isAway) throw new StoreFault('away');
        if (stored.some(({ intent }) => intent === given.intent)) return 'known';
        stored.push(given);
        return 'stored';
      },
      async since() {
        if (cut) throw new StoreFault('away');
        return stored;
      },
    },
    planId: 'plan',
    presence: { awaySince: () => noon, ask: (call) => call() },
    journal,
    folder,
  });
}

async function back(kept: KeptAlarms): Promise<readonly Alarm[]> {
  isAway = false;
  await kept.catchUp();
  await kept.close();
  return stored;
}

it('an alarm that was kept and passed on is stored as nothing that is to be passed on', async () => {
  const kept = await process();
  await kept.forPeople.record('plan', alarm);
  expect(await back(kept)).toMatchObject([{ intent: 'm1', text: 'Mailen er nede' }]);
  expect(stored[0]).not.toHaveProperty('near');
});

it('one whose process ended before it was passed on is passed on by whoever finds it, as a repeat', async () => {
  const dead = await process();
  await dead.forPeople.record('plan', alarm);
  await dead.close();
  expect(await back(await process())).toMatchObject([{ intent: 'm1', near: channel, inDoubt: true }]);
});

it('one that was passed on before its process ended is not passed on again', async () => {
  const dead = await process();
  await dead.forPeople.record('plan', alarm);
  await dead.passed('m1');
  await dead.look();
  await dead.close();
  expect(await back(await process())).toHaveLength(1);
  expect(stored[0]).not.toHaveProperty('near');
});

it('one that is delivered again is passed on no more, and those since a moment are known', async () => {
  const kept = await process();
  const again = [await kept.forPeople.record('plan', alarm), await kept.forPeople.record('plan', alarm)];
  expect(again).toEqual(['kept', 'known']);
  await kept.close();
  // Also by the next process on that disk.
  const next = await process();
  expect(await next.forPeople.record('plan', alarm)).toBe('known');
  isAway = false;
  await Promise.all([next.catchUp(), next.catchUp()]);
  expect(stored).toHaveLength(1);
  await next.look();
  await next.close();
  stored = [];
  expect(await back(await process())).toEqual([]);
});

it('one that the disk does not take is passed on, and stored when the tables answer', async () => {
  const kept = await process();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'en fil');
  expect(await kept.forPeople.record('plan', alarm)).toBe('unstored');
  expect(await kept.forPeople.record('plan', alarm)).toBe('known');
  isAway = false;
  expect(await kept.stored.since('plan', noon)).toMatchObject([{ intent: 'm1' }]);
  const before = asked;
  await kept.catchUp();
  expect(asked).toBe(before);
  await rm(folder);
  await kept.close();
});

it('what is kept is told of as far as it was raised since', async () => {
  const kept = await process();
  await kept.forPeople.record('plan', { ...alarm, at: '2026-11-23T11:00:00.000Z' });
  await kept.forPeople.record('plan', { ...alarm, intent: 'm2' });
  cut = true;
  expect(await kept.forPeople.since('plan', noon)).toMatchObject([{ intent: 'm2' }]);
  await kept.close();
});
