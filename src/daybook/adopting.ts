import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newErrorId } from '../error-id.ts';
import type { Journal } from '../ports.ts';
import { openDaybookFile } from './daybook-file.ts';
import { setAside } from './directory.ts';
import { type Holding, type Item, readHolding } from './holding.ts';
import { type BaseLine, decode } from './line.ts';
import { isDaybook, isSurelyDead, letGo, newName } from './owner.ts';

/** What lies in the directory and is not this process's own. */
export interface Adopting {
  /** Takes over what dead replicas have left; two that want the same file do not both get it. */
  look(): Promise<Found>;
  /** What others wrote down as known when they began to keep: good to go on from, whoever owns it. */
  bases(): Promise<readonly BaseLine[]>;
}

export interface Found {
  readonly adopted: readonly { readonly holding: Holding; readonly items: readonly Item[] }[];
  /** True where nobody else's file is left. */
  readonly isAlone: boolean;
}

interface Needs {
  readonly directory: string;
  readonly journal: Journal;
  /** So long a file lies untouched before its owner counts as dead, in ms. */
  readonly silentForMs: number;
  readonly isOwn: (name: string) => boolean;
}

interface Watched {
  /** When its owner touched it, by the disk. */
  readonly mtimeMs: number;
  /** On this process's own clock: nobody else's is compared with it. */
  readonly since: number;
}

/** An owner touches its file every few seconds. One that has not while it was watched is dead, or as good as. */
export function createAdopting({ directory, journal, silentForMs, isOwn }: Needs): Adopting {
  const watched = new Map<string, Watched>();

  async function others(): Promise<readonly string[]> {
    return (await readdir(directory)).filter((name) => isDaybook(name) && !isOwn(name));
  }

  async function isSilent(name: string): Promise<boolean> {
    const { mtimeMs } = await stat(join(directory, name));
    const before = watched.get(name);
    if (before?.mtimeMs === mtimeMs) return performance.now() - before.since >= silentForMs;
    watched.set(name, { mtimeMs, since: performance.now() });
    return false;
  }

  async function adopt(name: string) {
    const mine = newName();
    try {
      // Whoever renames it first has it. Its owner, if it lives, sees that before it promises anything more.
      await rename(join(directory, name), join(directory, mine));
    } catch {
      letGo(mine);
      return undefined;
    }
    try {
      const adopted = await read(mine);
      journal.info('daybook.takenOver', { from: name, lines: adopted.items.length });
      return adopted;
    } catch (error) {
      // What it holds is tried again; the others are taken over all the same.
      letGo(mine);
      journal.error('daybook.notTakenOver', error, { name: mine });
      return undefined;
    }
  }

  async function read(name: string) {
    const { file, lines, broken } = await openDaybookFile(join(directory, name));
    try {
      if (broken.length > 0) await putAside(broken, name);
      return readHolding(file, lines);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async function putAside(broken: readonly string[], name: string): Promise<void> {
    const errorId = newErrorId();
    journal.error('daybook.brokenLines', new Error(`${broken.length} lines`), { errorId, name });
    await setAside(directory, broken, errorId);
  }

  return {
    async look() {
      const names = await others();
      for (const name of watched.keys()) if (!names.includes(name)) watched.delete(name);
      const adopted: { readonly holding: Holding; readonly items: readonly Item[] }[] = [];
      for (const name of names) {
        const isDead = isSurelyDead(name) || (await isSilent(name).catch(() => false));
        const taken = isDead ? await adopt(name) : undefined;
        if (taken) adopted.push(taken);
      }
      return { adopted, isAlone: names.length === adopted.length };
    },
    async bases() {
      const read = (await others()).map((name) => readFile(join(directory, basename(name))));
      const files = (await Promise.allSettled(read)).flatMap((one) =>
        one.status === 'fulfilled' ? [one.value] : [],
      );
      return files.flatMap((bytes) => decode(bytes).lines.filter((line) => line.kind === 'base'));
    },
  };
}
