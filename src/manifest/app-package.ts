import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { checkPackage } from './check-package.ts';
import { unknownTitles, withDescriptions } from './describe.ts';
import type { PackageSettings } from './package-settings.ts';
import { isObject, type Json, render } from './render.ts';
import { translationOf, unlistedTexts } from './translate.ts';

/** The parts of a package, as they lie in `manifest/`. */
export interface Sources {
  readonly manifest: Json;
  readonly english: Json;
  /** What the variant adds that reads every message (resource-specific consent). */
  readonly consent: Json;
  readonly color: Uint8Array;
  readonly outline: Uint8Array;
}

export interface AppPackage {
  readonly fileName: string;
  readonly version: string;
  readonly zip: Uint8Array;
}

export type Packed = { readonly made: AppPackage } | { readonly faults: readonly string[] };

/** Any date does, as long as it is always the same: equal sources then give equal bytes. Local time, as in a zip. */
const dated = new Date(2000, 0, 1);

/** Reads the sources from the folder `manifest/`; throws where one is missing or is not JSON. */
export async function readSources(folder: string): Promise<Sources> {
  const json = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Json;
  return {
    manifest: await json('manifest.json'),
    english: await json('en.json'),
    consent: await json('rsc.json'),
    color: await readFile(join(folder, 'color.png')),
    outline: await readFile(join(folder, 'outline.png')),
  };
}

/**
 * Makes the package for an environment and checks it as Teams would. `consent`: the variant in which the bot
 * is given every message of a channel or chat, so that nobody has to mention it.
 */
export async function packApp(
  sources: Sources,
  settings: PackageSettings,
  release: string,
  { consent = false } = {},
): Promise<Packed> {
  const version = appVersion(release);
  if (!version) return { faults: [`version i package.json er »${release}«. Brug tre tal: 1.2.3.`] };
  const values = new Map(Object.entries({ ...settings, version }));
  const manifest = withDescriptions(consent ? joined(sources.manifest, sources.consent) : sources.manifest);
  const unknown = [...unknownTitles(manifest), ...unlistedTexts('en.json', sources.english, manifest)];
  if (unknown.length > 0) return { faults: unknown };
  const zip = zipped({
    'manifest.json': strToU8(written(render(manifest, values))),
    'en.json': strToU8(written(render(translationOf(sources.english, manifest), values))),
    'color.png': sources.color,
    'outline.png': sources.outline,
  });
  const faults = await checkPackage(zip);
  if (faults.length > 0) return { faults };
  return { made: { fileName: `krisebot-${settings.environment}${consent ? '-rsc' : ''}.zip`, version, zip } };
}

/**
 * The app's version from the release's: the first number is one higher, because Teams refuses versions below
 * 1.0.0, and so that a later release is a later app too. Undefined where it is not three numbers.
 */
export function appVersion(release: string): string | undefined {
  const [, major, rest] = /^(\d{1,6})(\.\d{1,6}\.\d{1,6})$/.exec(release) ?? [];
  return major === undefined ? undefined : `${Number(major) + 1}${rest}`;
}

function joined(manifest: Json, more: Json): Json {
  return isObject(manifest) && isObject(more) ? { ...manifest, ...more } : manifest;
}

function written(document: Json): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function zipped(files: Zippable): Uint8Array {
  return zipSync(files, { mtime: dated, level: 9 });
}
