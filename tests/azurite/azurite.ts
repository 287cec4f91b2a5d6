import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leashed } from '../../src/local/leash.ts';

export interface Azurite {
  readonly connectionString: string;
  stop(): Promise<void>;
}

const attempts = 3;
const startsWithinMs = 30_000;
const main = createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js');
/** The emulator's public account key, the same everywhere. */
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Starts a table emulator on a free port of this machine, with nothing kept on disk. */
export async function startAzurite(): Promise<Azurite> {
  const folder = await mkdtemp(join(tmpdir(), 'krise-azurite-'));
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      const child = await launch(port, folder);
      return { connectionString: connectionStringTo(port), stop: () => stop(child, folder) };
    } catch (error) {
      // Another program may have taken the port in between.
      if (attempt === attempts) throw error;
    }
  }
}

/** The connection string of an emulator, or of a proxy in front of one. */
export function connectionStringTo(port: number): string {
  const endpoint = `http://127.0.0.1:${port}/devstoreaccount1`;
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};TableEndpoint=${endpoint};`;
}

/** The port that a connection string names. */
export function portOf(connectionString: string): number {
  return Number(/TableEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(connectionString)?.[1]);
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const flags = ['--inMemoryPersistence', '--disableTelemetry', '--skipApiVersionCheck', '--silent'];
  const address = ['--tableHost', '127.0.0.1', '--tablePort', String(port)];
  const args = [...leashed('SIGINT'), main, ...flags, ...address];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'pipe' });
  process.once('exit', () => child.kill('SIGKILL'));
  try {
    await listening(child);
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const tooLate = setTimeout(() => fail('took too long to start'), startsWithinMs);
    const fail = (why: string) => {
      clearTimeout(tooLate);
      reject(new Error(`the table emulator ${why}\n${said}`));
    };
    const hear = (chunk: Buffer) => {
      said += chunk;
      if (!said.includes('successfully started')) return;
      clearTimeout(tooLate);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
