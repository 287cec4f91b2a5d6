import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Why a directory cannot hold a daybook, in Danish; undefined where it can. It is made where it is missing. */
export async function directoryFault(directory: string): Promise<string | undefined> {
  const trial = join(directory, `prøve-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(trial, '', { flag: 'wx', mode: 0o600, flush: true });
    await rm(trial);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return `KRISE_DAYBOOK er »${directory}«, og der kan ikke skrives i den mappe${code}. Giv botten adgang, eller lad den være tom.`;
  }
}

/** A folder of its own for each set of tables and each plan: what was meant for one never gets into another. */
export function folderFor(directory: string, tables: string, planId: string): string {
  const print = createHash('sha256').update(`${tables}\n${planId}`).digest('hex');
  return join(directory, print.slice(0, 12));
}

/** Puts lines that do not hold where an operator can look at them: the file they stood in will be removed. */
export async function setAside(directory: string, lines: readonly string[], errorId: string): Promise<void> {
  const text = lines.map((line) => `${errorId} ${line}\n`).join('');
  await appendFile(join(directory, 'set-aside.txt'), text, { mode: 0o600, flush: true });
}
