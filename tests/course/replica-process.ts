import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Plan } from '../../src/domain/plan.ts';
import { startKrisebot } from '../../src/krisebot.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';

/** What a replica in a process of its own is told. */
export interface Orders {
  readonly connectionString: string;
  readonly tablePrefix: string;
  readonly planPath: string;
  /** How far this machine's clock is ahead of the right time, in ms. */
  readonly aheadMs: number;
}

const never = 3_600_000;

/** Says where it listens; at each line it looks for what is due and unsaid, and says "done" when it is said. */
async function main({ connectionString, tablePrefix, planPath, aheadMs }: Orders): Promise<void> {
  const plan = JSON.parse(await readFile(planPath, 'utf8')) as Plan;
  const bot = await startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables: { connectionString }, teams: { mode: 'local' } },
    plan,
    journal: { info: () => undefined, error: (event, error) => console.error(event, error) },
    tablePrefix,
    machineClock: () => Date.now() + aheadMs,
    tickMs: never,
    dueMs: never,
    gatherMs: 1,
    teams: { timer: fastTimer },
  });
  process.stdout.write(`${bot.address}\n`);
  for await (const _line of createInterface({ input: process.stdin })) {
    await bot.tick();
    await bot.idle();
    process.stdout.write('done\n');
  }
  // Whoever asked is gone.
  process.exit();
}

await main(JSON.parse(process.argv[2] ?? '{}') as Orders);
