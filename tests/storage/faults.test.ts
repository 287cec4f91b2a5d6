import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { StoreFault } from '../../src/ports.ts';
import { type Fault, type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna, begin, noon, real, startBy, upTo, write } from './cast.ts';

let proxy: FaultyLine;
beforeEach(async () => {
  proxy = await startProxy(inject('azurite'));
});
afterEach(async () => {
  await proxy.close();
});

/** One call in five fails, in one of these ways; from a fixed seed. */
function oneInFive(...faults: readonly Fault[]): () => Fault {
  let seed = 20261123;
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const drawn = Math.floor((seed / 2_147_483_648) * 5 * faults.length);
    return faults[drawn] ?? 'pass';
  };
}

describe('an answer that is lost after the write', () => {
  it('costs no entry and makes none twice', async () => {
    const { crises, log } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    const lost = new Set<string>();
    proxy.fate = ({ isTransaction, body }) => {
      const intents = body.match(/note-\d+/g)?.join() ?? '';
      if (!isTransaction || lost.has(intents)) return 'pass';
      lost.add(intents);
      return 'lose';
    };
    for (const n of upTo(20)) {
      expect(await write(crises, id, `note-${n}`)).toMatchObject({
        state: 'stored',
        entry: { number: n + 1 },
      });
    }
    expect(lost.size).toBe(20);
    const entries = await log.entriesAfter(id, undefined);
    expect(entries.map((entry) => entry.intent)).toEqual(['start', ...upTo(20).map((n) => `note-${n}`)]);
  });

  it('of a whole batch is found again from the log', async () => {
    const { crises, log } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    let losses = 0;
    proxy.fate = ({ isTransaction }) => {
      losses += isTransaction ? 1 : 0;
      return isTransaction && losses <= 2 ? 'lose' : 'pass';
    };
    const outcomes = await Promise.all(upTo(60).map((n) => write(crises, id, `note-${n}`)));
    expect(outcomes.every((outcome) => outcome.state === 'stored')).toBe(true);
    expect(await log.entriesAfter(id, undefined)).toHaveLength(61);
  });
});

describe('a service that stumbles', () => {
  it('costs no entry and makes none twice, on two replicas', async () => {
    const flaky = { connectionString: proxy.connectionString, timeoutMs: 300 };
    const here = await testStore(flaky);
    const there = await testStore({ ...flaky, prefix: here.prefix });
    const id = await begin(here.crises);
    proxy.fate = oneInFive('lose', 'busy', 'failAfter');
    const outcomes = await Promise.all(
      upTo(200).map((n) => write((n % 2 ? here : there).crises, id, `note-${n}`)),
    );
    expect(outcomes.every((outcome) => outcome.state === 'stored')).toBe(true);
    proxy.fate = () => 'pass';
    const entries = await here.log.entriesAfter(id, undefined);
    expect(entries.map((entry) => entry.number)).toEqual(upTo(201));
    expect(new Set(entries.map((entry) => entry.intent)).size).toBe(201);
  });

  it('gets a start through as one crisis', async () => {
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    proxy.fate = oneInFive('failAfter', 'busy', 'lose');
    const outcomes = await Promise.all(upTo(5).map((n) => crises.start(real, startBy(`start-${n}`))));
    expect(outcomes.filter((outcome) => outcome.state === 'stored')).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.ledger?.crisis.id)).size).toBe(1);
  });
});

describe('a service that is away', () => {
  /** A replica that waits no longer than this, in a crisis that another one has begun at leisure. */
  const impatient = async (limits: { budgetMs: number; timeoutMs?: number }) => {
    const { crises, prefix } = await testStore();
    const id = await begin(crises);
    const store = await testStore({ connectionString: proxy.connectionString, prefix, ...limits });
    return { ...store, id };
  };

  it('is said to be, within the time that was given', async () => {
    const { crises, id } = await impatient({ budgetMs: 400 });
    proxy.fate = () => 'busy';
    const before = performance.now();
    await expect(write(crises, id, 'a')).rejects.toThrow(StoreFault);
    await expect(crises.read(id)).rejects.toThrow(StoreFault);
    await expect(crises.active(real.planId)).rejects.toThrow(StoreFault);
    await expect(crises.start(real, startBy('b'))).rejects.toThrow(StoreFault);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('is not waited for when it does not answer at all', async () => {
    const { crises, people, id } = await impatient({ budgetMs: 400, timeoutMs: 200 });
    proxy.fate = () => 'hang';
    await expect(write(crises, id, 'a')).rejects.toThrow(StoreFault);
    await expect(people.find('x')).rejects.toThrow(StoreFault);
  });

  it('leaves nothing behind of what was given up before it was sent', async () => {
    const { crises, log, id } = await impatient({ budgetMs: 400 });
    proxy.fate = () => 'busy';
    await expect(write(crises, id, 'a')).rejects.toThrow(StoreFault);
    proxy.fate = () => 'pass';
    expect(await write(crises, id, 'b')).toMatchObject({ state: 'stored', entry: { number: 2 } });
    expect((await log.entriesAfter(id, undefined)).map((entry) => entry.intent)).toEqual(['start', 'b']);
  });

  it('costs no reading, no new table and no look where it closes connections just as they are used', async () => {
    const { people, tables } = await testStore({ connectionString: proxy.connectionString });
    const cuts: string[] = [];
    proxy.fate = ({ method, path }) => {
      const isCut = cuts.filter((one) => one === `${method} ${path}`).length < 3;
      if (isCut) cuts.push(`${method} ${path}`);
      return isCut ? 'reset' : 'pass';
    };
    expect(await people.find('x')).toBeUndefined();
    await tables.probe();
    // Each three times: making a table, reading a person, looking whether the service is there.
    expect(cuts).toHaveLength(9);
  });

  it('takes up again where it left', async () => {
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    let refusals = 0;
    proxy.fate = () => {
      refusals += 1;
      return refusals <= 4 ? 'busy' : 'pass';
    };
    const outcome = await crises.submit(id, 'a', anna, noon, { kind: 'setLevel', level: 2 });
    expect(outcome).toMatchObject({ state: 'stored', entry: { number: 2 } });
  });

  it('ends an ended crisis all the same', async () => {
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    proxy.fate = ({ isTransaction }) => (isTransaction ? 'pass' : 'busy');
    const outcome = await crises.submit(id, 'end', anna, noon, { kind: 'end', remark: '' });
    expect(outcome.state).toBe('stored');
    proxy.fate = () => 'pass';
    expect(await crises.active(real.planId)).toBeUndefined();
  });
});
