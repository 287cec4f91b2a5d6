import { mkdtemp, rm } from 'node:fs/promises';
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
/** What stands in the tables. */
let stored: Alarm[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-'));
  [isAway, stored] = [true, []];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process on that disk. */
function process(): Promise<KeptAlarms> {
  return openKeptAlarms({
    alarms: {
      async record(_, given) {
        if (isAway) throw new StoreFault('away');
        if (stored.some(({ intent }) => intent === given.intent)) return 'known';
        stored.push(given);
        return 'stored';
      },
      since: async () => stored,
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
