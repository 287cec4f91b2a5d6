import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Plan } from '../../src/domain/plan.ts';
import { createJournal } from '../../src/journal.ts';
import { startKrisebot } from '../../src/krisebot.ts';
import type { SmsSettings } from '../../src/sms/sms-request.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';

/** What a bot in a process of its own is told. */
export interface Orders {
  readonly connectionString: string;
  readonly tablePrefix: string;
  readonly planPath: string;
  readonly daybookDirectory?: string;
  readonly sms?: SmsSettings;
  /** The machine's time, in ms since 1970, at which `beginning` was. */
  readonly epoch: number;
  readonly beginning: number;
  /** How much faster than the machine's its clock runs. */
  readonly speed: number;
}

const never = 3_600_000;

/** Says where it listens. At each line it says "idle" when nothing is under way. Its log goes to stderr. */
async function main(orders: Orders): Promise<void> {
  const { connectionString, tablePrefix, planPath, daybookDirectory, sms, epoch, beginning, speed } = orders;
  const plan = JSON.parse(await readFile(planPath, 'utf8')) as Plan;
  const bot = await startKrisebot({
    config: {
      host: '127.0.0.1',
      port: 0,
      tables: { connectionString },
      teams: { mode: 'local' },
      ...(sms ? { sms } : {}),
    },
    plan,
    journal: createJournal((line) => process.stderr.write(line)),
    tablePrefix,
    machineClock: () => beginning + (Date.now() - epoch) * speed,
    tickMs: 200,
    dueMs: never,
    gatherMs: 50,
    lineGatherMs: 5,
    teams: { timer: fastTimer },
    ...(daybookDirectory ? { daybookDirectory } : {}),
  });
  process.stdout.write(`${bot.address}\n`);
  for await (const _line of createInterface({ input: process.stdin })) {
    await bot.idle();
    process.stdout.write('idle\n');
  }
  await bot.stop();
}

await main(JSON.parse(process.argv[2] ?? '{}') as Orders);
