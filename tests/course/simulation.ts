import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Entry } from '../../src/domain/entry.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { compiled } from '../compile.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import type { Orders } from './replica-process.ts';

/** A replica of the bot in a process of its own. */
export interface Replica {
  readonly address: string;
  /** Looks for what is due and unsaid; resolves when all is said, false when it was killed over it. */
  look(): Promise<boolean>;
  kill(): Promise<void>;
}

/** A fast clock, replicas in processes of their own, and everybody in a fake Teams. */
export interface Simulation {
  readonly teams: FakeTeams;
  readonly proxy: FaultyLine;
  /** Moves the right time on, in minutes since the beginning. The table service tells it. */
  goTo(minute: number): void;
  replica(aheadMs: number): Promise<Replica>;
  entries(crisisId: string): Promise<readonly Entry[]>;
  close(): Promise<void>;
}

/** 02.14 on a winter's night, Danish time. */
export const beginning = Date.parse('2027-01-12T01:14:00.000Z');

/** The fast clock is the table service's: every replica corrects its own by it, however wrong that is. */
export async function startSimulation(upstream: string, plan: Plan): Promise<Simulation> {
  const [program, folder, proxy] = await Promise.all([
    compiled('tests/course/replica-process.ts'),
    mkdtemp(join(tmpdir(), 'krise-simulation-')),
    startProxy(upstream),
  ]);
  const planPath = join(folder, 'plan.json');
  await writeFile(planPath, JSON.stringify(plan));
  const tablePrefix = `Sim${randomBytes(8).toString('hex')}`;
  const teams = await startFakeTeams({
    people: plan.contacts.map(({ name }) => ({ name })),
    signed: false,
  });
  const log = createLogStore(await openTables({ connectionString: upstream }, { prefix: tablePrefix }));
  const running = new Set<Replica>();
  let now = beginning;
  proxy.date = () => new Date(now);
  return {
    teams,
    proxy,
    goTo(minute) {
      now = beginning + minute * 60_000;
    },
    async replica(aheadMs) {
      const { connectionString } = proxy;
      const replica = await launch(program, { connectionString, tablePrefix, planPath, aheadMs });
      running.add(replica);
      return replica;
    },
    entries: (crisisId) => log.entriesAfter(crisisId, undefined),
    async close() {
      await Promise.all([...running].map((replica) => replica.kill()));
      await teams.close();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(path: string, orders: Orders): Promise<Replica> {
  const child: ChildProcess = spawn(process.execPath, [path, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (!child.stdout || !child.stdin) throw new Error('a replica without streams');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { stdin } = child;
  stdin.on('error', () => undefined);
  const first = await lines.next();
  return {
    address: String(first.value),
    async look() {
      stdin.write('look\n');
      return (await lines.next()).done !== true;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
