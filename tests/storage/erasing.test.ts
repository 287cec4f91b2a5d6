import { beforeAll, describe, expect, inject, it } from 'vitest';
import { system } from '../../src/domain/entry.ts';
import { repeatsOf } from '../../src/domain/erased-text.ts';
import { answersBy } from '../../src/domain/evaluation-answers.ts';
import { eraseText } from '../../src/operating/erasing.ts';
import { genesis, verifyChain } from '../../src/storage/chain.ts';
import { createErasing } from '../../src/storage/erasing.ts';
import { tableKey } from '../../src/storage/keys.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { compiled } from '../compile.ts';
import { testPlan } from '../fixtures/plan.ts';
import { runProgram } from '../run-program.ts';
import { anna, begin, noon, write } from './cast.ts';

const secret = 'Oles diagnose er hemmelig';

function order(crisisId: string, number: number, confirmed = true) {
  const by = 'Karen Friis';
  return {
    crisisId,
    number,
    reason: 'Den registrerede har krævet det',
    basis: 'GDPR art. 17',
    by,
    confirmed,
  };
}

/** Everything that stands in the tables, as text. */
async function allOf({ tables }: TestStore): Promise<string> {
  const found: unknown[] = [];
  for (const { client } of [tables.log, tables.register]) {
    for await (const row of client.listEntities()) found.push(row);
  }
  return JSON.stringify(found);
}

async function verified({ log }: TestStore, crisisId: string) {
  const chain = await log.chain(crisisId);
  if (!chain) throw new Error('no chain');
  return verifyChain(crisisId, genesis(crisisId, chain.epoch), chain.links);
}

describe('erasing one text', () => {
  it('takes text and salt out of the tables, keeps the chain, and says so in the log', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await write(store.crises, id, 'a', secret);
    const { ok, lines } = await eraseText(store.tables, order(id, 2));
    expect(ok).toBe(true);
    expect(lines.join('\n')).toContain('Kæden stemmer: 3 poster, slettede tekster: 2.');
    expect(await allOf(store)).not.toContain(secret);
    const row = await store.tables.log.client.getEntity(tableKey(id), 'e:0000000002');
    expect(row).toMatchObject({ textHash: expect.any(String), erasedAt: expect.any(String) });
    expect(row.salt).toBeUndefined();
    expect(await verified(store, id)).toMatchObject({ erased: [2], verified: { number: 3 } });
    const ledger = await store.crises.read(id);
    expect(ledger?.entries[1]).toMatchObject({ text: 'Teksten er slettet', by: { name: anna.name } });
    expect(ledger?.entries[2]).toMatchObject({
      event: { kind: 'textErased', of: 2 },
      text: 'Teksten i nr. 2 er slettet af Karen Friis: Den registrerede har krævet det (GDPR art. 17)',
    });
  });

  it('without a yes only says what would be erased, and never the text itself', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await write(store.crises, id, 'a', secret);
    const { ok, lines } = await eraseText(store.tables, order(id, 2, false));
    expect(ok).toBe(true);
    expect(lines.join('\n')).toMatch(/nr\. 2 i K-\d{4}-\d+: melding[\s\S]*25 tegn[\s\S]*Intet er slettet/);
    expect(lines.join('\n')).not.toContain(secret);
    expect((await store.crises.read(id))?.entries[1]?.text).toBe(secret);
  });

  it('is forgotten by every replica, and by what was computed from it', async () => {
    const here = await testStore();
    const there = await testStore({ prefix: here.prefix });
    const id = await begin(here.crises);
    const statements = [{ field: 'affected', certainty: 'certain', text: secret }] as const;
    await here.crises.submit(id, 'a', anna, noon, { kind: 'updatePicture', statements });
    await there.crises.read(id);
    await eraseText(here.tables, order(id, 2));
    for (const { crises } of [here, there]) {
      const ledger = await crises.read(id);
      expect(JSON.stringify(ledger)).not.toContain(secret);
      expect(ledger?.crisis.picture.statements.affected?.text).toBe('Teksten er slettet');
      expect(ledger?.entries).toHaveLength(3);
    }
    expect(await write(there.crises, id, 'b')).toMatchObject({ state: 'stored', entry: { number: 4 } });
  });

  it('is forgotten by the replica that stores the entry of it', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    const { entry, ledger } = await stored(write(store.crises, id, 'a', secret));
    await createErasing(store.tables).erase(ledger, entry, noon);
    const { basis, reason, by: writer } = order(id, 2);
    const said = await stored(
      store.crises.submit(id, 'erase-2', system, noon, { kind: 'eraseText', of: 2, reason, basis, writer }),
    );
    expect(JSON.stringify(said.ledger)).not.toContain(secret);
  });

  it('that was cut off is completed by the same order, and done once', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    const { entry, ledger } = await stored(write(store.crises, id, 'a', secret));
    await createErasing(store.tables).erase(ledger, entry, noon);
    expect((await eraseText(store.tables, order(id, 2, false))).lines.join('\n')).toContain('blev afbrudt');
    expect((await eraseText(store.tables, order(id, 2))).ok).toBe(true);
    expect((await eraseText(store.tables, order(id, 2))).lines.join('\n')).toContain(
      'allerede i loggen som nr. 3',
    );
    expect((await store.crises.read(id))?.entries).toHaveLength(3);
  });

  it('of the start takes the headline from wherever it stands', async () => {
    const store = await testStore();
    const start = { intent: 'start', origin: channel };
    const series = { planId: testPlan.id, exercise: false };
    const outcome = await store.crises.start(series, {
      ...start,
      start: {
        kind: 'start',
        headline: secret,
        level: 1,
        exercise: false,
        plan: testPlan,
        by: anna,
        at: noon,
      },
    });
    const id = outcome.ledger?.crisis.id ?? '';
    await eraseText(store.tables, order(id, 1));
    expect(await allOf(store)).not.toContain(secret);
    expect((await store.crises.active(testPlan.id))?.ledger.crisis.headline).toBe('Teksten er slettet');
  });

  it('of a reopening takes the reason from the register too', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await store.crises.submit(id, 'end', anna, noon, { kind: 'end', remark: '' });
    await store.crises.submit(id, 'again', anna, noon, { kind: 'reopen', reason: secret });
    await eraseText(store.tables, order(id, 3));
    expect(await allOf(store)).not.toContain(secret);
    expect((await store.crises.active(testPlan.id))?.ledger.crisis.ended).toBeUndefined();
  });

  it('of an evaluation leaves that somebody answered, without what', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await store.crises.submit(id, 'end', anna, noon, { kind: 'end', remark: '' });
    const answers = [{ question: 'good', coreTask: 'staff', text: secret }] as const;
    await store.crises.submit(id, 'answer', anna, noon, { kind: 'evaluate', answers });
    await eraseText(store.tables, order(id, 3));
    expect(await allOf(store)).not.toContain(secret);
    const entries = (await (await testStore({ prefix: store.prefix })).crises.read(id))?.entries ?? [];
    expect(answersBy(entries, anna.id)).toMatchObject([{ question: 'good', text: 'Teksten er slettet' }]);
  });

  it('of an alarm from before the crisis takes it from among the alarms too', async () => {
    const store = await testStore();
    await store.alarms.record(testPlan.id, { intent: 'alarm-1', at: noon, by: anna, text: secret });
    const id = await begin(store.crises);
    const alarm = { kind: 'raiseAlarm', text: secret, raisedAt: noon } as const;
    await store.crises.submit(id, 'before-alarm-1', anna, noon, alarm);
    await eraseText(store.tables, order(id, 2));
    expect(await allOf(store)).not.toContain(secret);
  });

  it('names the entries that correct it or repeat its words', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    await write(store.crises, id, 'a', secret);
    const correction = { kind: 'correct', of: 2, text: 'Ole er syg' } as const;
    await store.crises.submit(id, 'b', anna, noon, correction);
    await write(store.crises, id, 'c', `Jeg gentager: ${secret}`);
    await write(store.crises, id, 'd', 'Noget helt andet');
    const ledger = await store.crises.read(id);
    expect(repeatsOf(ledger?.entries ?? [], 2)).toEqual([
      { number: 3, how: 'amends' },
      { number: 4, how: 'repeats' },
    ]);
  });

  it('is refused for an entry or a log that is not there, and erases nothing then', async () => {
    const store = await testStore();
    const id = await begin(store.crises);
    expect((await eraseText(store.tables, order(id, 9))).lines.join()).toContain('Post nr. 9 findes ikke');
    expect((await eraseText(store.tables, order('K-2020-01', 1))).ok).toBe(false);
    expect((await eraseText(store.tables, { ...order(id, 1), basis: '' })).ok).toBe(false);
    expect(await verified(store, id)).toMatchObject({ erased: [] });
  });
});

