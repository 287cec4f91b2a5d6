import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { leashed } from '../../src/local/leash.ts';
import { actor, story } from './actors.ts';
import { scratchFolder } from './scratch.ts';

/** Starts the program it is given as a leashed child, and does nothing else. */
const parent = `
import { spawn } from 'node:child_process';
spawn(process.execPath, process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'], detached: true });
setInterval(() => undefined, 1000);
`;

test('a child ends in good order when the process that started it is killed', async () => {
  const folder = await scratchFolder();
  const { script, args } = actor(folder, 'bot');
  const parentScript = join(folder, 'parent.mjs');
  await writeFile(parentScript, parent);
  const starter = spawn(process.execPath, [parentScript, ...leashed('SIGTERM'), script, ...args], {
    stdio: 'ignore',
  });
  await vi.waitFor(async () => expect(await story(folder)).toEqual(['bot began']), 10_000);
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  await vi.waitFor(async () => expect(await story(folder)).toEqual(['bot began', 'bot ended']), 10_000);
});

test('a child that knows no order of ending ends all the same', async () => {
  const child = spawn(process.execPath, [...leashed('SIGTERM'), '--eval', 'setInterval(() => 0, 1000)'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
