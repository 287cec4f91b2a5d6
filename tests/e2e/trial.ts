import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testPlanPath } from '../fixtures/plan.ts';
import { freePort } from '../local/free-port.ts';

/** The local trial as `npm start` runs it, with the fictional plan, ports of its own and a folder of its own. */
export interface Trial {
  /** The Playground's address. It stays the same. */
  readonly address: string;
  /** Ends it as Ctrl-C does. Throws when it did not end in good order. */
  stop(): Promise<void>;
  /** Starts it again on the same data. */
  start(): Promise<void>;
}

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/dist\/$/, '');
const startsWithinMs = 60_000;

/** Starts the built trial on an empty `folder` and waits until it says that it is ready. */
export async function startTrial(folder: string): Promise<Trial> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [bot, table, playground] = [await freePort(), await freePort(), await freePort()];
  const env = {
    KRISE_DATA: resolve(folder),
    KRISE_PLAN: testPlanPath,
    KRISE_BOT_PORT: String(bot),
    KRISE_TABLE_PORT: String(table),
    KRISE_PLAYGROUND_PORT: String(playground),
  };
  let running = await run(env);
  return {
    address: `http://127.0.0.1:${playground}`,
    stop: () => running.stop(),
    async start() {
      running = await run(env);
    },
  };
}

async function run(env: Record<string, string>): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['dist/src/local/start.js'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal is ours to pass on, after the browser is closed.
    detached: true,
  });
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(String(text)));
  child.stderr.on('data', (text) => said.push(String(text)));
  const ended = once(child, 'exit').then(([code, signal]) => String(code ?? signal));
  await isReady(child, said, ended);
  return {
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      const outcome = await ended;
      if (outcome !== '0') throw new Error(`the local trial ended with ${outcome}:\n${said.join('')}`);
    },
  };
}

async function isReady(child: ChildProcess, said: readonly string[], ended: Promise<string>): Promise<void> {
  const late = AbortSignal.timeout(startsWithinMs);
  const ready = () => said.join('').includes('http://127.0.0.1:');
  while (!ready()) {
    const told = child.stdout ? once(child.stdout, 'data', { signal: late }) : Promise.reject(late.reason);
    const outcome = await Promise.race([told, ended]).catch(() => 'being late');
    if (typeof outcome !== 'string') continue;
    child.kill('SIGINT');
    throw new Error(`the local trial did not start (${outcome}):\n${said.join('')}`);
  }
}
