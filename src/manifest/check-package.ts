import { strFromU8, unzipSync } from 'fflate';
import { colorIconFaults, outlineIconFaults } from './icon-faults.ts';
import { localizationFaults, textFaults } from './localization-faults.ts';
import { isObject, type Json, type JsonObject, leftIn } from './render.ts';
import { schemaFaults } from './schema-faults.ts';

type Files = Readonly<Record<string, Uint8Array>>;

/**
 * Opens a finished app package and names all that would make Teams refuse it or show it wrong, in Danish.
 * An empty list: it can be uploaded.
 */
export async function checkPackage(zip: Uint8Array): Promise<readonly string[]> {
  const files = opened(zip);
  if (!files) return ['Pakken er ikke en zip-fil.'];
  const manifest = documentIn(files, 'manifest.json');
  if ('fault' in manifest) return [manifest.fault];
  if (!isObject(manifest.document)) return ['manifest.json er ikke et JSON-objekt.'];
  return [
    ...fileFaults(files, manifest.document),
    ...(await manifestFaults(manifest.document)),
    ...(await translationFaults(files, manifest.document)),
    ...iconFaults(files, manifest.document),
  ];
}

function opened(zip: Uint8Array): Files | undefined {
  try {
    return unzipSync(zip);
  } catch {
    return undefined;
  }
}

/** The package holds what the manifest names, at its root, and nothing else. */
function fileFaults(files: Files, manifest: JsonObject): readonly string[] {
  const named = ['manifest.json', ...translationsOf(manifest), ...Object.values(iconsOf(manifest))];
  return [
    ...named.filter((name) => !Object.hasOwn(files, name)).map((name) => `${name} mangler i pakken.`),
    ...Object.keys(files)
      .filter((name) => !named.includes(name))
      .map((name) =>
        name.includes('/') ? `${name} ligger i en mappe.` : `${name} hører ikke til i pakken.`,
      ),
  ];
}

async function manifestFaults(manifest: JsonObject): Promise<readonly string[]> {
  return [
    ...(await schemaFaults('manifest.json', 'manifest', manifest)),
    ...textFaults('manifest.json', manifest),
    ...placeholderFaults('manifest.json', manifest),
    ...versionFaults(manifest.version),
  ];
}

/** Teams takes three plain numbers, the first at least 1, though its schema says any semantic version. */
function versionFaults(version: Json | undefined): readonly string[] {
  if (typeof version === 'string' && /^[1-9]\d*(\.(0|[1-9]\d*)){2}$/.test(version)) return [];
  return [
    `manifest.json: version er »${String(version)}«. Teams kræver tre tal, det første mindst 1: 1.2.3.`,
  ];
}

async function translationFaults(files: Files, manifest: JsonObject): Promise<readonly string[]> {
  const present = translationsOf(manifest).filter((file) => Object.hasOwn(files, file));
  const faults = present.map(async (file) => {
    const read = documentIn(files, file);
    if ('fault' in read) return [read.fault];
    return [
      ...(await schemaFaults(file, 'localization', read.document)),
      ...localizationFaults(file, manifest, read.document),
      ...placeholderFaults(file, read.document),
    ];
  });
  return (await Promise.all(faults)).flat();
}

function iconFaults(files: Files, manifest: JsonObject): readonly string[] {
  const { color, outline } = iconsOf(manifest);
  const [colorFile, outlineFile] = [files[color ?? ''], files[outline ?? '']];
  return [
    ...(color && colorFile ? colorIconFaults(color, colorFile) : []),
    ...(outline && outlineFile ? outlineIconFaults(outline, outlineFile) : []),
  ];
}

function placeholderFaults(file: string, document: Json): readonly string[] {
  return leftIn(document).map((path) => `${file}: ${path} er ikke udfyldt.`);
}

function documentIn(files: Files, name: string): { readonly document: Json } | { readonly fault: string } {
  const bytes = files[name];
  if (!bytes) return { fault: `${name} mangler i pakken.` };
  try {
    return { document: JSON.parse(strFromU8(bytes)) as Json };
  } catch {
    return { fault: `${name} er ikke JSON.` };
  }
}

function translationsOf({ localizationInfo }: JsonObject): readonly string[] {
  const languages = isObject(localizationInfo) ? localizationInfo.additionalLanguages : undefined;
  if (!Array.isArray(languages)) return [];
  return (languages as readonly Json[]).flatMap((language) =>
    isObject(language) && typeof language.file === 'string' ? [language.file] : [],
  );
}

function iconsOf({ icons }: JsonObject): Readonly<Record<string, string>> {
  if (!isObject(icons)) return {};
  return Object.fromEntries(
    Object.entries(icons).filter((icon): icon is [string, string] => typeof icon[1] === 'string'),
  );
}
