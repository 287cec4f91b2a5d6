import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A daybook's file is named for whoever owns it: the machine, the process and a word of its own. So a process that
 * finds the file of one that died here knows it at once; of others it must watch the file.
 */
const named = /^([0-9a-f]{12})-(\d{1,10})-([0-9a-f]{12})\.daybook$/;

/** The owners that live in this process. */
const alive = new Set<string>();

/** A name for a new file of this process, until `letGo`. */
export function newName(): string {
  const word = randomBytes(6).toString('hex');
  alive.add(word);
  return `${machine()}-${process.pid}-${word}.daybook`;
}

export function letGo(name: string): void {
  alive.delete(named.exec(name)?.[3] ?? '');
}

export function isDaybook(name: string): boolean {
  return named.test(name);
}

/** True where its process has surely ended: it ran on this machine, and there is none of that number now. */
export function isSurelyDead(name: string): boolean {
  const [, where, pid, word = ''] = named.exec(name) ?? [];
  if (where !== machine() || alive.has(word)) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

let print: string | undefined;

/** What tells process numbers apart: two containers of one machine, or two starts of it, have different ones. */
function machine(): string {
  const parts = [
    hostname(),
    seen(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    seen(() => readlinkSync('/proc/self/ns/pid')),
  ];
  print ??= createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
  return print;
}

function seen(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}
