import { openKeeping } from '../../src/daybook/keeping.ts';
import type { Actor } from '../../src/domain/entry.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';

/** What a process that keeps is told to do: so many notes, one after the other; it ends by a signal alone. */
export interface KeeperOrders {
  readonly connectionString: string;
  readonly prefix: string;
  readonly directory: string;
  readonly crisisId: string;
  readonly plan: Plan;
  readonly name: string;
  readonly by: Actor;
  /** When the first is said to be written; each later one a ms after. */
  readonly at: string;
  readonly notes: number;
}

/** Says each outcome and each message to a person as a line of JSON. */
async function main(orders: KeeperOrders): Promise<void> {
  const tables = await openTables(orders, { prefix: orders.prefix });
  const { plan, directory, crisisId, name } = orders;
  const keeping = await openKeeping({
    crises: createCrises({ log: createLogStore(tables), plan }),
    planId: plan.id,
    probe: tables.probe,
    clock: tables.clock,
    directory,
    journal: { info: () => undefined, error: () => undefined },
    times: { patience: 300, proof: 200, longest: 1000, every: 30, beat: 30 },
  });
  keeping.begin({
    async send(person, { text }) {
      say({ told: person, text });
      return { result: { state: 'sent', activityId: '1' } };
    },
    onStored: () => undefined,
    onStarted: async () => undefined,
  });
  await keeping.forPeople.active(plan.id).catch(() => undefined);
  say({ ready: true });
  for (let n = 0; n < orders.notes; n += 1) {
    const intent = `${name}-${n}`;
    const at = new Date(Date.parse(orders.at) + n).toISOString();
    const body = { kind: 'note', type: 'melding', text: intent } as const;
    const outcome = await keeping.forPeople
      .submit(crisisId, intent, orders.by, at, body)
      .catch(() => undefined);
    say({ intent, state: outcome?.state ?? 'failed' });
  }
  say({ done: true });
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await main(JSON.parse(process.argv[2] ?? '{}') as KeeperOrders);
