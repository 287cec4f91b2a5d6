import { beforeAll, describe, expect, inject, it } from 'vitest';
import { plusMonths, retentionOf } from '../../src/domain/retention.ts';
import { retain } from '../../src/operating/retaining.ts';
import { createDeleting } from '../../src/storage/deleting.ts';
import { idOfKey, tableKey } from '../../src/storage/keys.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { compiled } from '../compile.ts';
import { testPlan, testPlanPath } from '../fixtures/plan.ts';
import { runProgram } from '../run-program.ts';
import { anna, begin, drill, noon, real, write } from './cast.ts';

/** Five years after everything in these tests. */
const later = () => Date.parse('2031-12-01T12:00:00.000Z');
const months = 60;
const by = 'Karen Friis';

/** The same tables as an operator meets them years later. */
async function yearsLater({ prefix }: TestStore): Promise<TestStore['tables']> {
  const { tables } = await testStore({ prefix });
  return { ...tables, clock: { ...tables.clock, now: () => new Date(later()).toISOString() } };
}

async function ended({ crises }: TestStore, intent: string, caseNumber?: string, series = real) {
  const id = await begin(crises, intent, series);
  await write(crises, id, `${intent}-note`, 'Oles telefon er væk');
  await crises.submit(id, `${intent}-end`, anna, noon, { kind: 'callOff', reason: 'Det var en test' });
  if (caseNumber) {
    await crises.submit(id, `${intent}-case`, anna, noon, { kind: 'setCaseNumber', caseNumber });
  }
  return id;
}

async function partitionOf({ tables }: TestStore, crisisId: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { partitionKey, rowKey } of tables.log.client.listEntities()) {
    if (partitionKey === tableKey(crisisId)) keys.push(String(rowKey));
  }
  return keys;
}

describe('how long a record is kept', () => {
  it('is counted in calendar months from the end', () => {
    expect(plusMonths('2026-01-31T12:00:00.000Z', 1)).toBe('2026-02-28T12:00:00.000Z');
    expect(plusMonths('2026-11-23T12:00:00.000Z', 60)).toBe('2031-11-23T12:00:00.000Z');
    expect(plusMonths('2026-03-31T12:00:00.000Z', -1)).toBe('2026-02-28T12:00:00.000Z');
  });

  it('ends for a crisis only once it has a case number; an exercise needs none', async () => {
    const store = await testStore();
    const of = async (id: string, now: string) => {
      const ledger = await store.crises.read(id);
      return ledger && retentionOf(ledger.crisis, now, months);
    };
    const without = await ended(store, 'a');
    const numbered = await ended(store, 'b', '24/1234');
    const exercise = await ended(store, 'c', undefined, drill);
    const running = await begin(store.crises, 'd');
    const atLast = new Date(later()).toISOString();
    expect(await of(without, atLast)).toBe('noCaseNumber');
    expect(await of(numbered, atLast)).toBe('due');
    expect(await of(numbered, noon)).toBe('young');
    expect(await of(exercise, atLast)).toBe('due');
    expect(await of(running, atLast)).toBe('running');
  });
});