const channel = {
  id: '19:krise@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
} as const;

async function stored(outcome: ReturnType<typeof write>) {
  const given = await outcome;
  if (given.state === 'refused') throw new Error(given.refusal.text);
  return given;
}

describe('npm run erase', () => {
  let program: string;
  beforeAll(async () => {
    program = await compiled('src/operating/erase.ts');
  });

  const run = (...args: readonly string[]) =>
    runProgram(program, { AZURE_STORAGE_CONNECTION_STRING: inject('azurite') }, args);

  it('asks for all that is missing at once', async () => {
    const { code, err } = await run('--entry', 'atten');
    expect(code).toBe(1);
    for (const part of ['--crisis', '--entry', '--reason', '--basis', '--by']) expect(err).toContain(part);
  });

  it('erases in the tables of the environment once it is told yes', async () => {
    const store = await testStore({ prefix: 'Krise' });
    const planId = `erase-${process.pid}`;
    const plan = { ...testPlan, id: planId };
    const outcome = await store.crises.start(
      { planId, exercise: false },
      {
        intent: planId,
        origin: channel,
        start: { kind: 'start', headline: 'Strømsvigt', level: 1, exercise: false, plan, by: anna, at: noon },
      },
    );
    const id = outcome.ledger?.crisis.id ?? '';
    await write(store.crises, id, 'a', secret);
    const args = [
      '--crisis',
      id.toLowerCase(),
      '--entry',
      '2',
      '--reason',
      'Krav',
      '--basis',
      'GDPR art. 17',
    ];
    const dry = await run(...args, '--by', 'Karen Friis');
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('Intet er slettet') });
    const done = await run(...args, '--by', 'Karen Friis', '--yes');
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Det står i loggen som nr. 3') });
    expect((await store.crises.read(id))?.entries[1]?.text).toBe('Teksten er slettet');
  });
});
