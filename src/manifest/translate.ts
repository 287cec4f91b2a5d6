import { isTyped, prefix } from './describe.ts';
import { isObject, type Json, type JsonObject, textsOf } from './render.ts';

/**
 * A translation as Teams wants it, each text by its path in the manifest. In the source the texts of the
 * listed commands stand under `commands` by the command's word, so that a list can be put in another order.
 * A command without a text gets none: see `localizationFaults`.
 */
export function translationOf(source: Json, manifest: Json): Json {
  if (!isObject(source)) return source;
  const { commands, ...others } = source;
  const texts = isObject(commands) ? commands : {};
  const listed = titlesOf(manifest).flatMap(([path, word]) => {
    const text = Object.hasOwn(texts, word) ? texts[word] : undefined;
    return text === undefined ? [] : [[path.replace(/title$/, 'description'), text] as const];
  });
  return { ...others, ...Object.fromEntries(listed) } satisfies JsonObject;
}

/** A line for each text of a translation whose command is in no list of the manifest. */
export function unlistedTexts(file: string, source: Json, manifest: Json): readonly string[] {
  const commands = isObject(source) && isObject(source.commands) ? source.commands : {};
  const words = titlesOf(manifest).map(([, word]) => word);
  return Object.keys(commands)
    .filter((word) => !words.includes(word))
    .map((word) => `${file}: »${word}« er ikke en kommando på listerne i manifest.json.`);
}

/** The listed titles by their paths, as the command's own word. */
function titlesOf(manifest: Json): readonly (readonly [path: string, word: string])[] {
  return textsOf(manifest)
    .filter(([path]) => isTyped(path))
    .map(([path, title]) => [path, title.startsWith(prefix) ? title.slice(prefix.length) : title]);
}
