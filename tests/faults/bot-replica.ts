import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/plan/project-root.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import type { BotAnswer, BotAsk, BotOrders } from './bot-process.ts';
import type { Vitals } from './vitals.ts';

const program = join(projectRoot(), 'dist/tests/faults/bot-process.js');

/** A whole bot in a process of its own, behind a line of its own. Where it is killed, the next takes its place. */
export interface BotReplica {
  readonly proxy: FaultyLine;
  /** Where it listens now. */
  address(): string;
  /** Has it say all that is unsaid; false where it died over it. */
  look(): Promise<boolean>;
  /** How it is; undefined where it is dead. */
  vitals(): Promise<Vitals | undefined>;
  /** Has a promise fail in it that nobody looks after. */
  stumble(): Promise<void>;
  /** False where it has ended by itself. */
  isAlive(): boolean;
  /** Kills it. The next one listens somewhere else. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

interface Child {
  readonly process: ChildProcess;
  readonly loaded: Promise<unknown>;
  ask(what: BotAsk['ask']): Promise<BotAnswer | undefined>;
}

export interface BotReplicaOptions extends Omit<BotOrders, 'connectionString' | 'tickMs'> {
  readonly tickMs?: number;
  /** Whether another stands ready for when it is killed; true where not said. */
  readonly hasSpare?: boolean;
  /** Of Node's own. */
  readonly flags?: readonly string[];
}

/** Needs a build. */
export async function startBotReplica(upstream: string, options: BotReplicaOptions): Promise<BotReplica> {
  const proxy = await startProxy(upstream);
  const { connectionString } = proxy;
  const { tickMs = 0, hasSpare = true, flags = [], ...rest } = options;
  const launch = () => launchChild({ connectionString, tickMs, ...rest }, flags);
  const begin = async (child: Child): Promise<string> => {
    await child.loaded;
    return (await child.ask('begin'))?.address ?? '';
  };
  let current = launch();
  let spare = hasSpare ? launch() : undefined;
  let address = await begin(current);
  return {
    proxy,
    address: () => address,
    look: async () => (await current.ask('look')) !== undefined,
    vitals: async () => (await current.ask('measure'))?.vitals,
    stumble: async () => void (await current.ask('stumble')),
    isAlive: () => !hasEnded(current),
    async kill() {
      const dying = current;
      dying.process.kill('SIGKILL');
      await gone(dying);
      current = spare ?? launch();
      if (spare) spare = launch();
      address = await begin(current);
    },
    async close() {
      const children = [current, ...(spare ? [spare] : [])];
      for (const child of children) child.process.kill('SIGKILL');
      await Promise.all(children.map(gone));
      await proxy.close();
    },
  };
}

function launchChild(orders: BotOrders, flags: readonly string[]): Child {
  const child = fork(program, [JSON.stringify(orders)], { execArgv: [...flags] });
  const waiting = new Map<number, (answer: BotAnswer | undefined) => void>();
  let asked = 0;
  const answerTo = (id: number) =>
    new Promise<BotAnswer | undefined>((resolve) => {
      if (child.connected) waiting.set(id, resolve);
      else resolve(undefined);
    });
  child.on('message', (answer: BotAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.once('disconnect', () => {
    for (const resolve of waiting.values()) resolve(undefined);
  });
  return {
    process: child,
    loaded: answerTo(0),
    ask(what) {
      asked += 1;
      const answer = answerTo(asked);
      if (child.connected) child.send({ id: asked, ask: what } satisfies BotAsk, () => undefined);
      return answer;
    },
  };
}

function hasEnded({ process: child }: Child): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function gone(child: Child): Promise<void> {
  if (!hasEnded(child)) await once(child.process, 'exit');
}
