import type { CommandSpec } from './command.ts';
import { find, log } from './log.ts';
import { notes } from './notes.ts';

const words: readonly string[] = [...notes, log, find].map(({ word }) => word).concat('ret', 'klaret');

/** True where the command's cards show the log, or an entry of it: a reply to one is an entry. */
export function showsLog({ word }: CommandSpec): boolean {
  return words.includes(word);
}
