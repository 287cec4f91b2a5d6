import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/plan/project-root.ts';
import type { TeamsConfig } from '../../src/teams/teams-config.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import type { BotAnswer, BotAsk, BotOrders } from './bot-process.ts';

const program = join(projectRoot(), 'dist/tests/faults/bot-process.js');

/** A whole bot in a process of its own, behind a line of its own. Where it is killed, the next takes its place. */
export interface BotReplica {
  readonly proxy: FaultyLine;
  /** Where it listens now. */
  address(): string;
  /** Has it say all that is unsaid; false where it died over it. */
  look(): Promise<boolean>;
  /** Kills it. The next one listens somewhere else. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

interface Child {
  readonly process: ChildProcess;
  readonly loaded: Promise<unknown>;
  ask(what: BotAsk['ask']): Promise<BotAnswer | undefined>;
}

export interface BotReplicaOptions {
  readonly tablePrefix: string;
  readonly teams: TeamsConfig;
  readonly tickMs?: number;
}

/** Needs a build. */
export async function startBotReplica(upstream: string, options: BotReplicaOptions): Promise<BotReplica> {
  const proxy = await startProxy(upstream);
  const { connectionString } = proxy;
  const { tickMs = 0, ...rest } = options;
  const launch = () => launchChild({ connectionString, tickMs, ...rest });
  const begin = async (child: Child): Promise<string> => {
    await child.loaded;
    return (await child.ask('begin'))?.address ?? '';
  };
  let current = launch();
  let spare = launch();
  let address = await begin(current);
  return {
    proxy,
    address: () => address,
    look: async () => (await current.ask('look')) !== undefined,
    async kill() {
      const dying = current;
      dying.process.kill('SIGKILL');
      await gone(dying);
      current = spare;
      spare = launch();
      address = await begin(current);
    },
    async close() {
      for (const child of [current, spare]) child.process.kill('SIGKILL');
      await Promise.all([current, spare].map(gone));
      await proxy.close();
    },
  };
}

function launchChild(orders: BotOrders): Child {
  const child = fork(program, [JSON.stringify(orders)], { execArgv: [] });
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

async function gone({ process: child }: Child): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
