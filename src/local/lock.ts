import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalFault } from './local-fault.ts';

/**
 * Takes the data folder for this process: two table emulators on one folder would overwrite each other.
 * Returns what gives it back. Throws a `LocalFault` while another trial runs; one that died is passed over.
 */
export async function takeLock(folder: string, pid = process.pid): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'start.lock');
  if (await writeNew(file, pid)) return () => rm(file, { force: true });
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder > 0 && !isAlive(holder)) {
    await rm(file, { force: true });
    if (await writeNew(file, pid)) return () => rm(file, { force: true });
  }
  throw new LocalFault(
    `Prøven kører allerede${holder > 0 ? ` (proces ${holder})` : ''} og bruger ${folder}.\n` +
      `  Brug den, der kører, eller stop den med Ctrl-C i dens vindue. Kører den ikke, så slet ${file}.`,
  );
}

async function writeNew(file: string, pid: number): Promise<boolean> {
  try {
    await writeFile(file, String(pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
