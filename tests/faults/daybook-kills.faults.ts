import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compiled } from '../compile.ts';
import type { KeeperOrders } from '../daybook/keeper.ts';
import { type KeepingStage, setKeeping } from '../daybook/keeping-stage.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, noon, note, upTo } from '../storage/cast.ts';
import { luck, size } from './size.ts';

let script: string;
let stage: KeepingStage;
beforeAll(async () => {
  script = await compiled('tests/daybook/keeper.ts');
});
beforeEach(async () => {
  stage = await setKeeping();
});
afterEach(() => stage.close());

interface Keeper {
  /** Every line it said, as it comes. */
  readonly said: {
    intent?: string;
    state?: string;
    told?: string;
    text?: string;
    ready?: true;
    done?: true;
  }[];
  kill(): Promise<void>;
}

function start(crisisId: string, name: string, notes: number, at = noon, limitKb?: number): Keeper {
  const orders: KeeperOrders = {
    connectionString: stage.proxy.connectionString,
    prefix: stage.store.prefix,
    directory: stage.directory,
    crisisId,
    plan: testPlan,
    name,
    by: anna,
    at,
    notes,
  };
  const asked = [script, JSON.stringify(orders)];
  // A file that may not grow further fails as a disk does that is full.
  const [program, args] = limitKb
    ? ['bash', ['-c', `ulimit -f ${limitKb}; exec "$0" "$@"`, process.execPath, ...asked]]
    : [process.execPath, asked];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said: Keeper['said'] = [];
  createInterface({ input: child.stdout }).on('line', (line) => void said.push(JSON.parse(line)));
  return {
    said,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const minutesLater = (minutes: number) => new Date(Date.parse(noon) + minutes * 60_000).toISOString();

const until = (holds: () => unknown, timeout = 30_000) =>
  vi.waitFor(() => expect(holds()).toBeTruthy(), { timeout, interval: 5 });

async function textsOf(crisisId: string): Promise<readonly string[]> {
  const entries = await stage.store.log.entriesAfter(crisisId, undefined);
  expect(entries.map(({ number }) => number)).toEqual(upTo(entries.length));
  return entries.slice(1).map(({ text }) => text);
}

describe('a process that is killed while the tables are away', () => {
  it('loses nothing that it said was kept: the next goes on, and all is entered once, in order', async () => {
    const random = luck('daybook kills');
    const crisisId = await begin(stage.store.crises);
    const kept: string[] = [];
    for (const round of upTo(size(2, 20))) {
      const keeper = start(crisisId, `r${round}`, 100_000, minutesLater(round));
      const enough = 1 + Math.floor(random() * 60);
      // The first knows the crisis before they go away, and writes while they do.
      if (round === 1) {
        await until(() => keeper.said.some(({ state }) => state === 'stored'));
        stage.cut();
        await until(() => keeper.said.some(({ state }) => state === 'kept'));
      }
      await until(() => keeper.said.filter(({ intent }) => intent).length >= enough);
      await keeper.kill();
      expect(keeper.said.filter(({ state }) => state === 'failed')).toEqual([]);
      kept.push(
        ...keeper.said.flatMap(({ intent, state }) => (intent && state !== 'failed' ? [intent] : [])),
      );
    }
    stage.mend();
    // Killed on the way into the log, too.
    for (const round of upTo(size(2, 12))) {
      const keeper = start(crisisId, `p${round}`, 0);
      const before = (await textsOf(crisisId)).length;
      await until(() => keeper.said.some(({ ready }) => ready));
      const grown = 1 + Math.floor(random() * 60);
      await vi.waitFor(
        async () => {
          const isGrown = (await textsOf(crisisId)).length >= Math.min(before + grown, kept.length);
          expect(isGrown).toBe(true);
        },
        { timeout: 30_000, interval: 5 },
      );
      await keeper.kill();
    }
    const last = await stage.replica();
    await until(() => !last.presence.awaySince());
    const texts = await textsOf(crisisId);
    expect(new Set(texts).size).toBe(texts.length);
    expect(kept.filter((intent) => !texts.includes(intent))).toEqual([]);
    expect(texts.filter((text) => kept.includes(text))).toEqual(kept);
    process.stdout.write(`daybook: ${kept.length} kept over ${size(4, 32)} kills, none lost, none twice\n`);
  });

  it('tells its author once, whenever it is killed', async () => {
    const crisisId = await begin(stage.store.crises);
    const first = await stage.replica();
    stage.cut();
    for (const n of upTo(5)) await first.forPeople.submit(crisisId, `n-${n}`, anna, noon, note(`n-${n}`));
    await first.stop();
    stage.mend();
    const random = luck('daybook telling');
    const told: unknown[] = [];
    for (const round of upTo(size(2, 12))) {
      const keeper = start(crisisId, `t${round}`, 0);
      await until(() => keeper.said.some(({ ready }) => ready));
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      await keeper.kill();
      told.push(...keeper.said.flatMap(({ text }) => text ?? []));
    }
    const last = await stage.replica();
    await until(() => !last.presence.awaySince());
    await last.idle();
    expect([...told, ...stage.told]).toHaveLength(1);
    expect((await textsOf(crisisId)).toSorted()).toEqual(upTo(5).map((n) => `n-${n}`));
  });
});

describe('a disk that fills up', () => {
  it('loses nothing that was said to be kept, and keeps nothing that was not', async () => {
    const crisisId = await begin(stage.store.crises);
    const keeper = start(crisisId, 'full', 400, noon, 64);
    await until(() => keeper.said.some(({ state }) => state === 'stored'));
    stage.cut();
    await until(() => keeper.said.some(({ done }) => done));
    await keeper.kill();
    const intents = (state: string) =>
      keeper.said.flatMap((one) => (one.state === state ? (one.intent ?? []) : []));
    expect(intents('kept').length).toBeGreaterThan(10);
    expect(intents('failed').length).toBeGreaterThan(10);
    stage.mend();
    const last = await stage.replica();
    await until(() => !last.presence.awaySince());
    expect(await textsOf(crisisId)).toEqual([...intents('stored'), ...intents('kept')]);
  });
});

describe('a long outage', () => {
  it('is entered within a minute, 3,000 lines', async () => {
    const lines = size(300, 3000);
    const crisisId = await begin(stage.store.crises);
    const keeping = await stage.replica();
    stage.cut();
    const kept = await Promise.all(
      upTo(lines).map((n) => keeping.forPeople.submit(crisisId, `n-${n}`, anna, noon, note(`Linje ${n}`))),
    );
    expect(kept.every(({ state }) => state === 'kept')).toBe(true);
    stage.mend();
    const before = performance.now();
    await until(() => !keeping.presence.awaySince(), 60_000);
    const took = performance.now() - before;
    expect(await textsOf(crisisId)).toEqual(upTo(lines).map((n) => `Linje ${n}`));
    process.stdout.write(`daybook: ${lines} lines entered in ${Math.round(took)} ms\n`);
    expect(took).toBeLessThan(60_000);
  });
});
