import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/package.json');

/**
 * Compiles one file and what it imports, so that a process of its own can run it: Node 20 runs no
 * TypeScript, and tests need no build before them. Inside node_modules, from where packages are found.
 */
export async function compile(entry: string): Promise<{ path: string; remove(): Promise<void> }> {
  const cache = join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'krise-'));
  const compilerOptions = { rootDir: root, outDir: folder, noCheck: true, sourceMap: false };
  const project = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: [],
    files: [join(root, entry)],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await promisify(execFile)(process.execPath, [join(compiler, '../bin/tsc'), '-p', folder]);
  return {
    path: join(folder, entry.replace(/\.ts$/, '.js')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
