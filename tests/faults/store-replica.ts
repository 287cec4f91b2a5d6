import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/plan/project-root.ts';
import { type Call, type Fault, type FaultyLine, startProxy } from '../azurite/proxy.ts';
import type { StoreAnswer, StoreAsk, StoreOrders } from './store-process.ts';

const program = join(projectRoot(), 'dist/tests/faults/store-process.js');
const timeoutMs = 300;

/** At which call of the tables a replica dies: before it is carried out, or after it and before its answer. */
export interface KillPoint {
  readonly name: string;
  readonly when: 'before' | 'after';
  readonly at: (call: Call) => boolean;
}

/** One replica of the store: a process behind a line of its own. Where it is killed, the next takes its place. */
export interface StoreReplica {
  readonly proxy: FaultyLine;
  /** Luck of the line while nobody is killed at it. */
  luck: (call: Call) => Fault;
  ask(ask: StoreAsk): Promise<StoreAnswer>;
  kill(): Promise<void>;
  /** Kills it at its next such call. True when that has happened, false where it was taken back before. */
  killAt(point: KillPoint): Promise<boolean>;
  /** Takes back what has not happened. */
  disarm(): void;
  close(): Promise<void>;
}

interface Child {
  readonly process: ChildProcess;
  readonly ready: Promise<void>;
  readonly waiting: Map<number, (answer: StoreAnswer) => void>;
}

/** Needs a build. `prefix` begins the tables' names: replicas share them. */
export async function startStoreReplica(
  upstream: string,
  prefix: string,
  more: Pick<StoreOrders, 'tickMs'> = {},
): Promise<StoreReplica> {
  const proxy = await startProxy(upstream);
  const launch = () => launchChild({ connectionString: proxy.connectionString, prefix, timeoutMs, ...more });
  let spare = launch();
  let current = await inUse(launch());
  let armed: { readonly point: KillPoint; readonly done: (isKilled: boolean) => void } | undefined;
  let asked = 0;

  async function kill(): Promise<void> {
    const dying = current;
    current = spare;
    spare = launch();
    dying.process.kill('SIGKILL');
    await Promise.all([gone(dying), inUse(current)]);
  }

  async function killIfArmed(when: KillPoint['when'], call: Call): Promise<boolean> {
    if (armed?.point.when !== when || !armed.point.at(call)) return false;
    const { done } = armed;
    armed = undefined;
    await kill();
    done(true);
    return true;
  }

  const replica: StoreReplica = {
    proxy,
    luck: () => 'pass',
    async ask(ask) {
      const child = current;
      await child.ready;
      asked += 1;
      const id = asked;
      return new Promise((resolve) => {
        child.waiting.set(id, resolve);
        if (child.process.connected) child.process.send({ id, ask }, () => undefined);
        else resolve({ state: 'unknown' });
      });
    },
    kill,
    killAt: (point) =>
      new Promise((done) => {
        armed = { point, done };
      }),
    disarm() {
      armed?.done(false);
      armed = undefined;
    },
    async close() {
      for (const child of [current, spare]) child.process.kill('SIGKILL');
      await Promise.all([current, spare].map(gone));
      await proxy.close();
    },
  };
  proxy.fate = async (call) => ((await killIfArmed('before', call)) ? 'reset' : replica.luck(call));
  proxy.carriedOut = async (call) => void (await killIfArmed('after', call));
  await spare.ready;
  return replica;
}

function launchChild(orders: StoreOrders): Child {
  const child = fork(program, [JSON.stringify(orders)], { execArgv: [] });
  const waiting: Child['waiting'] = new Map();
  const ready = new Promise<void>((resolve) => {
    child.on('message', ({ id, answer }: { readonly id: number; readonly answer: StoreAnswer }) => {
      if (id === 0) return resolve();
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    child.once('exit', () => resolve());
  });
  // What it said before it died has been read by then.
  child.once('disconnect', () => {
    for (const resolve of waiting.values()) resolve({ state: 'unknown' });
    waiting.clear();
  });
  return { process: child, ready, waiting };
}

/** A spare is a process that has been started and does nothing until then. */
async function inUse(child: Child): Promise<Child> {
  await child.ready;
  if (child.process.connected) child.process.send({ id: 0 }, () => undefined);
  return child;
}

async function gone({ process: child }: Child): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
