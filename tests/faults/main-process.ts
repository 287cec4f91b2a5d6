import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { leashed, preload } from '../../src/local/leash.ts';
import { compiled } from '../compile.ts';
import { testPlanText } from '../fixtures/plan.ts';

/** The bot's own program, in a process of its own. */
export interface MainProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** Milliseconds from its start until it listened. */
  readonly startedIn: number;
  /** The lines of its log so far, each as it was read. */
  readonly lines: Record<string, unknown>[];
  /** Its exit code. */
  ended(): Promise<unknown>;
}

let plans = 0;

/** A plan of its own, which keeps the crises of a test apart: the program takes no prefix for its tables. */
export async function ownPlan(): Promise<string> {
  plans += 1;
  const file = join(await mkdtemp(join(tmpdir(), 'krise-plan-')), 'plan.yaml');
  const id = `plan: running-${process.pid}-${plans}`;
  await writeFile(file, testPlanText.replace('plan: digital-drift', id));
  return file;
}

/** What the program does when the signal SIGUSR2 comes, as if something in it had gone wrong. */
export const rejectsWhenAsked = preload(
  "process.on('SIGUSR2', () => { Promise.reject(new SyntaxError('Unexpected token in ' + ['hemme', 'lig'].join(''))); })",
);

/** Starts it, and waits until it listens. */
export async function startMain(
  plan: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<MainProcess> {
  const program = await compiled('src/main.ts');
  const daybook = await mkdtemp(join(tmpdir(), 'krise-daybook-'));
  const began = performance.now();
  const child = spawn(process.execPath, [...leashed('SIGTERM'), ...flags, program, 'bot'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: '0',
      KRISE_PLAN: plan,
      KRISE_DAYBOOK: daybook,
      AZURE_STORAGE_CONNECTION_STRING: inject('azurite'),
      ...env,
    },
    stdio: 'pipe',
  });
  const ending = once(child, 'exit').then(([code]) => code as unknown);
  const lines: Record<string, unknown>[] = [];
  read(child.stderr, (line) => lines.push(JSON.parse(line)));
  const address = await new Promise<string>((resolve, reject) => {
    read(child.stdout, (line) => resolve(/http:\S+/.exec(line)?.[0] ?? ''));
    void ending.then((code) => reject(new Error(`ended with ${code}: ${JSON.stringify(lines)}`)));
  });
  return { child, address, startedIn: performance.now() - began, lines, ended: () => ending };
}

function read(stream: NodeJS.ReadableStream | null, hear: (line: string) => void): void {
  let rest = '';
  stream?.on('data', (chunk: Buffer) => {
    const [...whole] = `${rest}${chunk}`.split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) if (line.startsWith('{') || line.includes('http:')) hear(line);
  });
}

/** What `/readyz` says. */
export async function readyOf(address: string): Promise<{ status: number; told: Record<string, unknown> }> {
  const response = await fetch(`${address}/readyz`);
  return { status: response.status, told: (await response.json()) as Record<string, unknown> };
}
