import { describe, expect, inject, it } from 'vitest';
import type { Crises, Outcome } from '../../src/ports.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, drill, jens, noon, real, startBy, upTo, write } from './cast.ts';

const planId = real.planId;
const end = { kind: 'end', remark: '' } as const;
const again = { kind: 'reopen', reason: 'Strømmen er væk igen' } as const;

const reopen = (crises: Crises, id: string, intent = 'reopen', by = anna): Promise<Outcome> =>
  crises.submit(id, intent, by, noon, again);
const close = (crises: Crises, id: string, intent = 'end') => crises.submit(id, intent, anna, noon, end);

async function ended() {
  const store = await testStore();
  const id = await begin(store.crises);
  await close(store.crises, id);
  return { ...store, id };
}

describe('a crisis that is opened again', () => {
  it('is the active one, and goes on in the same log', async () => {
    const { crises, log, id } = await ended();
    expect(await reopen(crises, id)).toMatchObject({ state: 'stored', entry: { number: 3 } });
    expect((await log.active(real))?.crisisId).toBe(id);
    expect((await crises.active(planId))?.ledger.crisis.id).toBe(id);
    expect(await write(crises, id, 'a')).toMatchObject({ state: 'stored', entry: { number: 4 } });
    expect((await crises.start(real, startBy('b'))).ledger?.crisis.id).toBe(id);
  });

  it('by a tap that comes twice is opened once, also after it has ended once more', async () => {
    const { crises, id } = await ended();
    await Promise.all([reopen(crises, id), reopen(crises, id)]);
    expect((await crises.read(id))?.entries).toHaveLength(3);
    await close(crises, id, 'end-2');
    expect((await reopen(crises, id)).state).toBe('repeated');
    expect(await crises.active(planId)).toBeUndefined();
  });

  it('by two people on two replicas at once is opened once, and the other is told', async () => {
    const here = await ended();
    const there = await testStore({ prefix: here.prefix });
    const outcomes = await Promise.all([
      reopen(here.crises, here.id, 'a', anna),
      reopen(there.crises, here.id, 'b', jens),
    ]);
    expect(outcomes.map(({ state }) => state).sort()).toEqual(['refused', 'stored']);
    expect((await here.crises.read(here.id))?.entries).toHaveLength(3);
  });

  it('ends, and can be opened once more, as often as it takes', async () => {
    const { crises, log, id } = await ended();
    for (const n of upTo(3)) {
      expect((await reopen(crises, id, `reopen-${n}`)).state).toBe('stored');
      expect((await close(crises, id, `end-${n}`)).state).toBe('stored');
      expect(await log.active(real)).toBeUndefined();
    }
    expect(await begin(crises, 'next')).toBe('K-2026-02');
  });

  it('is opened by whoever looks, where a crash came before its entry', async () => {
    const here = await ended();
    await here.log.resume(real, here.id, { intent: 'cut', by: jens, at: noon, reason: 'igen' });
    const there = await testStore({ prefix: here.prefix });
    const active = await there.crises.active(planId);
    expect(active?.ledger.crisis.ended).toBeUndefined();
    expect(active?.ledger.entries.at(-1)).toMatchObject({ intent: 'cut', by: { id: 'jens' } });
    expect((await reopen(here.crises, here.id, 'cut', jens)).state).toBe('repeated');
  });

  it('that was cut off is joined by whoever starts', async () => {
    const { crises, log, id } = await ended();
    await log.resume(real, id, { intent: 'cut', by: jens, at: noon, reason: 'igen' });
    const outcome = await crises.start(real, startBy('b'));
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'running' } });
    expect(outcome.ledger?.crisis.id).toBe(id);
  });

  it('keeps its place where somebody who saw the end before is late to give it up', async () => {
    const { crises, log, id } = await ended();
    await reopen(crises, id);
    await log.release(real, id);
    expect((await log.active(real))?.crisisId).toBe(id);
    await close(crises, id, 'end-2');
    await reopen(crises, id, 'reopen-2');
    await log.release(real, id, 'reopen');
    expect((await log.active(real))?.crisisId).toBe(id);
  });

  it('keeps its place where it was opened and ended by somebody else just before', async () => {
    const { crises, log, id, prefix } = await ended();
    const slow = await testStore({ prefix });
    const late: (() => Promise<void>)[] = [];
    const release: typeof log.release = async (...which) => {
      late.push(() => slow.log.release(...which));
    };
    const theirs = createCrises({ plan: testPlan, log: { ...slow.log, release } });
    const between = async () => {
      await reopen(theirs, id, 'theirs', jens);
      await close(theirs, id, 'end-2');
    };
    let isFirst = true;
    const resume: typeof log.resume = async (...what) => {
      if (isFirst) {
        isFirst = false;
        await between();
      }
      return log.resume(...what);
    };
    const ours = createCrises({ plan: testPlan, log: { ...log, resume } });
    expect((await reopen(ours, id, 'ours')).state).toBe('stored');
    for (const giveUp of late) await giveUp();
    expect((await crises.active(planId))?.ledger.crisis.id).toBe(id);
  });

  it('is opened also where its end had not given up its place yet', async () => {
    const { crises, log } = await testStore();
    const id = await begin(crises);
    const head = await log.head(id);
    const event = { kind: 'ended', how: 'closed', words: { reason: '' } } as const;
    const by = { ...anna, roles: [] };
    await log.append(id, head, [
      { version: 1, type: 'beslutning', text: 'Slut', at: noon, happenedAt: noon, by, event, intent: 'end' },
    ]);
    expect((await reopen(crises, id)).state).toBe('stored');
    expect((await crises.active(planId))?.ledger.crisis.id).toBe(id);
  });

  it('survives that every first answer is lost', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises, log } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    await close(crises, id);
    let lost = 0;
    proxy.fate = ({ isTransaction }) => {
      if (lost >= 2 || (lost === 1 && !isTransaction)) return 'pass';
      lost += 1;
      return 'lose';
    };
    expect((await reopen(crises, id)).state).toBe('stored');
    expect((await log.active(real))?.crisisId).toBe(id);
    expect(await log.entriesAfter(id, undefined)).toHaveLength(3);
    await proxy.close();
  });
});

