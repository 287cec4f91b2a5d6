import { describe, expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { anna, begin, channel, drill, noon, real, startBy, upTo, write } from './cast.ts';

const planId = real.planId;
const callOff = { kind: 'callOff', reason: 'planlagt test' } as const;

describe('starting', () => {
  it('numbers real crises and exercises each in their own series, by the year', async () => {
    const { crises } = await testStore();
    expect(await begin(crises, 'a')).toBe('K-2026-01');
    expect(await begin(crises, 'b', drill)).toBe('Ø-2026-01');
    await crises.submit('K-2026-01', 'end', anna, noon, callOff);
    expect(await begin(crises, 'c')).toBe('K-2026-02');
    await crises.submit('K-2026-02', 'end', anna, noon, callOff);
    const newYear = await crises.start(real, startBy('d', real, '2026-12-31T23:30:00.000Z'));
    expect(newYear.ledger?.crisis.id).toBe('K-2027-01');
  });

  it('again joins the crisis that runs', async () => {
    const { crises } = await testStore();
    const id = await begin(crises, 'a');
    const again = await crises.start(real, startBy('b'));
    expect(again).toMatchObject({ state: 'refused', refusal: { code: 'running' } });
    expect(again.ledger?.crisis.id).toBe(id);
    expect(again.ledger?.entries).toHaveLength(1);
  });

  it('from twenty people on two replicas at once makes one crisis', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const outcomes = await Promise.all(
      upTo(20).map((n) => (n % 2 ? here : there).crises.start(real, startBy(`start-${n}`))),
    );
    expect(new Set(outcomes.map((outcome) => outcome.ledger?.crisis.id))).toEqual(new Set(['K-2026-01']));
    expect(outcomes.filter((outcome) => outcome.state === 'stored')).toHaveLength(1);
    expect((await here.crises.read('K-2026-01'))?.entries).toHaveLength(1);
  });

  it('by a message delivered twice makes one crisis, also after it has ended', async () => {
    const { crises } = await testStore();
    const id = await begin(crises, 'a');
    expect((await crises.start(real, startBy('a'))).state).toBe('repeated');
    await crises.submit(id, 'end', anna, noon, callOff);
    const late = await crises.start(real, startBy('a'));
    expect(late).toMatchObject({ state: 'repeated', entry: { number: 1 } });
    expect(await crises.active(planId)).toBeUndefined();
  });

  it('says who had its SMS meanwhile, also where a call that was given up had claimed it', async () => {
    const { crises, log } = await testStore();
    const calledBySms = { sent: ['anna'], unsure: ['peter'] };
    const request = startBy('a');
    await log.claim(real, request);
    await crises.start(real, { ...request, start: { ...request.start, calledBySms } });
    const [entry] = await log.entriesAfter('K-2026-01', undefined);
    expect(entry?.event).toMatchObject({ kind: 'started', calledBySms });
  });

  it('by someone who may not takes no place', async () => {
    const { crises, log } = await testStore();
    const request = startBy('a');
    const stranger = { id: 'teams:0b1c', name: 'Ukendt Person' };
    const outcome = await crises.start(real, { ...request, start: { ...request.start, by: stranger } });
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'notAllowed' } });
    expect(await log.active(real)).toBeUndefined();
  });

  it('that was cut off before its first entry is completed by whoever looks', async () => {
    const { crises, log } = await testStore();
    const claimed = await log.claim(real, startBy('a'));
    expect(await log.head(claimed.crisisId)).toBeUndefined();
    const active = await crises.active(planId);
    expect(active?.ledger.crisis).toMatchObject({ id: claimed.crisisId, headline: 'Strømsvigt' });
    expect(active?.origin).toEqual(channel);
    expect((await crises.start(real, startBy('a'))).state).toBe('repeated');
  });

  it('that was cut off is joined by the next one to start', async () => {
    const { crises, log } = await testStore();
    await log.claim(real, startBy('a'));
    const outcome = await crises.start(real, startBy('b'));
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'running' } });
    expect(outcome.ledger?.entries[0]?.intent).toBe('a');
  });

  it('succeeds although every first answer is lost', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises, log } = await testStore({ connectionString: proxy.connectionString });
    await crises.active(planId);
    const seen = new Set<string>();
    proxy.fate = ({ isTransaction }) => {
      const kind = isTransaction ? `transaction-${seen.size}` : 'read';
      if (!isTransaction || seen.size >= 2) return 'pass';
      seen.add(kind);
      return 'lose';
    };
    const outcome = await crises.start(real, startBy('a'));
    expect(outcome).toMatchObject({ state: 'stored', entry: { number: 1 } });
    expect(outcome.ledger?.crisis.id).toBe('K-2026-01');
    expect(await log.entriesAfter('K-2026-01', undefined)).toHaveLength(1);
    await proxy.close();
  });

  it('never gives an id a second time, also when the register has forgotten', async () => {
    const { crises, tables } = await testStore();
    const id = await begin(crises, 'a');
    await crises.submit(id, 'end', anna, noon, callOff);
    for await (const { partitionKey, rowKey, etag } of tables.register.client.listEntities()) {
      await tables.register.client.deleteEntity(String(partitionKey), String(rowKey), { etag });
    }
    expect(await begin(crises, 'b')).toBe('K-2026-02');
  });
});

describe('the active crisis', () => {
  it('is the real one before the exercise, and none where none runs', async () => {
    const { crises } = await testStore();
    expect(await crises.active(planId)).toBeUndefined();
    const exercise = await begin(crises, 'a', drill);
    expect((await crises.active(planId))?.ledger.crisis.id).toBe(exercise);
    const id = await begin(crises, 'b');
    expect((await crises.active(planId))?.ledger.crisis.id).toBe(id);
  });

  it('is shown with the newest entry of another replica', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    await there.crises.active(planId);
    await write(here.crises, id, 'a');
    expect((await there.crises.active(planId))?.ledger.entries).toHaveLength(2);
  });

  it('gives up its place when it ends', async () => {
    const { crises, log } = await testStore();
    const id = await begin(crises);
    await crises.submit(id, 'end', anna, noon, callOff);
    expect(await log.active(real)).toBeUndefined();
    expect((await crises.read(id))?.crisis.ended?.how).toBe('falseAlarm');
  });

  it('gives up its place later where a crash came between', async () => {
    const { crises, log } = await testStore();
    const id = await begin(crises);
    const head = await log.head(id);
    const event = { kind: 'ended', how: 'closed', words: { reason: 'slut' } } as const;
    const by = { ...anna, roles: [] };
    await log.append(id, head, [
      { version: 1, type: 'beslutning', text: 'Slut', at: noon, happenedAt: noon, by, event, intent: 'end' },
    ]);
    expect((await log.active(real))?.crisisId).toBe(id);
    expect(await crises.active(planId)).toBeUndefined();
    expect(await log.active(real)).toBeUndefined();
    expect(await begin(crises, 'b')).toBe('K-2026-02');
  });

  it('keeps its place when another one is released', async () => {
    const { crises, log } = await testStore();
    const id = await begin(crises);
    await log.release(real, 'K-2026-09');
    expect((await log.active(real))?.crisisId).toBe(id);
  });

  it('of one plan is not that of another', async () => {
    const { crises, log } = await testStore();
    await begin(crises);
    const other = { planId: `${planId}' or '1' eq '1`, exercise: false };
    expect(await log.active(other)).toBeUndefined();
    const claimed = await log.claim(other, startBy('b'));
    expect(claimed.crisisId).toBe('K-2026-02');
  });
});
