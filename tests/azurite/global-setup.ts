import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startAzurite } from './azurite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's table emulator. */
    readonly azurite: string;
    /** The run's folder for compiled programs. */
    readonly compiled: string;
  }
}

/** Inside node_modules, from where compiled programs find their packages. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** One table emulator for the whole run: without it the tests fail. One folder for what is compiled in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(cache, { recursive: true });
  await removeLeftovers();
  const folder = await mkdtemp(`${cache}krise-${process.pid}-`);
  const azurite = await startAzurite();
  project.provide('azurite', azurite.connectionString);
  project.provide('compiled', folder);
  return async () => {
    await azurite.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** What runs left behind that were killed: the folder's name says whose it was. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = /^krise-(\d+)-/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
