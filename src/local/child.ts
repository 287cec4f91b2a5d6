import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { leashed } from './leash.ts';

/** A program of the local trial: how to run it, and how it ends in good order. */
export interface Program {
  /** Danish, as in "Botten". */
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** More Node arguments. */
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The signal on which the program ends in good order. */
  readonly endsOn: 'SIGINT' | 'SIGTERM';
  /** How long good order may take, in milliseconds, before it is ended by force. */
  readonly endsWithinMs: number;
  /** File for what it writes; its folder is also where it runs. */
  readonly log: string;
}

export interface Child {
  readonly name: string;
  /** Settles when the process has ended, with its exit code or signal. */
  readonly ended: Promise<number | string>;
  /** Ends it in good order, or by force after its time; settles when it is gone. True for good order. */
  stop(): Promise<boolean>;
  /** The last lines it wrote. */
  lastWords(): Promise<string>;
}

/**
 * Starts a program as the leader of its own process group, so that Ctrl-C in the terminal reaches this
 * process alone and the order of ending is ours.
 */
export async function startChild(program: Program): Promise<Child> {
  await mkdir(dirname(program.log), { recursive: true });
  const output = await open(program.log, 'w');
  const nodeArgs = [...leashed(program.endsOn), ...(program.nodeArgs ?? [])];
  const process_ = spawn(process.execPath, [...nodeArgs, program.script, ...program.args], {
    cwd: dirname(program.log),
    env: { ...withoutProxy(process.env), ...program.env },
    stdio: ['pipe', output.fd, output.fd],
    detached: true,
    windowsHide: true,
  });
  // It may be gone before we let go of it.
  process_.stdin?.on('error', () => undefined);
  const ended = once(process_, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  await output.close();
  return {
    name: program.name,
    ended,
    async stop() {
      let forced = false;
      const force = setTimeout(() => {
        forced = process_.kill('SIGKILL');
      }, program.endsWithinMs);
      process_.stdin?.end();
      await ended.finally(() => clearTimeout(force));
      return !forced;
    },
    lastWords: async () =>
      (await readFile(program.log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-8).join('\n'),
  };
}

/** The parts only speak to each other on this machine; a proxy would be asked for 127.0.0.1 in vain. */
function withoutProxy(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)));
}
