import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { licenceOf, licencesDocument, permissive } from './licences.ts';
import { lockedPackages, manifest, readText, runtimePackages } from './lock.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const security = readText('docs/security.md');

describe('what the product is made of', () => {
  it('each dependency is pinned to one version', () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('the lockfile knows the content of each package, and takes none from anywhere but the registry', () => {
    const loose = lockedPackages().filter(({ integrity }) => !integrity?.startsWith('sha512-'));
    expect(loose.map(({ name }) => name)).toEqual([]);
    expect(lockedPackages().filter(({ resolved }) => resolved && !resolved.startsWith('https:'))).toEqual([]);
  });

  it('no package runs code of its own when it is installed', () => {
    expect(readText('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const scripts = runtimePackages().filter(({ hasInstallScript }) => hasInstallScript);
    // An optional tracer of restify that works without.
    expect(scripts.map(({ name }) => name)).toEqual(['dtrace-provider']);
  });

  it('each override is in effect, and its reason stands in docs/security.md', () => {
    for (const [name, forced] of Object.entries(manifest.overrides)) {
      for (const [dependency, version] of Object.entries(forced)) {
        expect(security).toMatch(new RegExp(`\\| \`${dependency}\` ${version} \\| .*\`${name}\``));
        const used = runtimePackages().filter((locked) => locked.name === dependency);
        expect(used.map((locked) => locked.version)).toEqual([version]);
      }
    }
  });

  it('each package that runs in production may be passed on, and stands in docs/licences.md', async () => {
    const unknown = runtimePackages().filter((locked) => !permissive.includes(licenceOf(locked)));
    expect(unknown.map((locked) => `${locked.name}: ${licenceOf(locked)}`)).toEqual([]);
    await expect(licencesDocument()).toMatchFileSnapshot(`${root}/docs/licences.md`);
  });

  it('the bill of materials names each package with version and licence, and which are for development alone', () => {
    const bill = JSON.parse(
      execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' }),
    ) as { readonly bomFormat: string; readonly components: readonly Component[] };
    expect(bill.bomFormat).toBe('CycloneDX');
    const listed = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)));
    const missing = runtimePackages().filter(
      ({ name, version }) => !listed.has(`pkg:npm/${name}@${version}`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
    expect(bill.components.find(({ name }) => name === 'botbuilder')?.licenses?.[0]?.license.id).toBe('MIT');
    const marks = (of: string) => bill.components.find(({ name }) => name === of)?.properties;
    expect(marks('yaml')).toEqual([]);
    expect(marks('vitest')).toEqual([{ name: 'cdx:npm:package:development', value: 'true' }]);
  });
});

interface Component {
  readonly name: string;
  readonly purl: string;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly licenses?: readonly { readonly license: { readonly id: string } }[];
}
