import { type FileHandle, open } from 'node:fs/promises';

/** What every open file does, to have the disk fail once. */
export async function anyFile(directory: string): Promise<FileHandle> {
  const one = await open(directory, 'r');
  await one.close();
  return Object.getPrototypeOf(one);
}
