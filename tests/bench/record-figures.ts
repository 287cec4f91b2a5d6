import { crisisOrganisation, type Plan } from '../../src/domain/plan.ts';
import { startKrisebot } from '../../src/krisebot.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import { type Figure, spread, timed } from './figures.ts';

const entries = 3000;
const runs = 100;

/** What reading costs in a crisis as long as any: pages of the log, the picture, a search. */
export async function recordFigures(connectionString: string, plan: Plan): Promise<readonly Figure[]> {
  const people = plan.contacts.map(({ name, upn }) => ({ name, ...(upn ? { upn } : {}) }));
  const teams = await startFakeTeams({ people });
  const prefix = `Record${process.pid}`;
  const bot = await startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables: { connectionString }, teams: teams.config },
    plan,
    journal: { info: () => undefined, error: () => undefined },
    tablePrefix: prefix,
    teams: { timer: fastTimer, ...(teams.credentials ? { credentials: teams.credentials } : {}) },
  });
  try {
    teams.talksTo(bot.address);
    const [reader] = people.map(({ name }) => teams.person(name));
    if (!reader) throw new Error('nobody to type');
    await reader.types('start Strømsvigt');
    await fill(connectionString, prefix, plan);
    const asking = async (text: string): Promise<Figure> => {
      await reader.types(text);
      const took = await timed(runs, () => reader.types(text));
      return { what: `»${text}« with ${entries} entries`, value: spread(took) };
    };
    return [
      await asking('vis log'),
      await asking('vis log side 150'),
      await asking('vis log beslutninger'),
      await asking('find 1234'),
      await asking('status'),
      await asking('melding En mere'),
    ];
  } finally {
    await bot.stop();
    await teams.close();
  }
}

/** Another replica writes the log full: notes of several types, corrections of them, and fields of the picture. */
async function fill(connectionString: string, prefix: string, plan: Plan): Promise<void> {
  const log = createLogStore(await openTables({ connectionString }, { prefix }));
  const crises = createCrises({ log, plan, budgetMs: 60_000 });
  const crisisId = (await crises.active(plan.id))?.ledger.crisis.id ?? '';
  const [by = { id: '', name: '' }] = crisisOrganisation(plan);
  const types = ['melding', 'handling', 'beslutning', 'fravalg'] as const;
  const bodyOf = (n: number) => {
    const type = types[n % types.length] ?? 'melding';
    const text = `Post ${n}: telefonerne i hele huset er nede, og elværket regner med en time`;
    if (n % 50 === 0) {
      const statement = { field: 'affected', certainty: 'certain', text: `Mail og telefoni, ${n}` } as const;
      return { kind: 'updatePicture', statements: [statement] } as const;
    }
    return { kind: 'note', type, text, ...(type === 'beslutning' ? { reason: 'virus' } : {}) } as const;
  };
  await Promise.all(
    Array.from({ length: entries }, (_, n) =>
      crises.submit(crisisId, `fill-${n}`, by, new Date().toISOString(), bodyOf(n)),
    ),
  );
}
