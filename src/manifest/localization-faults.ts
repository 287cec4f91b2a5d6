import { isObject, type Json, type JsonObject, textsOf } from './render.ts';

/** Teams' own limits, in characters; the localization schema leaves out those of the names. */
const limits: Readonly<Record<string, number>> = {
  'name.short': 30,
  'name.full': 100,
  'description.short': 80,
  'description.full': 4000,
};

/** Texts people see and that are translated. A command's title is not: see `isTitle`. */
const translated =
  /^(name\.(short|full)|description\.(short|full)|bots\[0\]\..*\.description|composeExtensions\[0\]\..*\.(title|description))$/;

/**
 * What is wrong between the manifest and a translation of it: a key that names no place in the manifest, a
 * text without a translation, one too long, an empty one.
 */
export function localizationFaults(file: string, manifest: Json, translation: Json): readonly string[] {
  if (!isObject(translation)) return [];
  const originals = new Map(textsOf(manifest));
  const { $schema: _, ...texts } = translation;
  return [
    ...Object.keys(texts).flatMap((key) => keyFault(file, key, originals)),
    ...[...originals.keys()]
      .filter((path) => translated.test(path) && !Object.hasOwn(texts, path))
      .map((path) => `${file} mangler teksten til ${path}.`),
    ...lengthFaults(file, texts),
  ];
}

/** Texts of the manifest that are empty or longer than Teams shows. */
export function textFaults(file: string, manifest: Json): readonly string[] {
  return lengthFaults(file, Object.fromEntries(textsOf(manifest)));
}

function keyFault(file: string, key: string, originals: ReadonlyMap<string, string>): readonly string[] {
  if (!originals.has(key)) return [`${file}: ${key} findes ikke i manifest.json.`];
  if (isTitle(key)) return [`${file}: ${key} må ikke oversættes. Teams sender titlen til botten som tekst.`];
  return translated.test(key) ? [] : [`${file}: ${key} kan ikke oversættes.`];
}

/** Teams hands the title in the reader's language to the bot, and the bot's words are Danish. */
function isTitle(path: string): boolean {
  return /^bots\[0\]\..*\.title$/.test(path);
}

function lengthFaults(file: string, texts: JsonObject): readonly string[] {
  return Object.entries(texts).flatMap(([path, text]) => {
    if (typeof text !== 'string') return [`${file}: ${path} er ikke en tekst.`];
    if (text.trim() === '') return [`${file}: ${path} er tom.`];
    const limit = limits[path];
    if (limit === undefined || text.length <= limit) return [];
    return [`${file}: ${path} er på ${text.length} tegn. Teams tillader ${limit}.`];
  });
}
