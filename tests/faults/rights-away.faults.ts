import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { type Stage, setStage } from '../course/stage.ts';
import { tryAsStrangers } from '../hostile/strangers.ts';
import { luck, size } from './size.ts';

const daybookTimes = { patience: 400, proof: 300, longest: 1500, every: 40, beat: 40, silentFor: 2000 };
/** What is said of a crisis that this process has never read. */
const notNow = 'Loggen svarer ikke lige nu, så det kan jeg ikke. Intet er gemt.';
const ids = { running: 'K-2026-02', ended: 'K-2026-01', exercise: 'Ø-2026-01', otherPlan: 'K-2026-77' };

describe('while the tables are away, whoever may not', () => {
  let proxy: FaultyLine;
  let folder: string;
  let stage: Stage;

  beforeAll(async () => {
    [proxy, folder] = await Promise.all([
      startProxy(inject('azurite')),
      mkdtemp(join(tmpdir(), 'krise-rights-')),
    ]);
    const { connectionString } = proxy;
    stage = await setStage({ connectionString, daybookDirectory: folder, daybookTimes });
    for (const person of [stage.anna, stage.ole, stage.guest, stage.mette]) await person.installs();
    for (const line of ['øvelse Nedbrud', 'slut nu', 'start Strømsvigt', 'slut nu', 'start Brand'])
      await stage.anna.types(line);
    await stage.anna.types('beslutning Vi lukker');
    await stage.settled();
    await proxy.leave();
    await stage.anna.types('melding Nu er de væk');
  });
  afterAll(async () => {
    await proxy.comeBack();
    await stage.close();
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Every line about a command on this machine's disk. */
  async function kept(): Promise<readonly string[]> {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = found.filter((one) => one.isFile() && one.name.endsWith('.daybook'));
    const texts = await Promise.all(
      files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
    );
    return texts.flatMap((text) => text.split('\n').filter((line) => line.includes('"kind":"kept"')));
  }

  it('has nothing kept and nobody told, whatever a button sends', async () => {
    expect(await kept()).toEqual([expect.stringContaining('Nu er de væk')]);
    const town = { stage, ids, heads: kept, close: async () => undefined };
    const from = Math.floor(luck('rights-away')() * 10_000);
    const { sent, faults } = await tryAsStrangers(town, size(800, 40), from);
    process.stdout.write(`${sent} sent by strangers while the tables were away, nothing kept\n`);
    expect(faults.filter((fault) => !fault.includes(notNow.slice(0, 60)))).toEqual([]);
  });
});
