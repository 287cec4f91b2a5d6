import { setImmediate } from 'node:timers/promises';
import type { Journal } from '../../src/ports.ts';
import { watchEventLoop } from '../../src/running/event-loop.ts';

/** How a process is, with nothing in its memory that nobody holds any more (where it runs with `--expose-gc`). */
export interface Vitals {
  readonly heapMb: number;
  /** Outside the heap: buffers, mostly. */
  readonly buffersMb: number;
  readonly rssMb: number;
  /** How late it got round to what was due, lately: p99 of a few seconds. */
  readonly delayMs: number;
  /** What keeps it alive, by kind: sockets, timers, files. */
  readonly resources: Readonly<Record<string, number>>;
  /** Since its start: what nobody caught, by name; and what Node warned of, as of too many listeners. */
  readonly uncaught: readonly string[];
  readonly warnings: readonly string[];
  /** How often each fault was logged since its start, by event. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface VitalsWatch {
  /** Counts what is logged. */
  readonly journal: Journal;
  take(): Promise<Vitals>;
}

/** Told on stderr as well, where FAULT_JOURNAL is set. */
const isWordy = process.env.FAULT_JOURNAL !== undefined;

export function watchVitals(watched: NodeJS.Process): VitalsWatch {
  const loop = watchEventLoop();
  const uncaught: string[] = [];
  const warnings: string[] = [];
  const errors: Record<string, number> = {};
  const note = (error: unknown) => void uncaught.push(String(error));
  watched.on('unhandledRejection', note);
  watched.on('uncaughtException', note);
  watched.on('warning', ({ name, message }) => void warnings.push(`${name}: ${message.slice(0, 120)}`));
  return {
    journal: {
      info: () => undefined,
      error(event, error) {
        errors[event] = (errors[event] ?? 0) + 1;
        if (isWordy) console.error(watched.pid, event, error);
      },
    },
    async take() {
      const delayMs = loop.delayMs();
      await collect();
      const { heapUsed, rss, external } = watched.memoryUsage();
      const resources = count(watched.getActiveResourcesInfo());
      const mb = (bytes: number) => bytes / 2 ** 20;
      const sizes = { heapMb: mb(heapUsed), buffersMb: mb(external), rssMb: mb(rss) };
      return { ...sizes, delayMs, resources, uncaught, warnings, errors };
    },
  };
}

/** Twice: what is let go of by the first is free only after the second. */
async function collect(): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    globalThis.gc?.();
    await setImmediate();
  }
}

function count(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
