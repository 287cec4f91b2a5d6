import { setTimeout as pause } from 'node:timers/promises';
import { type Child, type Program, startChild } from './child.ts';

/** A program that others wait for. */
export interface Part extends Program {
  /** What it is ready for, in Danish, as in "tabellageret". */
  readonly readyText: string;
  isReady(): Promise<boolean>;
  /** How long it may take to become ready, in milliseconds. */
  readonly readyWithinMs: number;
  /** What it means that it ended by itself, and what to do, in Danish. */
  readonly whenItEnds?: string;
}

export interface Outside {
  /** Settles when someone wants everything ended. */
  readonly stopAsked: Promise<unknown>;
  say(line: string): void;
  /** Called once, when every part is ready. */
  allReady(): Promise<void>;
}

const pollMs = 100;

/**
 * Starts the parts one after the other, each when the one before is ready, and runs until a stop is asked
 * for or one of them ends. Then ends them all, last started first. Returns the exit code: 0 only when
 * everything ran and ended as asked.
 */
export async function supervise(parts: readonly Part[], outside: Outside): Promise<0 | 1> {
  const running: Child[] = [];
  let fault: string | undefined;
  let inOrder = false;
  try {
    fault = await run(parts, running, outside);
    if (fault) outside.say(fault);
  } finally {
    inOrder = await stopAll(running, outside);
  }
  if (!fault && inOrder) outside.say('Alt er gemt og lukket.');
  return !fault && inOrder ? 0 : 1;
}

/** Runs until a stop is asked for (undefined) or something is wrong (its text). Fills `running`. */
async function run(parts: readonly Part[], running: Child[], outside: Outside): Promise<string | undefined> {
  const stopAsked = outside.stopAsked.then(() => 'stop' as const);
  const hints = new Map<Child, string>();
  for (const part of parts) {
    const child = await startChild(part);
    running.push(child);
    const outcome = await Promise.race([becomesReady(part), ends(child), stopAsked]);
    if (outcome === 'stop') return undefined;
    if (outcome !== 'ready') return explain(child, outcome === 'late' ? part.readyWithinMs : undefined);
    hints.set(child, part.whenItEnds ?? '');
    outside.say(`  ${part.readyText}`);
  }
  await outside.allReady();
  const first = await Promise.race([stopAsked, ...running.map(ends)]);
  return first === 'stop' ? undefined : `${await explain(first)}${hints.get(first) ?? ''}`;
}

async function becomesReady(part: Part): Promise<'ready' | 'late'> {
  const giveUpAt = performance.now() + part.readyWithinMs;
  while (performance.now() < giveUpAt) {
    if (await part.isReady().catch(() => false)) return 'ready';
    await pause(pollMs, undefined, { ref: false });
  }
  return 'late';
}

async function ends(child: Child): Promise<Child> {
  await child.ended;
  return child;
}

async function explain(child: Child, lateAfterMs?: number): Promise<string> {
  const why = lateAfterMs
    ? `blev ikke klar inden ${Math.round(lateAfterMs / 1000)} sekunder`
    : `stoppede uventet (${await child.ended})`;
  const words = await child.lastWords();
  return `\n${child.name} ${why}.${words ? ` Det sidste, der blev skrevet:\n\n${words}\n` : ''}`;
}

async function stopAll(running: readonly Child[], { say }: Outside): Promise<boolean> {
  let allInOrder = true;
  for (const child of running.toReversed()) {
    const inOrder = await child.stop();
    if (!inOrder)
      say(`${child.name} svarede ikke og blev lukket. Det sidste, der skete, kan mangle i loggen.`);
    allInOrder &&= inOrder;
  }
  return allInOrder;
}
