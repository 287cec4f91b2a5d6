import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DaybookFault, StoreAway, StoreFault } from '../../src/ports.ts';
import { type KeepingStage, setKeeping } from '../daybook/keeping-stage.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, drill, jens, noon, note, real, startBy, upTo, write } from '../storage/cast.ts';
import { size } from './size.ts';

let stage: KeepingStage;
beforeEach(async () => {
  stage = await setKeeping();
});
afterEach(() => stage.close());

const later = (minutes: number) => new Date(Date.parse(noon) + minutes * 60_000).toISOString();
const back = (keeping: { presence: { awaySince(): string | undefined } }) =>
  vi.waitFor(() => expect(keeping.presence.awaySince()).toBeUndefined(), { timeout: 10_000, interval: 20 });

async function logOf(id: string) {
  return (await stage.store.log.entriesAfter(id, undefined)).map(({ text }) => text);
}

describe('a command while the tables are away', () => {
  it('is kept, and entered in order with its own time when they are back', async () => {
    const keeping = await stage.replica();
    const { forPeople } = keeping;
    const id = await begin(forPeople);
    stage.cut();
    for (const n of upTo(5)) {
      const outcome = await forPeople.submit(id, `n-${n}`, anna, later(n), note(`Linje ${n}`));
      expect(outcome).toMatchObject({ state: 'kept', entry: { text: `Linje ${n}` } });
      expect(outcome.ledger?.asOf).toBeDefined();
    }
    expect((await forPeople.read(id))?.entries).toHaveLength(6);
    expect(await logOf(id)).toHaveLength(1);
    // Somebody else wrote meanwhile, later than what was kept.
    await stage.store.crises.submit(id, 'other', jens, later(30), note('Fra en anden'));
    stage.mend();
    await back(keeping);
    expect((await logOf(id)).slice(1)).toEqual(['Fra en anden', ...upTo(5).map((n) => `Linje ${n}`)]);
    const entries = await stage.store.log.entriesAfter(id, undefined);
    expect(entries.at(-1)).toMatchObject({ at: later(30), happenedAt: later(5) });
    expect(stage.told).toEqual([
      expect.stringMatching(
        /^anna: Loggen svarer igen\.\n\nDet, du skrev .*kl\. 13\.01–13\.05, står nu som nr\. 3, 4, 5, 6 og 7\.$/,
      ),
    ]);
    await vi.waitFor(async () => expect(await stage.files()).toEqual([]));
  });

  it('that comes again is kept once and answered alike; one that is in the log already is no new one', async () => {
    const keeping = await stage.replica();
    const { forPeople } = keeping;
    const id = await begin(forPeople);
    await write(forPeople, id, 'before');
    stage.cut();
    const twice = await Promise.all([1, 2].map(() => write(forPeople, id, 'same')));
    const again = await write(forPeople, id, 'same');
    expect([...twice, again].map(({ state }) => state)).toEqual(['kept', 'kept', 'kept']);
    expect(await write(forPeople, id, 'before')).toMatchObject({ state: 'repeated', entry: { number: 2 } });
    stage.mend();
    await back(keeping);
    expect(await logOf(id)).toEqual([expect.anything(), 'before', 'same']);
  });

  it('is decided on what is known and kept: what the rules refuse is refused, as of when is said', async () => {
    const { forPeople } = await stage.replica();
    const id = await begin(forPeople);
    stage.cut();
    const taken = await forPeople.submit(id, 't1', jens, later(1), { kind: 'takeRole', role: 'logOfficer' });
    expect(taken.state).toBe('kept');
    const again = await forPeople.submit(id, 't2', jens, later(2), { kind: 'takeRole', role: 'logOfficer' });
    expect(again).toMatchObject({ state: 'refused', refusal: { code: 'already' } });
    expect(again.ledger?.asOf).toBeDefined();
    await forPeople.submit(id, 'n', anna, later(2), note('Uden nummer endnu'));
    const corrected = { kind: 'correct', of: 3, text: 'Rettet' } as const;
    expect(await forPeople.submit(id, 't4', anna, later(3), corrected)).toMatchObject({
      state: 'refused',
      refusal: { code: 'away' },
    });
    const files = await forPeople.submit(id, 't3', jens, later(2), {
      kind: 'noteExport',
      formats: ['pdf'],
      upTo: 1,
    });
    expect(files).toMatchObject({ state: 'refused', refusal: { code: 'away' } });
  });

  it('that playback refuses is told to its author with the text, and the rest goes on', async () => {
    const keeping = await stage.replica();
    const { forPeople } = keeping;
    const id = await begin(forPeople);
    stage.cut();
    await forPeople.submit(id, 'r', jens, later(1), { kind: 'takeRole', role: 'logOfficer' });
    await forPeople.submit(id, 'n', jens, later(2), note('Strømmen er tilbage'));
    await stage.store.crises.submit(id, 'e', anna, later(1), { kind: 'end', remark: 'Slut' });
    stage.mend();
    await back(keeping);
    await vi.waitFor(() => expect(stage.told).toHaveLength(1));
    expect(stage.told[0]).toMatch(/^jens: Loggen svarer igen\./);
    expect(stage.told[0]).toContain('kom ikke i loggen: »Strømmen er tilbage«');
    expect(stage.told[0]).toContain('slut');
    expect(await logOf(id)).toHaveLength(2);
  });

  it('is not kept without a place for it, and nothing is claimed', async () => {
    const keeping = await stage.replica({ keepsNothing: true });
    const id = await begin(keeping.forPeople);
    stage.cut();
    await expect(write(keeping.forPeople, id, 'a')).rejects.toThrow(StoreFault);
    await expect(write(keeping.forPeople, id, 'b')).rejects.toThrow(StoreAway);
    expect((await keeping.forPeople.active(testPlan.id))?.ledger.asOf).toBeDefined();
    stage.mend();
    await back(keeping);
    // What was asked for at first may have got there, as its answer says; the other was not even asked for.
    expect(await logOf(id)).not.toContain('b');
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ways: readonly (readonly [string, KeepingStage['proxy']['fate']])[] = [
  ['never answer', () => 'hang'],
  ['answer each call after four seconds', async () => pause(4000).then(() => 'pass' as const)],
  ['refuse each call', () => 'busy'],
  ['cut each connection', () => 'reset'],
  ['carry out what they are asked and never say so', () => 'mute'],
];

describe('tables that', () => {
  it.each(ways.slice(0, size(1, ways.length)))(
    '%s cost a command no more than three seconds, and nothing else',
    async (_, fate) => {
      const keeping = await stage.replica({ isPatient: true });
      const { forPeople } = keeping;
      const id = await begin(forPeople);
      stage.proxy.fate = fate;
      const took: number[] = [];
      for (const n of upTo(4)) {
        const before = performance.now();
        expect((await write(forPeople, id, `n-${n}`)).state).toBe('kept');
        expect((await forPeople.active(testPlan.id))?.ledger.entries).toHaveLength(n + 1);
        took.push(performance.now() - before);
      }
      expect(Math.max(...took)).toBeLessThan(3000);
      expect(Math.max(...took.slice(1))).toBeLessThan(500);
      stage.mend();
      await back(keeping);
      expect((await logOf(id)).slice(1)).toEqual(upTo(4).map((n) => `n-${n}`));
      process.stdout.write(
        `daybook: the first answer after ${Math.round(took[0] ?? 0)} ms, the next ${Math.round(Math.max(...took.slice(1)))}\n`,
      );
    },
  );

  it('are slow take what is kept, and people do not wait for them', async () => {
    const keeping = await stage.replica();
    const id = await begin(keeping.forPeople);
    stage.cut();
    await write(keeping.forPeople, id, 'a');
    // Slower than people wait for, and not away.
    stage.proxy.fate = async () => pause(600).then(() => 'pass' as const);
    expect(keeping.waiting()).toBe(1);
    await vi.waitFor(() => expect(keeping.waiting()).toBe(0), { timeout: 15_000 });
    expect(await logOf(id)).toContain('a');
    expect(keeping.presence.awaySince()).toBeDefined();
    stage.mend();
    await back(keeping);
  });
});

describe('tables that take it and say nothing', () => {
  it('store a command once that was given up and got there all the same', async () => {
    const keeping = await stage.replica();
    const { forPeople } = keeping;
    const id = await begin(forPeople);
    // The transaction is carried out, and nothing answers any more.
    stage.proxy.fate = ({ isTransaction }) => (isTransaction ? 'lose' : 'busy');
    const outcome = await write(forPeople, id, 'late', 'Kom sent frem');
    expect(outcome.state).toBe('kept');
    expect(await logOf(id)).toContain('Kom sent frem');
    stage.mend();
    await back(keeping);
    expect((await logOf(id)).filter((text) => text === 'Kom sent frem')).toHaveLength(1);
    await vi.waitFor(() => expect(stage.told).toEqual([expect.stringMatching(/nr\. 2\.$/)]));
  });
});

describe('a disk that takes nothing', () => {
  it('gives every delivery of a message back: nothing is claimed', async () => {
    const { forPeople } = await stage.replica();
    const id = await begin(forPeople);
    stage.cut();
    await rm(stage.directory, { recursive: true });
    await writeFile(stage.directory, 'en fil');
    const both = await Promise.allSettled([1, 2].map(() => write(forPeople, id, 'same')));
    for (const one of both) expect(one).toMatchObject({ reason: expect.any(DaybookFault) });
    expect((await forPeople.active(testPlan.id))?.ledger.entries).toHaveLength(1);
  });
});

describe('a start while the tables are away', () => {
  it('begins a provisional crisis, and what is written on it follows it into the log', async () => {
    const keeping = await stage.replica();
    const { forPeople } = keeping;
    stage.cut();
    const started = await forPeople.start(real, startBy('s1'));
    expect(started.state).toBe('kept');
    const provisional = started.ledger?.crisis.id ?? '';
    expect(provisional).toMatch(/^K-foreløbig-[0-9a-f]{8}$/);
    expect((await forPeople.active(testPlan.id))?.ledger.crisis.id).toBe(provisional);
    expect((await write(forPeople, provisional, 'n1', 'Under den')).state).toBe('kept');
    expect((await forPeople.start(real, startBy('s1'))).ledger?.crisis.id).toBe(provisional);
    expect(await forPeople.start(real, startBy('s2'))).toMatchObject({
      state: 'refused',
      refusal: { code: 'running' },
    });
    stage.mend();
    await back(keeping);
    const id = (await stage.store.crises.active(testPlan.id))?.ledger.crisis.id ?? '';
    expect(await logOf(id)).toEqual([expect.stringContaining('Strømsvigt'), 'Under den']);
    // A card that carries the provisional id finds the real crisis, here and on another replica.
    expect((await forPeople.read(provisional))?.crisis.id).toBe(id);
    const other = await stage.replica({ directory: `${stage.directory}-other` });
    expect((await other.forPeople.read(provisional))?.crisis.id).toBe(id);
    expect(await forPeople.submit(provisional, 'n2', anna, later(3), note('Bagefter'))).toMatchObject({
      state: 'stored',
    });
    await vi.waitFor(() => expect(stage.told.join()).toMatch(new RegExp(`nr\\. 1 og 2 i ${id}`)));
  });

  it('joins the crisis that runs in truth, and its author is told', async () => {
    const keeping = await stage.replica();
    stage.cut();
    const started = await keeping.forPeople.start(real, startBy('s1'));
    const provisional = started.ledger?.crisis.id ?? '';
    await write(keeping.forPeople, provisional, 'n1', 'Under den');
    const id = await begin(stage.store.crises, 'elsewhere');
    stage.mend();
    await back(keeping);
    expect(await logOf(id)).toContain('Under den');
    expect((await keeping.forPeople.read(provisional))?.crisis.id).toBe(id);
    await vi.waitFor(() => expect(stage.told.join()).toContain(`var i gang i forvejen som ${id}`));
  });

  it('works on a process that knows nothing, which gives other commands back', async () => {
    const id = await begin(stage.store.crises);
    stage.cut();
    const { forPeople } = await stage.replica({ isCold: true });
    await expect(forPeople.active(testPlan.id)).rejects.toThrow(StoreFault);
    await expect(write(forPeople, id, 'a')).rejects.toThrow(StoreFault);
    expect((await forPeople.start(drill, startBy('s', drill))).state).toBe('kept');
  });
});

describe('a process that ends while the tables are away', () => {
  it('leaves what it kept to the next, which knows the crisis and goes on', async () => {
    const first = await stage.replica();
    const id = await begin(first.forPeople);
    await write(first.forPeople, id, 'known', 'Var i loggen');
    stage.cut();
    await write(first.forPeople, id, 'k1', 'Gemt af den første');
    await first.stop();
    const second = await stage.replica({ isCold: true });
    const active = await second.forPeople.active(testPlan.id);
    expect(active?.ledger.entries.map(({ text }) => text).slice(1)).toEqual([
      'Var i loggen',
      'Gemt af den første',
    ]);
    expect((await write(second.forPeople, id, 'k2', 'Gemt af den næste')).state).toBe('kept');
    stage.mend();
    await back(second);
    expect((await logOf(id)).slice(1)).toEqual(['Var i loggen', 'Gemt af den første', 'Gemt af den næste']);
    await vi.waitFor(() => expect(stage.told).toHaveLength(1));
  });
});

describe('two replicas that keep at the same time', () => {
  it('both enter theirs, once, and take nothing from each other while they live', async () => {
    const [here, there] = [await stage.replica(), await stage.replica()];
    const id = await begin(here.forPeople);
    await there.forPeople.active(testPlan.id);
    stage.cut();
    for (const n of upTo(6)) {
      const keeping = n % 2 ? here : there;
      expect((await write(keeping.forPeople, id, `n-${n}`)).state).toBe('kept');
    }
    // The same message, delivered to the other replica as well.
    expect((await write(there.forPeople, id, 'n-1')).state).toBe('kept');
    expect(await stage.files()).toHaveLength(2);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await stage.files()).toHaveLength(2);
    expect(stage.journal.join()).not.toContain('takenOver');
    stage.mend();
    await Promise.all([back(here), back(there)]);
    expect((await logOf(id)).slice(1).toSorted()).toEqual(upTo(6).map((n) => `n-${n}`));
  });
});
