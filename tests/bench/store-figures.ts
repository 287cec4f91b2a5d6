import { fileURLToPath } from 'node:url';
import type { Actor } from '../../src/domain/entry.ts';
import { crisisOrganisation, type Plan } from '../../src/domain/plan.ts';
import type { Crises, LogStore } from '../../src/ports.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';
import { startReplica } from '../storage/replica.ts';
import { type Figure, milliseconds, spread, timed } from './figures.ts';

const writer = fileURLToPath(new URL('../storage/writer.js', import.meta.url));
const processes = 2;
const writersEach = 25;
const notesEach = 60;

interface Stage {
  readonly connectionString: string;
  readonly prefix: string;
  readonly log: LogStore;
  readonly crises: Crises;
  readonly crisisId: string;
  readonly by: Actor;
}

/** What storing and reading cost, on the table emulator. */
export async function storeFigures(connectionString: string, plan: Plan): Promise<Figure[]> {
  const stage = await begin(connectionString, plan);
  const alone = await oneWriter(stage);
  const together = await manyWriters(stage);
  const cold = await coldFold(stage, plan, 3000);
  return [...alone, ...together, ...cold, ...(await freshness(stage))];
}

async function begin(connectionString: string, plan: Plan): Promise<Stage> {
  const prefix = `Bench${process.pid}`;
  const log = createLogStore(await openTables({ connectionString }, { prefix }));
  const crises = createCrises({ log, plan });
  const [by = { id: '', name: '' }] = crisisOrganisation(plan);
  const at = new Date().toISOString();
  const outcome = await crises.start(
    { planId: plan.id, exercise: false },
    {
      intent: 'start',
      origin: { id: 'bench', kind: 'channel', serviceUrl: 'http://127.0.0.1/' },
      start: { kind: 'start', headline: 'Måling', level: 1, exercise: false, plan, by, at },
    },
  );
  if (outcome.state === 'refused') throw new Error(outcome.refusal.text);
  return { connectionString, prefix, log, crises, crisisId: outcome.ledger.crisis.id, by };
}

function note({ crises, crisisId, by }: Stage, intent: string) {
  const body = { kind: 'note', type: 'melding', text: `Melding ${intent}` } as const;
  return crises.submit(crisisId, intent, by, new Date().toISOString(), body);
}

async function oneWriter(stage: Stage): Promise<Figure[]> {
  const took = await timed(200, (n) => note(stage, `alone-${n}`));
  return [{ what: 'one entry, one writer', value: spread(took) }];
}

async function manyWriters(stage: Stage): Promise<Figure[]> {
  const { connectionString, prefix, crisisId, by } = stage;
  const orders = { connectionString, prefix, crisisId, by, writers: writersEach, each: notesEach };
  const replicas = await Promise.all(
    Array.from({ length: processes }, (_, n) => startReplica(writer, { ...orders, name: `process-${n}` })),
  );
  const before = performance.now();
  const reports = await Promise.all(replicas.map((replica) => replica.go()));
  const seconds = (performance.now() - before) / 1000;
  const stored = reports.reduce((sum, report) => sum + report.stored, 0);
  const who = `${processes * writersEach} writers in ${processes} processes`;
  return [
    { what: `entries a second, ${who}`, value: `${(stored / seconds).toFixed(0)} (${stored} stored)` },
    ...reports.map(({ took }, n) => ({ what: `one entry, process ${n + 1}`, value: spread(took) })),
  ];
}

async function coldFold(stage: Stage, plan: Plan, entries: number): Promise<Figure[]> {
  const have = (await stage.crises.read(stage.crisisId))?.entries.length ?? 0;
  await Promise.all(
    Array.from({ length: Math.max(0, entries - have) }, (_, n) => note(stage, `filling-${n}`)),
  );
  let read = 0;
  const took = await timed(5, async () => {
    const cold = createCrises({ log: stage.log, plan });
    read = (await cold.read(stage.crisisId))?.entries.length ?? 0;
  });
  return [{ what: `reading, proving and folding ${read} entries`, value: milliseconds(Math.min(...took)) }];
}

async function freshness(stage: Stage): Promise<Figure[]> {
  const reading = await timed(300, () => stage.crises.read(stage.crisisId));
  const active = await timed(300, () => stage.crises.active('none'));
  return [
    { what: 'a fresh reading of a known crisis (one point read)', value: spread(reading) },
    { what: 'that no crisis runs (two point reads)', value: spread(active) },
  ];
}
