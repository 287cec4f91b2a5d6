import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Plan } from '../../src/domain/plan.ts';
import { projectRoot } from '../../src/plan/project-root.ts';
import type { LogStore } from '../../src/ports.ts';
import type { SmsSettings } from '../../src/sms/sms-request.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables } from '../../src/storage/tables.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { isJson } from '../fake-teams/cards.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import type { Person } from '../fake-teams/person.ts';
import type { Orders } from './away-process.ts';

/** How the tables are away. `gone`: nobody listens there, as `refusing`, for the rest of it. */
export type Way = 'slow' | 'throttled' | 'refusing' | 'hanging' | 'gone';

/** A bot in a process of its own, with its own line to the tables. */
export interface Replica {
  readonly line: FaultyLine;
  address(): string;
  /** What it logged, line by line. */
  readonly journal: readonly JournalLine[];
  away(way: Way): Promise<void>;
  back(): Promise<void>;
  idle(): Promise<void>;
  /** kill -9, and the same again. Resolves when it listens. */
  restart(): Promise<void>;
}

export interface JournalLine {
  readonly event: string;
  readonly level: string;
  readonly [field: string]: unknown;
}

/** A message that somebody typed, how long they waited, and what they were told then. */
export interface Said {
  readonly by: Person;
  readonly text: string;
  readonly ms: number;
  readonly answer: string;
  /** By the bots' clock, ms since 1970. */
  readonly from: number;
  readonly to: number;
}

export interface AwayStage {
  readonly teams: FakeTeams;
  readonly log: LogStore;
  /** The bots' clock, ms since 1970. */
  now(): number;
  person(id: string): Person;
  replica(options?: { readonly keeps: boolean; readonly sms?: SmsSettings }): Promise<Replica>;
  /** Types, and waits for an answer; where the process is killed over it, Teams delivers it again. */
  says(by: Person, text: string, to: Replica): Promise<Said>;
  close(): Promise<void>;
}

const program = join(projectRoot(), 'dist/tests/faults/away-process.js');

/** 02.14 on a winter's night, Danish time. */
const beginning = Date.parse('2027-01-12T01:14:00.000Z');

export async function setAwayStage(plan: Plan, speed: number, luck: () => number): Promise<AwayStage> {
  const folder = await mkdtemp(join(tmpdir(), 'krise-away-'));
  const planPath = join(folder, 'plan.json');
  await writeFile(planPath, JSON.stringify(plan));
  const connectionString = inject('azurite');
  const tablePrefix = `Away${randomBytes(8).toString('hex')}`;
  const people = plan.contacts.map(({ name, upn }) => ({ name, ...(upn ? { upn } : {}) }));
  const teams = await startFakeTeams({ people, signed: false, rosterPage: 100 });
  const epoch = Date.now();
  const now = () => beginning + (Date.now() - epoch) * speed;
  const replicas: (Replica & { close(): Promise<void> })[] = [];
  const orders = { tablePrefix, planPath, epoch, beginning, speed };
  return {
    teams,
    log: createLogStore(await openTables({ connectionString }, { prefix: tablePrefix })),
    now,
    person: (id) => teams.person(plan.contacts.find((contact) => contact.id === id)?.name ?? id),
    async replica({ keeps, sms } = { keeps: true }) {
      const line = await startProxy(connectionString);
      line.date = () => new Date(now());
      const own = { ...orders, connectionString: line.connectionString };
      const daybook = keeps ? { daybookDirectory: join(folder, 'daybook') } : {};
      const replica = await launch({ ...own, ...daybook, ...(sms ? { sms } : {}) }, line, luck);
      replicas.push(replica);
      return replica;
    },
    says: (by, text, to) => say(teams, now, { by, text, to }),
    async close() {
      await Promise.all(replicas.map((replica) => replica.close()));
      await teams.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function say(
  teams: FakeTeams,
  now: () => number,
  { by, text, to }: { readonly by: Person; readonly text: string; readonly to: Replica },
): Promise<Said> {
  const seen = by.sees().length;
  const from = now();
  let began = performance.now();
  teams.talksTo(to.address());
  let status = await by.types(text).then(
    (delivery) => delivery.status,
    () => 0,
  );
  while (status !== 200) {
    await pause(50);
    began = performance.now();
    status = await again(teams, by, text, to);
  }
  const ms = performance.now() - began;
  const answer = by
    .sees()
    .slice(seen)
    .find((message) => message.from === 'bot');
  return { by, text, ms, answer: answer?.text ?? '', from, to: now() };
}

/** As Teams does where it got no answer. */
async function again(teams: FakeTeams, by: Person, text: string, to: Replica): Promise<number> {
  const before = teams.world.messages.findLast(
    ({ from, activity }) => from === by.name && activity.text === text,
  );
  if (!before || !isJson(before.activity)) throw new Error(`${by.name} never wrote "${text}"`);
  teams.talksTo(to.address());
  return teams.deliver(before.activity).then(
    (answer) => answer.status,
    () => 0,
  );
}

async function launch(orders: Orders, line: FaultyLine, luck: () => number) {
  const journal: JournalLine[] = [];
  let running = await start(orders, journal);
  return {
    line,
    journal,
    address: () => running.address,
    async away(way: Way) {
      if (way === 'refusing' || way === 'gone') return line.leave();
      if (!line.isListening()) await line.comeBack();
      line.fate = fates[way](luck);
    },
    async back() {
      line.fate = () => 'pass';
      if (!line.isListening()) await line.comeBack();
    },
    idle: () => running.idle(),
    async restart() {
      await running.kill();
      running = await start(orders, journal);
    },
    async close() {
      await running.kill();
      await line.close();
    },
  };
}

const fates = {
  slow: (luck: () => number) => async () => {
    await pause(2_000 + luck() * 6_000);
    return 'pass' as const;
  },
  throttled: (luck: () => number) => () => (luck() < 0.5 ? ('busy' as const) : ('throttle' as const)),
  hanging: () => () => 'hang' as const,
};

async function start(orders: Orders, journal: JournalLine[]) {
  const child: ChildProcess = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (!child.stdout || !child.stdin || !child.stderr) throw new Error('a replica without streams');
  const { stdin } = child;
  stdin.on('error', () => undefined);
  createInterface({ input: child.stderr }).on('line', (text) => journal.push(lineIn(text)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done)
    throw new Error(`the replica ended: ${journal.map((line) => JSON.stringify(line)).join('\n')}`);
  return {
    address: String(first.value),
    async idle() {
      stdin.write('idle\n');
      await lines.next();
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function lineIn(text: string): JournalLine {
  try {
    return JSON.parse(text) as JournalLine;
  } catch {
    return { event: 'text', level: 'error', text };
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
