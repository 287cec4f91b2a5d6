/** A JSON document of the package, as it is read from a file. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const placeholder = /\{\{\s*([\w.-]*)\s*\}\}/g;

/**
 * Fills in `{{name}}` in every text of a document, after parsing: no value can change the document's shape.
 * A placeholder without a value stays, for `leftIn` to find.
 */
export function render(document: Json, values: ReadonlyMap<string, string>): Json {
  if (typeof document === 'string') {
    return document.replace(placeholder, (whole, name: string) => values.get(name) ?? whole);
  }
  if (isList(document)) return document.map((item) => render(item, values));
  if (!isObject(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, render(value, values)]));
}

/** The texts of a document, each with its path: `bots[0].commandLists[1].commands[2].title`. */
export function textsOf(document: Json, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof document === 'string') return [[path, document]];
  if (isList(document)) return document.flatMap((item, index) => textsOf(item, `${path}[${index}]`));
  if (!isObject(document)) return [];
  return Object.entries(document).flatMap(([key, value]) => textsOf(value, path ? `${path}.${key}` : key));
}

/** The paths of texts that still hold a placeholder, or half of one. */
export function leftIn(document: Json): readonly string[] {
  return textsOf(document)
    .filter(([, text]) => text.includes('{{') || text.includes('}}'))
    .map(([path]) => path);
}

/** True for an object with keys, false for a list and for null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
