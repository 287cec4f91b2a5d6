import { once } from 'node:events';
import type { Actor } from '../../src/domain/entry.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Crises } from '../../src/ports.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';

/** What a replica in a process of its own is told to do: `writers` at once, `each` notes one after the other. */
export interface Orders {
  readonly connectionString: string;
  readonly prefix: string;
  readonly crisisId: string;
  readonly by: Actor;
  readonly name: string;
  readonly writers: number;
  readonly each: number;
}

export interface Report {
  readonly stored: number;
  /** How long each note took, ms. */
  readonly took: readonly number[];
}

/** Says "ready", waits for a line, writes, and prints its report as JSON. */
async function main(orders: Orders): Promise<void> {
  const log = createLogStore(await openTables(orders, { prefix: orders.prefix }));
  const [start] = await log.entriesAfter(orders.crisisId, undefined);
  if (start?.event.kind !== 'started') throw new Error('there is no crisis to write in');
  const plan: Plan = start.event.plan;
  const crises = createCrises({ log, plan });
  await crises.read(orders.crisisId);
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  const reports = await Promise.all(
    Array.from({ length: orders.writers }, (_, writer) => write(crises, orders, writer)),
  );
  const report: Report = {
    stored: reports.reduce((sum, { stored }) => sum + stored, 0),
    took: reports.flatMap(({ took }) => took),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function write(crises: Crises, orders: Orders, writer: number): Promise<Report> {
  const took: number[] = [];
  let stored = 0;
  for (let n = 0; n < orders.each; n += 1) {
    const intent = `${orders.name}-${writer}-${n}`;
    const before = performance.now();
    const outcome = await crises.submit(orders.crisisId, intent, orders.by, new Date().toISOString(), {
      kind: 'note',
      type: 'melding',
      text: `Melding ${intent}: ${'der er strøm på etage to. '.repeat(8)}`,
    });
    took.push(performance.now() - before);
    stored += outcome.state === 'stored' ? 1 : 0;
  }
  return { stored, took };
}

await main(JSON.parse(process.argv[2] ?? '{}') as Orders);