describe('deleting by the rules of retention', () => {
  it('does nothing where no time is set, or nobody says yes by name', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    const tables = await yearsLater(store);
    expect((await retain(tables, { by })).ok).toBe(false);
    const dry = await retain(tables, { months });
    expect(dry.lines.join('\n')).toMatch(/Kan slettes \(1\):\n- K-\d{4}-01: .*sag 24\/1234/);
    expect(await store.crises.read(id)).toBeDefined();
  });

  it('takes all of a record but a tombstone, from the tables and from every replica', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    const kept = await ended(store, 'b');
    const running = await begin(store.crises, 'c');
    const last = (await store.log.head(id))?.hash;
    await store.notices.mark(id, new Map([['x', 'sent']]));
    for (const place of [id, `${id} anna`, `${id} teams:0b1c`, `${id}1 anna`]) {
      await store.notices.lease(place, 'replica', 1000);
    }
    const { lines } = await retain(await yearsLater(store), { months, by });
    expect(lines.join('\n')).toContain(`${id} er slettet.`);
    expect(await partitionOf(store, id)).toEqual(['h']);
    for (const who of ['anna', 'teams:0b1c']) expect(await partitionOf(store, `${id} ${who}`)).toEqual([]);
    expect(await partitionOf(store, `${id}1 anna`)).toEqual(['lease']);
    for (const { crises } of [store, await testStore({ prefix: store.prefix })]) {
      expect(await crises.read(id)).toBeUndefined();
      expect(await crises.chain(id)).toBeUndefined();
      expect(await crises.deleted(testPlan.id)).toMatchObject([
        { crisisId: id, caseNumber: '24/1234', entries: 4, hash: last, by, exercise: false },
      ]);
      expect((await crises.read(kept))?.entries).toHaveLength(3);
      expect((await crises.read(running))?.crisis.ended).toBeUndefined();
    }
    expect(await write(store.crises, id, 'late')).toMatchObject({ state: 'refused' });
    expect((await store.crises.recent(testPlan.id)).map(({ crisisId }) => crisisId)).not.toContain(id);
  });

  it('leaves nothing of the newest crisis in the register, and never gives its id again', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    await retain(await yearsLater(store), { months, by });
    const rows: unknown[] = [];
    for await (const row of store.tables.register.client.listEntities()) rows.push(row);
    expect(JSON.stringify(rows)).not.toContain('Strømsvigt');
    expect(await store.crises.active(testPlan.id)).toBeUndefined();
    expect(await store.crises.recent(testPlan.id)).toEqual([]);
    // Also where the register was lost.
    await store.tables.register.client.deleteEntity('register', 'numbers:real');
    const next = await begin(store.crises, 'b');
    expect(next).not.toBe(id);
    expect((await store.crises.recent(testPlan.id)).map(({ crisisId }) => crisisId)).toEqual([next]);
  });

  it('that was cut off is gone on with, and meanwhile the record is simply not there', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    const { client } = store.tables.log;
    const tables = await yearsLater(store);
    const broken = { ...client, submitTransaction: () => Promise.reject(new Error('cut off')) };
    const cut = {
      ...tables,
      log: { ...tables.log, client: Object.setPrototypeOf(broken, client) as typeof client },
    };
    await expect(retain(cut, { months, by })).rejects.toThrow();
    expect((await partitionOf(store, id)).length).toBeGreaterThan(2);
    expect(await store.crises.read(id)).toBeUndefined();
    expect(await store.crises.chain(id)).toBeUndefined();
    expect(await createDeleting(tables).kept()).toEqual([{ crisisId: id, state: 'deleting' }]);
    const { lines } = await retain(tables, { months, by: 'En anden' });
    expect(lines.join('\n')).toContain(`${id} er slettet færdigt.`);
    expect(await partitionOf(store, id)).toEqual(['h']);
    expect(await store.crises.deleted(testPlan.id)).toMatchObject([{ crisisId: id, by }]);
    expect((await retain(tables, { months, by })).lines.join('\n')).toContain('Der var intet at slette.');
  });

  it('does not take a record that was changed since it was looked at', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    const ledger = await store.crises.read(id);
    if (!ledger) throw new Error('no ledger');
    await store.crises.submit(id, 'again', anna, noon, { kind: 'reopen', reason: 'Det var ikke en test' });
    const tombstone = {
      crisisId: id,
      planId: testPlan.id,
      exercise: false,
      startedAt: noon,
      endedAt: noon,
      entries: 4,
      hash: '',
      deletedAt: noon,
      by,
    };
    expect(await createDeleting(store.tables).remove(ledger, tombstone)).toBe(false);
    expect((await store.crises.read(id))?.crisis.ended).toBeUndefined();
  });

  it('does not take a record that is about to be opened again', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    const reopening = { intent: 'again', by: anna, at: noon, reason: 'Det var ikke en test' };
    await store.log.resume(real, id, reopening, undefined);
    const { lines } = await retain(await yearsLater(store), { months, by });
    expect(lines.join('\n')).toContain(`${id} er ændret imens og blev ikke slettet.`);
    expect((await store.crises.active(testPlan.id))?.ledger.entries.at(-1)?.intent).toBe('again');
  });

  it('keeps and names a record that cannot be read', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    await store.tables.log.client.deleteEntity(tableKey(id), 'e:0000000002');
    const { lines } = await retain(await yearsLater(store), { months, by });
    expect(lines.join('\n')).toMatch(new RegExp(`undersøg dem \\(1\\):\n- ${id}`));
    expect((await partitionOf(store, id)).length).toBeGreaterThan(1);
  });

  it('forgets old alarms, and people the plan does not name while no crisis runs', async () => {
    const store = await testStore();
    const at = '2020-01-01T12:00:00.000Z';
    await store.alarms.record(testPlan.id, { intent: 'old', at, by: anna, text: 'Gammel' });
    await store.alarms.record(testPlan.id, { intent: 'new', at: noon, by: anna, text: 'Ny' });
    const upn = testPlan.contacts.find(({ id }) => id === anna.id)?.upn;
    const known = upn ? { upn } : {};
    await store.people.add([
      { accountId: 'anna', name: anna.name, guest: false, contactId: anna.id, ...known },
      { accountId: 'ole', name: 'Ole Vind', guest: false },
    ]);
    const young = { months: 80, plan: testPlan, by };
    const id = await begin(store.crises);
    await retain(await yearsLater(store), young);
    expect(await store.people.all()).toHaveLength(2);
    expect((await store.alarms.since(testPlan.id, at)).map(({ text }) => text)).toEqual(['Ny']);
    await store.crises.submit(id, 'end', anna, noon, { kind: 'callOff', reason: 'Test' });
    await retain(await yearsLater(store), young);
    expect((await store.people.all()).map(({ accountId }) => accountId)).toEqual(['anna']);
  });

  it('leaves what is another plan’s that shares the tables: records, alarms and people', async () => {
    const store = await testStore();
    const id = await ended(store, 'a', '24/1234');
    await store.alarms.record(testPlan.id, { intent: 'old', at: noon, by: anna, text: 'Gammel' });
    await store.people.add([{ accountId: 'ole', name: 'Ole Vind', guest: false }]);
    const plan = { ...testPlan, id: 'en-anden-plan' };
    const { lines } = await retain(await yearsLater(store), { months, plan, by });
    expect(lines.join('\n')).toContain(
      `Hører til en anden plan og bliver: kør med dens plan i KRISE_PLAN (1):\n- ${id}`,
    );
    expect(lines.join('\n')).toContain('så ingen personer bliver glemt');
    expect(await store.crises.read(id)).toBeDefined();
    expect(await store.people.all()).toHaveLength(1);
    expect(await store.alarms.since(testPlan.id, noon)).toHaveLength(1);
    await retain(await yearsLater(store), { months, plan: testPlan, by });
    expect(await store.crises.read(id)).toBeUndefined();
  });

  it('finds each id again in the key made from it', () => {
    for (const id of ['K-2026-07', 'Ø-2026-101', 'K_2026 x']) expect(idOfKey(tableKey(id))).toBe(id);
    expect(idOfKey(tableKey('x'.repeat(200)))).toBeUndefined();
  });
});

describe('npm run retention', () => {
  let program: string;
  beforeAll(async () => {
    program = await compiled('src/operating/retention.ts');
  });

  const run = (env: Record<string, string>, ...args: readonly string[]) => {
    const basics = { AZURE_STORAGE_CONNECTION_STRING: inject('azurite'), KRISE_PLAN: testPlanPath };
    return runProgram(program, { ...basics, ...env }, args);
  };

  it('lists without deleting, says what it is missing, and refuses to delete where no time is set', async () => {
    expect(await run({})).toMatchObject({ code: 0, out: expect.stringContaining('intet bliver slettet') });
    const wrong = await run({ KRISE_RETENTION_MONTHS: 'fem år', AZURE_STORAGE_CONNECTION_STRING: '' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/KRISE_RETENTION_MONTHS[\s\S]*AZURE_TABLES_ENDPOINT/);
    expect(await run({ KRISE_RETENTION_MONTHS: '1200' }, '--delete', '--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--by'),
    });
    expect(await run({ KRISE_RETENTION_MONTHS: '1200' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('Intet er slettet.'),
    });
  });
});
