import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { type AppPackage, packApp, readSources, type Sources } from '../../src/manifest/app-package.ts';
import { type PackageSettings, readPackageSettings } from '../../src/manifest/package-settings.ts';

/** An environment without faults. */
export const environment = {
  TEAMS_APP_ID: '6f0d3c1e-2a4b-4c5d-8e9f-0a1b2c3d4e5f',
  MicrosoftAppId: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d',
  PUBLIC_URL: 'https://krisebot.example.dk',
  TEAMS_DEVELOPER_NAME: 'Eksempel Kommune',
  TEAMS_WEBSITE_URL: 'https://www.example.dk/krisebot',
  TEAMS_PRIVACY_URL: 'https://www.example.dk/persondata',
  TEAMS_TERMS_URL: 'https://www.example.dk/vilkaar',
} as const;

export const sources: Sources = await readSources(
  join(fileURLToPath(new URL('../..', import.meta.url)), 'manifest'),
);

/** The settings of the environment above, with some of it changed. */
export function settingsWith(changes: Readonly<Record<string, string>> = {}): PackageSettings {
  const reading = readPackageSettings({ ...environment, ...changes });
  if ('faults' in reading) throw new Error(reading.faults.join('\n'));
  return reading.settings;
}

const made = new Map<string, Promise<AppPackage>>();

/** The package of an environment, made once; throws with its faults where there are any. */
export function packed(
  settings: PackageSettings = settingsWith(),
  options?: { consent: boolean },
): Promise<AppPackage> {
  const key = JSON.stringify([settings, options]);
  const known = made.get(key) ?? packedAnew(settings, options);
  made.set(key, known);
  return known;
}

/** The same, made again each time. */
export async function packedAnew(
  settings: PackageSettings = settingsWith(),
  options?: { consent: boolean },
): Promise<AppPackage> {
  const result = await packApp(sources, settings, '0.4.2', options);
  if ('faults' in result) throw new Error(result.faults.join('\n'));
  return result.made;
}

export interface Manifest {
  name: { short: string; full: string };
  description: Record<string, string>;
  bots: [{ botId: string; commandLists: CommandList[]; supportsTargetedMessages?: boolean }];
  [key: string]: unknown;
}

export interface CommandList {
  scopes: string[];
  triggers: string[];
  commands: { title: string; description: string }[];
}

/** A document in a package. */
export function documentIn<T>(zip: Uint8Array, name: string): T {
  const file = unzipSync(zip)[name];
  if (!file) throw new Error(`no ${name} in the package`);
  return JSON.parse(strFromU8(file)) as T;
}

/** The package with one file replaced, or taken out. */
export function withFile(
  zip: Uint8Array,
  name: string,
  content: Uint8Array | string | undefined,
): Uint8Array {
  const { [name]: _, ...others } = unzipSync(zip);
  if (content === undefined) return zipSync(others);
  return zipSync({ ...others, [name]: typeof content === 'string' ? strToU8(content) : content });
}

/** The package with its manifest changed in place. */
export function withManifest(zip: Uint8Array, change: (manifest: Manifest) => void): Uint8Array {
  const manifest = documentIn<Manifest>(zip, 'manifest.json');
  change(manifest);
  return withFile(zip, 'manifest.json', JSON.stringify(manifest));
}
