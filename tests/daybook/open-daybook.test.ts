import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Daybook } from '../../src/daybook/daybook.ts';
import { folderFor } from '../../src/daybook/directory.ts';
import { decode } from '../../src/daybook/line.ts';
import { openDaybook } from '../../src/daybook/open-daybook.ts';
import { DaybookFault } from '../../src/ports.ts';
import { anna, channel, noon, note } from '../storage/cast.ts';
import { anyFile } from './disk.ts';

let directory: string;
const open: Daybook[] = [];
const journal: string[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  journal.length = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const daybook of open.splice(0)) await daybook.close();
  await rm(directory, { recursive: true, force: true });
});

async function daybookIn(given = directory): Promise<Daybook> {
  const daybook = await openDaybook({
    directory: given,
    silentForMs: 150,
    journal: {
      info: (event) => void journal.push(event),
      error: (event, error) => void journal.push(`${event} ${String(error)}`),
    },
  });
  open.push(daybook);
  return daybook;
}

const kept = (intent: string) => ({
  crisisId: 'K-2026-01',
  intent,
  by: anna,
  at: noon,
  near: channel,
  what: { kind: 'command', body: note(intent) } as const,
  text: intent,
});
const keep = (daybook: Daybook, intent: string) => daybook.keep(kept(intent), undefined);
const intents = (daybook: Daybook) => daybook.waiting().map(({ line }) => line.intent);
const files = async () => (await readdir(directory)).filter((name) => name.endsWith('.daybook'));
const entered = { state: 'entered', crisisId: 'K-2026-01', number: 2, text: '' } as const;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The same file, as if its owner ran on another machine: only watching it tells whether it lives. */
async function asForeign(): Promise<string> {
  const [name = ''] = await files();
  const foreign = `ffffffffffff${name.slice(12)}`;
  await rename(join(directory, name), join(directory, foreign));
  return join(directory, foreign);
}

/** What a process that begins now would find. */
async function onDisk(): Promise<readonly string[]> {
  const contents = (await files()).map((name) => readFile(join(directory, name)));
  const lines = (await Promise.all(contents)).flatMap((bytes) => decode(bytes).lines);
  return lines.flatMap((line) => (line.kind === 'kept' ? [line.intent] : []));
}

