import { beforeAll, describe, expect, inject, it } from 'vitest';
import { testStore } from '../azurite/test-store.ts';
import { compiled } from '../compile.ts';
import { anna, begin, upTo, write } from './cast.ts';
import { startReplica } from './replica.ts';

let script: string;
beforeAll(async () => {
  script = await compiled('tests/storage/writer.ts');
});

describe('a second process', () => {
  it('that writes at the same time costs no entry, makes none twice and leaves no gap', async () => {
    const { crises, log, prefix } = await testStore();
    const crisisId = await begin(crises);
    const orders = { connectionString: inject('azurite'), prefix, crisisId, by: anna, name: 'there' };
    const replica = await startReplica(script, { ...orders, writers: 10, each: 20 });
    const there = replica.go();
    const here = await Promise.all(
      upTo(10).map(async (writer) => {
        const states: string[] = [];
        for (const n of upTo(20)) states.push((await write(crises, crisisId, `here-${writer}-${n}`)).state);
        return states;
      }),
    );
    expect(here.flat().every((state) => state === 'stored')).toBe(true);
    expect((await there).stored).toBe(200);
    const entries = await log.entriesAfter(crisisId, undefined);
    expect(entries.map((entry) => entry.number)).toEqual(upTo(401));
    expect(new Set(entries.map((entry) => entry.intent)).size).toBe(401);
  });

  it('that is killed in the middle leaves a log that others go on with', async () => {
    const { crises, log, prefix } = await testStore();
    const crisisId = await begin(crises);
    const orders = { connectionString: inject('azurite'), prefix, crisisId, by: anna, name: 'there' };
    const replica = await startReplica(script, { ...orders, writers: 10, each: 1000 });
    const unfinished = replica.go().catch(() => undefined);
    while (((await crises.read(crisisId))?.entries.length ?? 0) < 50) await write(crises, crisisId, 'here');
    await replica.kill();
    await unfinished;
    const outcome = await write(crises, crisisId, 'after');
    const entries = await log.entriesAfter(crisisId, undefined);
    expect(outcome).toMatchObject({ state: 'stored', entry: { number: entries.length } });
    expect(entries.map((entry) => entry.number)).toEqual(upTo(entries.length));
  });
});
