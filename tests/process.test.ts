import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { leashed } from '../src/local/leash.ts';
import { compiled } from './compile.ts';
import { startFakeTeams } from './fake-teams/fake-teams.ts';
import { testPlan, testPlanPath, testPlanText } from './fixtures/plan.ts';

let program: string;
beforeAll(async () => {
  program = await compiled('src/main.ts');
});

function run(mode: string, env: Record<string, string>): ChildProcess {
  const basics = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  return spawn(process.execPath, [...leashed('SIGTERM'), program, mode], {
    env: { ...basics, ...env },
    stdio: 'pipe',
  });
}

async function outcome(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  if (!child.stderr) throw new Error('no stderr');
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, said };
}

async function listening(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no stdout');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return /http:\S+/.exec(String(line))?.[0] ?? '';
}

describe.concurrent('the production process', () => {
  it('names every fault of environment and plan at once, and does not start', async () => {
    const { code, said } = await outcome(run('serve', { KRISE_PLAN: '/findes/ikke.yaml' }));
    expect(code).toBe(1);
    for (const fault of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'AZURE_TABLES_ENDPOINT', 'ikke.yaml']) {
      expect(said).toContain(fault);
    }
    expect(said).not.toMatch(/\n\s+at /);
  });

  it('does not start on a faulty plan, and says which line', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'krise-plan-')), 'plan.yaml');
    await writeFile(file, testPlanText.replace('kilde: delplan', 'kilde: rygter'));
    const { code, said } = await outcome(run('bot', { KRISE_PLAN: file }));
    expect(code).toBe(1);
    expect(said).toMatch(/plan\.yaml:\d+/);
  });

  it('does not run the local trial as production', async () => {
    const { code, said } = await outcome(run('bot', { KRISE_PLAN: testPlanPath, NODE_ENV: 'production' }));
    expect(code).toBe(1);
    expect(said).toContain('NODE_ENV');
  });
});

describe('the bot’s process', () => {
  it('goes on with the crisis after it was killed, and ends in order when asked', async () => {
    const name = testPlan.contacts.find(({ id }) => id === 'jens')?.name ?? '';
    const teams = await startFakeTeams({ signed: false, people: [{ name }] });
    // The trial's own tables: the process takes no prefix, so the plan's id keeps this crisis apart.
    const file = join(await mkdtemp(join(tmpdir(), 'krise-plan-')), 'plan.yaml');
    await writeFile(file, testPlanText.replace('plan: digital-drift', `plan: trial-${process.pid}`));
    const env = { PORT: '0', KRISE_PLAN: file, AZURE_STORAGE_CONNECTION_STRING: inject('azurite') };
    const first = run('bot', env);
    teams.talksTo(await listening(first));
    const jens = teams.person(name);
    await jens.types('/krise start Strømsvigt');
    await jens.types('melding Telefonerne er nede');
    first.kill('SIGKILL');
    const answered = (await outcome(first)).said
      .split('\n')
      .filter((line) => line.includes('request.answered'));
    expect(JSON.parse(answered.at(-1) ?? '')).toMatchObject({
      level: 'info',
      requestId: expect.any(String),
      crisisId: expect.stringMatching(/^K-/),
      intent: expect.any(String),
      word: 'melding',
      outcome: 'stored',
      ms: expect.any(Number),
    });
    expect(answered.join()).not.toContain('Telefonerne');
    const second = run('bot', env);
    teams.talksTo(await listening(second));
    await jens.types('vis log');
    expect(jens.latest()?.text).toContain('Telefonerne er nede');
    second.kill('SIGTERM');
    expect((await once(second, 'exit'))[0]).toBe(0);
    await teams.close();
    // Two starts one after the other: on a busy machine each takes its time.
  }, 60_000);
});
