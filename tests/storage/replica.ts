import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Orders, Report } from './writer.ts';

/** Another replica, in a process of its own. */
export interface Replica {
  /** Lets it write; its report when it is done. */
  go(): Promise<Report>;
  /** Ends it as a crash would, in the middle of whatever it does. */
  kill(): Promise<void>;
}

/** Starts a replica from the compiled writer and waits until it knows the crisis. */
export async function startReplica(script: string, orders: Orders): Promise<Replica> {
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the replica ended without a word');
    return String(value);
  };
  const ended = once(child, 'exit');
  await next();
  return {
    go: async () => {
      child.stdin.write('go\n');
      return JSON.parse(await next()) as Report;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
