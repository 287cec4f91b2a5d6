import { describe, expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna, begin, jens, noon, note, upTo, write } from './cast.ts';

describe('a command', () => {
  it('becomes the next entry, and the numbers have no gaps', async () => {
    const { crises, log } = await testStore();
    const id = await begin(crises);
    await Promise.all(upTo(30).map((n) => write(crises, id, `note-${n}`)));
    const entries = await log.entriesAfter(id, undefined);
    expect(entries.map((entry) => entry.number)).toEqual(upTo(31));
  });

  it('that was given before is answered with its entry, and the state as it is now', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    await write(crises, id, 'a', 'Lyset er gået');
    await write(crises, id, 'b');
    const again = await write(crises, id, 'a', 'noget andet');
    expect(again).toMatchObject({ state: 'repeated', entry: { number: 2, text: 'Lyset er gået' } });
    expect(again.ledger?.entries).toHaveLength(3);
  });

  it('that comes twice at once becomes one entry', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    const outcomes = await Promise.all([1, 2, 3].map(() => write(crises, id, 'same')));
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['stored', 'repeated', 'repeated']);
    expect((await crises.read(id))?.entries).toHaveLength(2);
  });

  it('on a warm replica costs one transaction and nothing else', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    proxy.calls.length = 0;
    await write(crises, id, 'a');
    expect(proxy.calls.map((call) => call.isTransaction)).toEqual([true]);
    await proxy.close();
  });

  it('to a crisis that does not exist is refused in words', async () => {
    const { crises } = await testStore();
    const outcome = await write(crises, "K-2026-99' or '1' eq '1", 'a');
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'invalid' } });
    expect(outcome.ledger).toBeUndefined();
    expect(await crises.read('K-2026-99')).toBeUndefined();
  });

  it('never gets an earlier time than the entry before it', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    const early = await crises.submit(id, 'a', anna, '2026-11-23T11:00:00Z', note('for tidligt'));
    expect(early).toMatchObject({ state: 'stored', entry: { at: noon } });
  });
});

describe('commands that come at once', () => {
  it('share transactions', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    proxy.calls.length = 0;
    await Promise.all(upTo(50).map((n) => write(crises, id, `note-${n}`)));
    expect(proxy.calls.length).toBeLessThanOrEqual(3);
    expect((await crises.read(id))?.entries).toHaveLength(51);
    await proxy.close();
  });

  it('are stored although one among them cannot be', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    const huge = { id: anna.id, name: 'A'.repeat(600_000) };
    const outcomes = await Promise.all(
      upTo(10).map((n) => crises.submit(id, `note-${n}`, n === 5 ? huge : anna, noon, note(`${n}`))),
    );
    expect(outcomes.map((outcome) => outcome.state)).toEqual(
      upTo(10).map((n) => (n === 5 ? 'refused' : 'stored')),
    );
    expect((await crises.read(id))?.entries).toHaveLength(10);
  });

  it('are decided each on what the ones before it brought about', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    const [first, second] = await Promise.all([
      crises.submit(id, 'a', anna, noon, { kind: 'setLevel', level: 2 }),
      crises.submit(id, 'b', anna, noon, { kind: 'setLevel', level: 2 }),
    ]);
    expect([first?.state, second?.state]).toEqual(['stored', 'refused']);
  });
});

describe('two replicas', () => {
  it('see each other in every refusal', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    await here.crises.read(id);
    await there.crises.submit(id, 'a', anna, noon, { kind: 'setLevel', level: 2 });
    const outcome = await here.crises.submit(id, 'b', anna, noon, { kind: 'setLevel', level: 2 });
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'already' } });
    const back = await here.crises.submit(id, 'c', anna, noon, { kind: 'setLevel', level: 1 });
    expect(back.state).toBe('stored');
  });

  it('see each other in every reading', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    for (const n of upTo(5)) {
      await write(there.crises, id, `note-${n}`);
      expect((await here.crises.read(id))?.entries).toHaveLength(n + 1);
    }
  });

  it('do not refuse what the other has just made possible', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    await write(here.crises, id, 'warm');
    await there.crises.submit(id, 'a', anna, noon, { kind: 'setLevel', level: 2 });
    const outcome = await here.crises.submit(id, 'b', anna, noon, { kind: 'setLevel', level: 1 });
    expect(outcome).toMatchObject({ state: 'stored', entry: { number: 4 } });
  });

  it('lose and repeat nothing when both write', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    const outcomes = await Promise.all(
      upTo(100).map((n) => write((n % 2 ? here : there).crises, id, `note-${n}`)),
    );
    expect(outcomes.every((outcome) => outcome.state === 'stored')).toBe(true);
    const entries = await here.log.entriesAfter(id, undefined);
    expect(entries.map((entry) => entry.number)).toEqual(upTo(101));
    expect(new Set(entries.map((entry) => entry.intent)).size).toBe(101);
    const numbers = outcomes.map((outcome) => outcome.state === 'stored' && outcome.entry.number);
    expect(new Set(numbers).size).toBe(100);
  });

  it('give a role to one person when two take it at once', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    const take = (crises: typeof here.crises, by: typeof anna) =>
      crises.submit(id, `take-${by.id}`, by, noon, { kind: 'takeRole', role: 'solutionOfficer' });
    const outcomes = await Promise.all([take(here.crises, anna), take(there.crises, jens)]);
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['refused', 'stored']);
  });
});
