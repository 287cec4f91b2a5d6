import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plan } from '../../src/domain/plan.ts';
import { startKrisebot } from '../../src/krisebot.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import type { Person } from '../fake-teams/person.ts';
import { type Figure, spread, timed } from './figures.ts';

const runs = 300;

/** How soon the bot has answered, on real tables and with signed tokens; Teams' own send limits are left out. */
export async function replyFigures(connectionString: string, plan: Plan): Promise<readonly Figure[]> {
  const people = plan.contacts.map(({ name, upn }) => ({ name, ...(upn ? { upn } : {}) }));
  const teams = await startFakeTeams({ people });
  const bot = await startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables: { connectionString }, teams: teams.config },
    plan,
    journal: { info: () => undefined, error: () => undefined },
    tablePrefix: `Reply${process.pid}`,
    teams: { timer: fastTimer, ...(teams.credentials ? { credentials: teams.credentials } : {}) },
  });
  try {
    teams.talksTo(bot.address);
    const [starter, writer] = people.map(({ name }) => teams.person(name));
    if (!starter || !writer) throw new Error('nobody to type');
    const first = await timed(1, () => starter.types('start Strømsvigt'));
    const typed = await timed(runs, (n) => writer.types(`melding Nummer ${n}`));
    const read = await timed(runs, () => writer.types('status'));
    const tapped = await tapping(writer);
    return [
      { what: 'start → stored and answered, first message of the process', value: spread(first) },
      { what: `melding → stored and answered, ${runs} in a row`, value: spread(typed) },
      { what: `status → picture posted, ${runs} in a row`, value: spread(read) },
      { what: `tap → stored and card answered, ${runs} in a row`, value: spread(tapped) },
    ];
  } finally {
    await bot.stop();
    await teams.close();
  }
}

/** Each tap changes the state, and is answered with the card that the next one presses. */
async function tapping(person: Person): Promise<number[]> {
  await person.types('mit');
  return timed(runs, (n) => person.taps(person.card(), n % 2 === 0 ? 'Fremme' : 'Online'));
}

/** From the start of a process of its own until it listens. */
export async function startFigure(connectionString: string): Promise<Figure> {
  const took = await timed(5, () => startAndStop(connectionString));
  return { what: 'process start → listening', value: spread(took) };
}

async function startAndStop(connectionString: string): Promise<void> {
  const env = {
    ...process.env,
    PORT: '0',
    AZURE_STORAGE_CONNECTION_STRING: connectionString,
    KRISE_PLAN: join('tests', 'fixtures', 'plan', 'plan.yaml'),
  };
  const bot = spawn(process.execPath, [join('dist', 'src', 'main.js'), 'bot'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(createInterface({ input: bot.stdout }), 'line');
  if (!String(line).includes('lytter på')) throw new Error(`the bot said: ${line}`);
  bot.kill('SIGKILL');
}
