/** `npm start`: the local trial. Table emulator, bot and Agents Playground, all on this machine. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Plan } from '../domain/plan.ts';
import { formatFaults } from '../plan/fault.ts';
import { defaultPlanPath, projectRoot } from '../plan/project-root.ts';
import { readPlan } from '../plan/read-plan.ts';
import { azurite } from './azurite.ts';
import { bot } from './bot.ts';
import { LocalFault } from './local-fault.ts';
import { takeLock } from './lock.ts';
import { installIn, playground } from './playground.ts';
import { playgroundConfig } from './playground-config.ts';
import { readPorts, requireFree } from './ports.ts';
import { stopAsked } from './stop-asked.ts';
import { supervise } from './supervise.ts';
import { welcome } from './welcome.ts';

const folder = resolve(process.env.KRISE_DATA || join(projectRoot(), '.data'));
const planPath = resolve(process.env.KRISE_PLAN || defaultPlanPath());

// A closed terminal must not keep us from ending the parts in order.
process.stdout.on('error', () => undefined);
const asked = stopAsked(() => say('Vent et øjeblik: loggen er ved at blive gemt.'));

async function main(): Promise<number> {
  const ports = readPorts(process.env);
  const plan = await planAt(planPath);
  const giveBack = await takeLock(folder);
  try {
    await requireFree(ports);
    const config = playgroundConfig(plan);
    const configPath = await save(config);
    say(`Krisebot starter på denne maskine med planen ${relative(projectRoot(), planPath)}:`);
    const parts = [
      azurite(ports.table, folder),
      bot(ports, planPath, folder),
      playground(ports.playground, ports.bot, configPath, folder),
    ];
    return await supervise(parts, {
      stopAsked: asked.then(() => say('\nLukker: først Teams-prøven, så botten, til sidst gemmes loggen.')),
      say,
      async allReady() {
        for (const { id } of config.team.channels) await installIn(id, ports.playground);
        say(welcome(config, ports.playground, relative(projectRoot(), folder)));
      },
    });
  } finally {
    await giveBack();
  }
}

async function planAt(path: string): Promise<Plan> {
  const reading = await readPlan(path);
  if (!reading.ok) throw new LocalFault(formatFaults(reading.faults));
  return reading.plan;
}

async function save(config: object): Promise<string> {
  const path = join(folder, '.m365agentsplayground.yml');
  await mkdir(folder, { recursive: true });
  // YAML includes JSON.
  await writeFile(path, `${JSON.stringify(config, null, 2)}\n`);
  return path;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof LocalFault)) throw error;
  process.stderr.write(`\nPrøven kan ikke starte.\n${error.message}\n`);
}
