import {
  appendFile,
  type FileHandle,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveUp, openDaybookFile } from '../../src/daybook/daybook-file.ts';
import type { KeptLine } from '../../src/daybook/line.ts';
import { anna, noon, note } from '../storage/cast.ts';
import { anyFile } from './disk.ts';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  path = join(directory, 'one.daybook');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

const line = (n: number, text = `Linje ${n}`): KeptLine => ({
  kind: 'kept',
  n,
  crisisId: 'K-2026-01',
  intent: `i-${n}`,
  by: anna,
  at: noon,
  what: { kind: 'command', body: note(text) },
  text,
});

const summed = (json: string) => `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;

async function reread() {
  const { file, lines, broken } = await openDaybookFile(path);
  await file.close();
  return { lines, broken };
}

describe('a daybook file', () => {
  it('holds what was appended, as it was, for its owner alone', async () => {
    const { file } = await openDaybookFile(path);
    const odd = 'To linjer\nog mere\u2028\u0000 \ud800 »æøå« 🔥';
    await Promise.all([file.append([line(1)]), file.append([line(2, odd), line(3)]), file.append([line(4)])]);
    await file.close();
    expect((await reread()).lines).toEqual([line(1), line(2, odd), line(3), line(4)]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(5);
  });

  it('loses nothing but the line that was cut off while it was written, and goes on after it', async () => {
    const first = await openDaybookFile(path);
    await first.file.append([line(1), line(2)]);
    await first.file.close();
    const whole = await readFile(path);
    const last = whole.subarray(0, -1).lastIndexOf(0x0a) + 1;
    for (const end of [last + 1, last + 9, last + 40, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, end));
      const again = await openDaybookFile(path);
      expect(again).toMatchObject({ lines: [line(1)], broken: [] });
      await again.file.append([line(3)]);
      await again.file.close();
      expect(await reread()).toEqual({ lines: [line(1), line(3)], broken: [] });
    }
  });

  it('passes over a whole line that does not hold, and tells of it', async () => {
    const { file } = await openDaybookFile(path);
    await file.append([line(1), line(2), line(3)]);
    await file.close();
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('Linje 2', 'Linje 7'));
    const read = await reread();
    expect(read.lines).toEqual([line(1), line(3)]);
    expect(read.broken).toEqual([expect.stringContaining('Linje 7')]);
  });

  it('passes over what this version does not write: another may have, and it stops nobody', async () => {
    const { file } = await openDaybookFile(path);
    await file.append([line(1)]);
    await file.close();
    const whole = JSON.parse((await readFile(path, 'utf8')).slice(9));
    const { text: _text, ...textless } = whole;
    const strange = [
      null,
      5,
      [],
      {},
      { ...whole, kind: 'fremtid' },
      textless,
      { ...whole, by: null },
      { ...whole, near: { id: 5 } },
      { ...whole, what: { kind: 'command' } },
      { kind: 'settled', of: 1, as: null },
      { kind: 'telling', of: 1, state: 'told' },
      { kind: 'base', crisisId: 'K-2026-01', asOf: '', entries: [{}] },
      { kind: 'named', crisisId: 'K' },
    ];
    await appendFile(path, strange.map((one) => summed(JSON.stringify(one))).join(''));
    const read = await reread();
    expect([read.lines, read.broken.length]).toEqual([[line(1)], strange.length]);
  });

  it('on a disk that is full says so, and keeps nothing', async () => {
    const { file } = await openDaybookFile('/dev/full');
    await expect(file.append([line(1)])).rejects.toThrow('ENOSPC');
    await expect(Promise.all([file.append([line(2)]), file.append([line(3)])])).rejects.toThrow('ENOSPC');
    await file.close();
  });

  it('knows when somebody has moved it', async () => {
    const { file } = await openDaybookFile(path);
    expect(await file.isThere()).toBe(true);
    await rename(path, join(directory, 'two.daybook'));
    expect(await file.isThere()).toBe(false);
    await appendFile(path, '');
    expect(await file.isThere()).toBe(false);
    await file.close();
  });

  it('promises nothing that did not get down to the disk, nor leaves it there', async () => {
    const { file } = await openDaybookFile(path);
    vi.spyOn(await anyFile(directory), 'datasync').mockRejectedValueOnce(new Error('EIO'));
    await expect(file.append([line(1)])).rejects.toThrow('EIO');
    await file.append([line(2)]);
    await file.close();
    expect(await reread()).toEqual({ lines: [line(2)], broken: [] });
  });

  it('loses no line to half a line before it that could not be taken off', async () => {
    const { file } = await openDaybookFile(path);
    const any = await anyFile(directory);
    vi.spyOn(any, 'appendFile').mockImplementationOnce(async function (this: FileHandle, bytes) {
      await this.write(Buffer.from(bytes as Buffer).subarray(0, 20));
      throw new Error('ENOSPC');
    });
    vi.spyOn(any, 'truncate').mockRejectedValueOnce(new Error('EIO'));
    await expect(file.append([line(1)])).rejects.toThrow('ENOSPC');
    await file.append([line(2)]);
    await file.append([line(3)]);
    await file.close();
    expect(await reread()).toEqual({ lines: [line(2), line(3)], broken: [expect.anything()] });
  });

  it('has its name on the disk before anything is promised, and is closed where it cannot be opened', async () => {
    const any = await anyFile(directory);
    const synced = vi.spyOn(any, 'sync');
    await (await openDaybookFile(path)).file.close();
    expect(synced).toHaveBeenCalledTimes(1);
    const cut = vi.spyOn(any, 'truncate').mockRejectedValueOnce(new Error('EIO'));
    await expect(openDaybookFile(path)).rejects.toThrow('EIO');
    expect(cut.mock.contexts).toMatchObject([{ fd: -1 }]);
  });

  it('is closed and removed after what is on its way to it, and given up with nothing left', async () => {
    for (const how of ['close', 'remove'] as const) {
      const { file } = await openDaybookFile(path);
      await Promise.all([file.append([line(1)]), file[how]()]);
    }
    const { file } = await openDaybookFile(path);
    await expect(giveUp(file, new Error('ENOSPC'))).rejects.toThrow('ENOSPC');
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });
});
