import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Part } from '../../src/local/supervise.ts';
import { linesOf } from './scratch.ts';

/** What an actor does: its lines in the shared journal are `<name> began <pid>` and `<name> ended`. */
const script = `
import { appendFileSync } from 'node:fs';
const [journal, name, habit] = process.argv.slice(2);
const write = (line) => appendFileSync(journal, name + ' ' + line + '\\n');
const end = () => setTimeout(() => { write('ended'); process.exit(0); }, 50);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, habit === 'stubborn' ? () => undefined : end);
}
write('began ' + process.pid);
console.log(name + ' is talking');
if (habit === 'dies') process.exit(3);
setInterval(() => undefined, 1000);
`;

type Habit = 'obedient' | 'stubborn' | 'dies';

/** A small program that notes its life in `journal`, as a part of the local trial. */
export function actor(folder: string, name: string, more: { habit?: Habit; ready?: boolean } = {}): Part {
  const path = join(folder, 'actor.mjs');
  writeFileSync(path, script);
  const { habit = 'obedient', ready = true } = more;
  return {
    name,
    readyText: `${name} er klar`,
    script: path,
    args: [journalOf(folder), name, habit],
    endsOn: 'SIGTERM',
    endsWithinMs: habit === 'stubborn' ? 300 : 10_000,
    log: join(folder, `${name}.log`),
    isReady: async () => ready && (await linesOf(journalOf(folder))).some((line) => line.startsWith(name)),
    readyWithinMs: 15_000,
  };
}

export function journalOf(folder: string): string {
  return join(folder, 'journal');
}

/** The journal without process ids. */
export async function story(folder: string): Promise<string[]> {
  return (await linesOf(journalOf(folder))).map((line) => line.replace(/ \d+$/, ''));
}
