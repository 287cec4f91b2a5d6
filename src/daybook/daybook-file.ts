import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decode, encode, type Line } from './line.ts';

/** A file that only grows. */
export interface DaybookFile {
  readonly path: string;
  /** Resolves when the lines are on the disk, all of them; what waits at the same time goes down together. */
  append(lines: readonly Line[]): Promise<void>;
  /** Shows others that its owner is alive. */
  touch(): Promise<void>;
  /** False where somebody has moved it, taking it for a dead replica's, or cut it off: it holds not all of it. */
  isThere(): Promise<boolean>;
  remove(): Promise<void>;
  close(): Promise<void>;
}

export interface OpenedFile {
  readonly file: DaybookFile;
  readonly lines: readonly Line[];
  /** Whole lines whose checksum does not hold. */
  readonly broken: readonly string[];
}

interface Waiting {
  readonly text: string;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Opens a file, or begins it, for its owner alone to read. A last line that was cut off is taken off. */
export async function openDaybookFile(path: string): Promise<OpenedFile> {
  // Somebody may have removed the folder, and what lay there.
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(path, 'a+', 0o600);
  try {
    // What is no file has no end: it holds nothing to go on from.
    const isFile = (await handle.stat()).isFile();
    const { lines, broken, whole } = decode(isFile ? await handle.readFile() : Buffer.alloc(0));
    if (isFile) await handle.truncate(whole);
    await syncFolder(dirname(path));
    return { file: fileOn(handle, path, whole), lines, broken };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** For a new file that cannot be begun: nothing of it is left open. */
export async function giveUp(file: DaybookFile, error: unknown): Promise<never> {
  await file.remove().catch(() => undefined);
  throw error;
}

function fileOn(handle: FileHandle, path: string, length: number): DaybookFile {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let good = length;
  /** True where a part of a line may stand at the end. */
  let isTorn = false;

  async function writeAll(): Promise<void> {
    for (let batch = waiting; batch.length > 0; batch = waiting) {
      waiting = [];
      try {
        await write(batch.map(({ text }) => text).join(''));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    // In the same breath as the last look at what waits: nothing may be added unseen.
    writing = undefined;
  }

  async function write(text: string): Promise<void> {
    const bytes = Buffer.from(isTorn ? `\n${text}` : text);
    isTorn = true;
    try {
      await handle.appendFile(bytes);
      await handle.datasync();
    } catch (error) {
      // Half a line must not stand before the next one.
      await handle.truncate(good).then(
        () => {
          isTorn = false;
        },
        () => undefined,
      );
      throw error;
    }
    good += bytes.byteLength;
    isTorn = false;
  }

  return {
    path,
    append(lines) {
      return new Promise((done, fail) => {
        waiting.push({ text: lines.map(encode).join(''), done, fail });
        writing ??= writeAll();
      });
    },
    async touch() {
      const now = new Date();
      await handle.utimes(now, now);
    },
    async isThere() {
      const [open, named] = await Promise.all([handle.stat(), stat(path).catch(() => undefined)]);
      const isSame = named !== undefined && named.ino === open.ino && named.dev === open.dev;
      return isSame && open.size >= good;
    },
    async remove() {
      await writing;
      await rm(path, { force: true }).finally(() => handle.close());
    },
    async close() {
      await writing;
      await handle.close();
    },
  };
}

/** The name of a new file must be on the disk, too. Not every system can be asked for that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
