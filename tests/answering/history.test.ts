import { describe, expect, it } from 'vitest';
import { createHistory } from '../../src/answering/history.ts';
import { createJournal } from '../../src/journal.ts';
import { entryKey, tableKey } from '../../src/storage/keys.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, noon, upTo, write } from '../storage/cast.ts';

const silent = createJournal(() => undefined);

describe('the history', () => {
  it('has ten on a page, on every replica, and reads the logs of that page alone', async () => {
    const here = await testStore();
    for (const n of upTo(12)) {
      const id = await begin(here.crises, `start-${n}`);
      await here.crises.submit(id, `end-${n}`, anna, noon, { kind: 'end', remark: '' });
    }
    const { crises } = await testStore({ prefix: here.prefix });
    const read: string[] = [];
    const counted = {
      ...crises,
      read: (id: string) => {
        read.push(id);
        return crises.read(id);
      },
    };
    const { history } = createHistory({ plan: testPlan, crises: counted, journal: silent });
    const second = await history(2);
    expect(second).toMatchObject({ page: 2, pages: 2 });
    expect(second.past).toHaveLength(2);
    expect(read).toHaveLength(2);
    expect((await history(1)).past).toHaveLength(10);
    expect((await history(99)).page).toBe(2);
  });

  it('is not hidden by one log that does not hold', async () => {
    const { crises, tables, prefix } = await testStore();
    const broken = await begin(crises, 'a');
    await write(crises, broken, 'note');
    await crises.submit(broken, 'end', anna, noon, { kind: 'end', remark: '' });
    const whole = await begin(crises, 'b');
    await tables.log.client.deleteEntity(tableKey(broken), entryKey(2));
    const other = await testStore({ prefix });
    const { history } = createHistory({ plan: testPlan, crises: other.crises, journal: silent });
    const { past } = await history(1);
    expect(past.map(({ crisisId, ledger }) => [crisisId, ledger !== undefined]).toSorted()).toEqual([
      [broken, false],
      [whole, true],
    ]);
  });

  it('knows no crisis of another plan', async () => {
    const { crises } = await testStore();
    const id = await begin(crises);
    const plan = { ...testPlan, id: 'another' };
    const { history, record } = createHistory({ plan, crises, journal: silent });
    expect((await history(1)).past).toEqual([]);
    expect(await record(id)).toBeUndefined();
  });
});
