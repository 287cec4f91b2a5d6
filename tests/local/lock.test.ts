import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { takeLock } from '../../src/local/lock.ts';
import { scratchFolder } from './scratch.ts';

test('a second trial on the same data is refused while the first runs, and let in after it', async () => {
  const folder = await scratchFolder();
  const giveBack = await takeLock(folder);
  await expect(takeLock(folder)).rejects.toThrow(`Prøven kører allerede (proces ${process.pid})`);
  await giveBack();
  await (await takeLock(folder))();
});

test('a trial that died without giving back does not stand in the way', async () => {
  const folder = await scratchFolder();
  const died = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(died, 'exit');
  await takeLock(folder, died.pid);
  await expect(takeLock(folder)).resolves.toBeTypeOf('function');
});