describe('what is kept', () => {
  it('waits in order until it is settled and told; then its file is removed', async () => {
    const daybook = await daybookIn();
    expect(await files()).toEqual([]);
    await Promise.all(['a', 'b', 'c'].map((intent) => keep(daybook, intent)));
    expect(intents(daybook)).toEqual(['a', 'b', 'c']);
    const [first, ...others] = daybook.waiting();
    if (!first) throw new Error('nothing waits');
    await daybook.settle(new Map([[first, entered]]));
    expect(intents(daybook)).toEqual(['b', 'c']);
    await daybook.settle(new Map(others.map((item) => [item, entered])));
    expect(daybook.isBehind()).toBe(false);
    await daybook.look();
    expect(await files()).toHaveLength(1);
    await daybook.tell(daybook.untold(), 'told');
    await daybook.look();
    expect(await files()).toEqual([]);
    await keep(daybook, 'd');
    expect(await onDisk()).toEqual(['d']);
  });

  it('counts at once, and is entered only when it is on the disk', async () => {
    const daybook = await daybookIn();
    let synced: () => void = () => undefined;
    const syncing = new Promise<void>((resolve) => {
      synced = resolve;
    });
    vi.spyOn(await anyFile(directory), 'datasync').mockReturnValueOnce(syncing);
    const keeping = keep(daybook, 'a');
    await pause(20);
    expect([daybook.isBehind(), daybook.waitingIn('K-2026-01').length]).toEqual([true, 1]);
    expect(intents(daybook)).toEqual([]);
    synced();
    await keeping;
    expect(intents(daybook)).toEqual(['a']);
  });

  it('is marked in memory where the disk takes no mark', async () => {
    const daybook = await daybookIn();
    await keep(daybook, 'a');
    vi.spyOn(await anyFile(directory), 'appendFile').mockRejectedValueOnce(new Error('ENOSPC'));
    await daybook.settle(new Map(daybook.waiting().map((item) => [item, entered])));
    expect(daybook.isBehind()).toBe(false);
    expect(journal.join()).toContain('daybook.notMarked');
  });

  it('is shown to have an owner, who looks at nothing more once it is closed', async () => {
    const daybook = await daybookIn();
    await keep(daybook, 'a');
    const path = join(directory, (await files())[0] ?? '');
    await utimes(path, 1, 1);
    const looking = daybook.look();
    await daybook.close();
    await looking;
    expect((await stat(path)).mtimeMs).toBeGreaterThan(1_000_000);
    await daybook.look();
    expect(journal).toEqual([]);
  });

  it('is taken over by the next process, with how far it had come', async () => {
    const first = await daybookIn();
    for (const intent of ['a', 'b', 'c']) await keep(first, intent);
    const [a, b] = first.waiting();
    if (!a || !b) throw new Error('nothing waits');
    await first.settle(
      new Map([
        [a, entered],
        [b, entered],
      ]),
    );
    await first.tell([a], 'told');
    await first.tell([b], 'sending');
    await first.name(b, 'K-2026-07', noon);
    await first.close();
    const second = await daybookIn();
    expect(intents(second)).toEqual(['c']);
    expect(second.untold()).toMatchObject([{ line: { intent: 'b' }, telling: 'sending' }]);
    expect(second.waitingIn('K-2026-07')).toEqual(second.waiting());
    expect(journal).toContain('daybook.takenOver');
  });

  it('goes on in a new file, with how far everything had come, where somebody removed the old one', async () => {
    const daybook = await daybookIn();
    for (const intent of ['a', 'b', 'c']) await keep(daybook, intent);
    const [a, b] = daybook.waiting();
    if (!a || !b) throw new Error('nothing waits');
    await daybook.name(a, 'K-2026-07', new Date().toISOString());
    await daybook.settle(new Map([[a, entered]]));
    await daybook.tell([a], 'sending');
    await daybook.call(b, ['lise'], 'sent', 'teams');
    await daybook.call(b, ['peter'], 'sending', 'sms');
    const base = { kind: 'base', crisisId: 'K-2026-02', asOf: noon, entries: [] } as const;
    await daybook.keep({ ...kept('d'), crisisId: 'K-2026-02' }, base);
    await rm(join(directory, (await files())[0] ?? ''));
    await daybook.look();
    await daybook.close();
    const next = await daybookIn();
    expect(intents(next)).toEqual(['b', 'c', 'd']);
    expect(next.base('K-2026-02')).toEqual(base);
    expect(next.waiting()[0]?.called).toEqual({
      teams: new Map([['lise', 'sent']]),
      sms: new Map([['peter', 'sending']]),
    });
    expect(next.untold()).toMatchObject([{ line: { intent: 'a' }, settled: entered, telling: 'sending' }]);
    expect(next.realOf('K-2026-01')).toBe('K-2026-07');
  });

  it('is moved to a new file by a later look where the first found the disk full, and nothing is left of that', async () => {
    const daybook = await daybookIn();
    await keep(daybook, 'a');
    await rm(join(directory, (await files())[0] ?? ''));
    vi.spyOn(await anyFile(directory), 'appendFile').mockRejectedValueOnce(new Error('ENOSPC'));
    await daybook.look();
    expect(await files()).toEqual([]);
    await daybook.look();
    expect(await onDisk()).toEqual(['a']);
  });

  it('is given back where the directory is gone or takes nothing', async () => {
    const daybook = await daybookIn();
    await rm(directory, { recursive: true });
    await writeFile(directory, 'en fil');
    await expect(keep(daybook, 'a')).rejects.toThrow(DaybookFault);
    expect(daybook.isBehind()).toBe(false);
    await rm(directory);
    await daybookIn();
    await keep(daybook, 'b');
    expect(intents(daybook)).toEqual(['b']);
  });

  it('is whole on the disk also where somebody cut the file off or removed the folder', async () => {
    const daybook = await daybookIn();
    for (const intent of ['a', 'b']) await keep(daybook, intent);
    const path = join(directory, (await files())[0] ?? '');
    await truncate(path, (await readFile(path)).byteLength - 20);
    await keep(daybook, 'c');
    expect(await onDisk()).toEqual(['a', 'b', 'c']);
    await rm(directory, { recursive: true });
    await daybook.look();
    expect(await onDisk()).toEqual(['a', 'b', 'c']);
    await rm(directory, { recursive: true });
    await keep(daybook, 'd');
    expect(await onDisk()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('has a place of its own for each set of tables and each plan', () => {
    const places = [folderFor('d', 't1', 'p1'), folderFor('d', 't1', 'p2'), folderFor('d', 't2', 'p1')];
    expect(new Set(places).size).toBe(3);
    expect(folderFor('d', 't1', 'p1')).toBe(places[0]);
  });

  it('has a place for its owner alone, or the start is refused in words', async () => {
    await daybookIn(join(directory, 'ny'));
    expect((await stat(join(directory, 'ny'))).mode & 0o077).toBe(0);
    await writeFile(join(directory, 'fil'), '');
    await expect(daybookIn(join(directory, 'fil', 'mappe'))).rejects.toThrow(
      /KRISE_DAYBOOK .* kan ikke skrives .*ENOTDIR/,
    );
  });
});

describe('a file of another replica', () => {
  it('is left alone while its owner touches it, and taken once it lies still', async () => {
    const owner = await daybookIn();
    await keep(owner, 'a');
    const path = await asForeign();
    const other = await daybookIn();
    await other.look();
    expect(intents(other)).toEqual([]);
    for (let beat = 0; beat < 10; beat += 1) {
      await utimes(path, new Date(), new Date(Date.now() + beat));
      await other.look();
      await pause(20);
    }
    expect(intents(other)).toEqual([]);
    await pause(180);
    await other.look();
    expect(intents(other)).toEqual(['a']);
  });

  it('of a process of this machine that ended is taken at once, of one that runs not', async () => {
    const owner = await daybookIn();
    await keep(owner, 'a');
    const other = await daybookIn();
    expect(intents(other)).toEqual([]);
    const [name = ''] = await files();
    // No process has this number here; on another machine one may.
    const dead = name.replace(/-\d+-[0-9a-f]+/, '-4194999-aaaaaaaaaaaa');
    const elsewhere = `ffffffffffff${dead.slice(12)}`;
    await rename(join(directory, name), join(directory, elsewhere));
    await other.look();
    expect(intents(other)).toEqual([]);
    await rename(join(directory, elsewhere), join(directory, dead));
    const kill = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
      throw Object.assign(new Error('somebody else’s'), { code: 'EPERM' });
    });
    await other.look();
    expect([kill.mock.calls.length, ...intents(other)]).toEqual([1]);
    await other.look();
    expect(intents(other)).toEqual(['a']);
  });

  it('taken from a live owner costs nothing: it goes on in a new one, with all that is open', async () => {
    const owner = await daybookIn();
    await keep(owner, 'a');
    await asForeign();
    const thief = await daybookIn();
    await thief.look();
    await pause(180);
    await thief.look();
    expect(intents(thief)).toEqual(['a']);
    await Promise.all([keep(owner, 'b'), keep(owner, 'c')]);
    expect(journal).toContain('daybook.moved');
    expect(await files()).toHaveLength(2);
    await owner.close();
    const next = await daybookIn();
    expect(intents(next)).toEqual(['a', 'b', 'c']);
  });

  it('goes to one of those who want it', async () => {
    const owner = await daybookIn();
    await keep(owner, 'a');
    const others = [await daybookIn(), await daybookIn(), await daybookIn()];
    await owner.close();
    await Promise.all(others.map((one) => one.look()));
    expect(others.flatMap(intents)).toEqual(['a']);
  });

  it('with a line that does not hold loses that line alone, which is put aside', async () => {
    const owner = await daybookIn();
    for (const intent of ['første', 'anden', 'tredje']) await keep(owner, intent);
    await owner.close();
    const path = join(directory, (await files())[0] ?? '');
    await writeFile(path, (await readFile(path, 'utf8')).replace('anden', 'andet'));
    await appendFile(path, '00000000 {"kind":"kept"');
    const next = await daybookIn();
    expect(intents(next)).toEqual(['første', 'tredje']);
    expect(await readFile(join(directory, 'set-aside.txt'), 'utf8')).toContain('andet');
    expect((await stat(join(directory, 'set-aside.txt'))).mode & 0o077).toBe(0);
    expect(journal.join()).toContain('daybook.brokenLines');
  });

  it('that cannot be read is told of and tried again, and holds up no other', async () => {
    const owner = await daybookIn();
    await keep(owner, 'første');
    await owner.close();
    const [good = ''] = await files();
    // Nobody can put aside what is wrong with the other: that place is taken.
    await mkdir(join(directory, 'set-aside.txt'));
    await writeFile(join(directory, good.replace(/-[0-9a-f]{12}\./, '-000000000000.')), 'ødelagt\n');
    const next = await daybookIn();
    expect(intents(next)).toEqual(['første']);
    expect(journal.join()).toContain('daybook.notTakenOver');
    await rm(join(directory, 'set-aside.txt'), { recursive: true });
    await next.look();
    expect(await readFile(join(directory, 'set-aside.txt'), 'utf8')).toContain('ødelagt');
  });

  it('and one’s own are entered by time, each in its own order', async () => {
    const owners = [await daybookIn(), await daybookIn()];
    for (const minute of [1, 2, 3, 4]) {
      const at = `2026-11-23T02:0${minute}:00.000Z`;
      await owners[minute % 2]?.keep({ ...kept(`m${minute}`), at }, undefined);
    }
    for (const owner of owners) await owner.close();
    expect(intents(await daybookIn())).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  it('that goes away while it is looked at holds up no other', async () => {
    const owner = await daybookIn();
    await keep(owner, 'a');
    await owner.close();
    await symlink('nowhere', join(directory, '000000000000-1-aaaaaaaaaaaa.daybook'));
    expect(intents(await daybookIn())).toEqual(['a']);
    expect(journal).toEqual(['daybook.takenOver']);
  });

  it('tells what was known of a crisis, whoever owns it', async () => {
    const owner = await daybookIn();
    const base = { kind: 'base', crisisId: 'K-2026-01', asOf: noon, entries: [] } as const;
    await owner.keep(kept('a'), base);
    await asForeign();
    const other = await daybookIn();
    expect(other.base('K-2026-01')).toEqual(base);
    expect(intents(other)).toEqual([]);
    // What was read last counts, wherever it stands.
    const newer = { ...base, asOf: '2027-01-01T00:00:00.000Z' };
    await other.keep(kept('b'), newer);
    expect(other.base('K-2026-01')).toEqual(newer);
  });

  it('tells no more of a crisis once nobody else keeps anything', async () => {
    const owner = await daybookIn();
    await owner.keep(kept('a'), { kind: 'base', crisisId: 'K-2026-01', asOf: noon, entries: [] });
    const path = await asForeign();
    const other = await daybookIn();
    await keep(other, 'b');
    await rm(path);
    await other.look();
    expect(other.bases()).toEqual([]);
  });
});

describe('a provisional id', () => {
  it('is known after the file has been removed and the process has ended', async () => {
    const first = await daybookIn();
    await keep(first, 'a');
    const [item] = first.waiting();
    if (!item) throw new Error('nothing waits');
    await first.name(item, 'K-2026-07', new Date().toISOString());
    await first.settle(new Map([[item, entered]]));
    await first.tell([item], 'told');
    await first.look();
    expect(first.realOf('K-2026-01')).toBe('K-2026-07');
    const [left = ''] = await files();
    expect(await readFile(join(directory, left), 'utf8')).not.toContain(anna.name);
    await first.close();
    const second = await daybookIn();
    await vi.waitFor(() => expect(second.realOf('K-2026-01')).toBe('K-2026-07'));
  });

  it('is forgotten after a week, with its file', async () => {
    const daybook = await daybookIn();
    await keep(daybook, 'a');
    const all = daybook.waiting();
    if (all[0]) await daybook.name(all[0], 'K-2026-07', new Date(Date.now() - 8 * 86_400_000).toISOString());
    await daybook.settle(new Map(all.map((item) => [item, entered])));
    await daybook.tell(all, 'told');
    await daybook.look();
    expect(await files()).toEqual([]);
  });
});
