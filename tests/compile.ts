import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/package.json');

/** What tests run in processes of their own. */
const programs = [
  'src/main.ts',
  'src/operating/erase.ts',
  'src/operating/pack.ts',
  'src/operating/retention.ts',
  'tests/course/replica-process.ts',
  'tests/daybook/keeper.ts',
  'tests/storage/writer.ts',
] as const;

let built: Promise<string> | undefined;

/**
 * Where the compiled program lies. Node 20 runs no TypeScript, and tests need no build before them: the first
 * that asks has all programs compiled, for every test file of its process.
 */
export async function compiled(program: (typeof programs)[number]): Promise<string> {
  built ??= build();
  return join(await built, program.replace(/\.ts$/, '.js'));
}

async function build(): Promise<string> {
  const folder = join(inject('compiled'), String(process.pid));
  await mkdir(folder);
  const compilerOptions = { rootDir: root, outDir: folder, noCheck: true, sourceMap: false };
  const project = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: [],
    files: programs.map((program) => join(root, program)),
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await promisify(execFile)(process.execPath, [join(compiler, '../bin/tsc'), '-p', folder]);
  return folder;
}
