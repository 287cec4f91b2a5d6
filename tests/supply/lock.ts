import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A package as the lockfile pins it. */
export interface Locked {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  /** True for what is used to build and test alone. */
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** The project's own `package.json`, as far as it says what is depended on. */
export interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export function readText(path: string): string {
  return readFileSync(`${root}/${path}`, 'utf8');
}

export const manifest = JSON.parse(readText('package.json')) as Manifest;

/** Everything the lockfile pins, the project itself left out. */
export function lockedPackages(): readonly Locked[] {
  const { packages } = JSON.parse(readText('package-lock.json')) as {
    readonly packages: Readonly<Record<string, Omit<Locked, 'name'>>>;
  };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({ ...locked, name: path.split('node_modules/').at(-1) ?? path }));
}

/** What runs in production. */
export function runtimePackages(): readonly Locked[] {
  return lockedPackages().filter(({ dev }) => !dev);
}