describe('a crisis is not opened again', () => {
  it('where a newer one runs, or was started since; the answer says which', async () => {
    const { crises, id } = await ended();
    const newer = await begin(crises, 'b');
    const running = await reopen(crises, id, 'c');
    expect(running).toMatchObject({ state: 'refused', refusal: { code: 'running' } });
    expect(running.state === 'refused' && running.refusal.text).toContain(`${newer} er i gang`);
    await close(crises, newer);
    const since = await reopen(crises, id, 'd');
    expect(since.state === 'refused' && since.refusal.text).toContain(`en ny siden (${newer})`);
    expect((await crises.read(id))?.crisis.ended).toBeDefined();
    expect(await crises.active(planId)).toBeUndefined();
  });

  it('without a reason, or by somebody who may not; it then takes no place', async () => {
    const { crises, log, id } = await ended();
    const empty = await crises.submit(id, 'a', anna, noon, { kind: 'reopen', reason: '' });
    const stranger = await reopen(crises, id, 'b', { id: 'teams:0b1c', name: 'Ukendt Person' });
    expect([empty, stranger].map((outcome) => outcome.state === 'refused' && outcome.refusal.code)).toEqual([
      'invalid',
      'notAllowed',
    ]);
    expect(await log.active(real)).toBeUndefined();
  });

  it('as an exercise while a real crisis runs', async () => {
    const { crises } = await testStore();
    const exercise = await begin(crises, 'a', drill);
    await close(crises, exercise);
    const id = await begin(crises, 'b');
    const outcome = await reopen(crises, exercise);
    expect(outcome.state === 'refused' && outcome.refusal.text).toContain(`${id} er i gang`);
  });
});

describe('exactly one crisis runs', () => {
  it('where some open the old one and others start a new one at the same moment on two replicas', async () => {
    for (const round of upTo(4)) {
      const here = await ended();
      const there = await testStore({ prefix: here.prefix });
      const replicas = [here, there];
      await Promise.all(
        upTo(6).map((n): Promise<Outcome> => {
          const { crises } = replicas[(n + round) % 2] ?? here;
          return n % 2 ? reopen(crises, here.id, `reopen-${n}`) : crises.start(real, startBy(`start-${n}`));
        }),
      );
      const all = await Promise.all(
        ['K-2026-01', 'K-2026-02', 'K-2026-03'].map((id) => there.crises.read(id)),
      );
      const running = all.flatMap((ledger) => (ledger && !ledger.crisis.ended ? [ledger.crisis.id] : []));
      expect(running).toHaveLength(1);
      expect((await there.crises.active(planId))?.ledger.crisis.id).toBe(running[0]);
      expect((await here.crises.active(planId))?.ledger.crisis.id).toBe(running[0]);
    }
  });

  it('and asking costs no more than before: one look where none runs, two where one does', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { crises } = await testStore({ connectionString: proxy.connectionString });
    const id = await begin(crises);
    await close(crises, id);
    const callsOf = async () => {
      proxy.calls.length = 0;
      await crises.active(planId);
      return proxy.calls.length;
    };
    // One row for each series.
    expect(await callsOf()).toBe(2);
    await reopen(crises, id);
    expect(await callsOf()).toBe(2);
    proxy.calls.length = 0;
    await write(crises, id, 'a');
    expect(proxy.calls.map((call) => call.isTransaction)).toEqual([true]);
    await proxy.close();
  });
});
