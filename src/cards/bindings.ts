import type { CardData } from './render.ts';

const expression = /\$\{([^}]*)\}/g;

/** The bindings of a template that have no data, as paths. Templates use names alone, `$data` and `$when`. */
export function unboundIn(template: unknown, data: CardData): readonly string[] {
  if (typeof template === 'string') return unboundNames(template, data);
  if (Array.isArray(template)) return template.flatMap((item) => unboundIn(item, data));
  if (typeof template !== 'object' || template === null) return [];
  const { $data, ...rest } = template as Record<string, unknown>;
  if (typeof $data !== 'string') return Object.values(rest).flatMap((value) => unboundIn(value, data));
  const missing = unboundNames($data, data);
  if (missing.length > 0) return missing;
  const items = data[$data.slice(2, -1)];
  return (Array.isArray(items) ? items : [items]).flatMap((item) => unboundIn(rest, item as CardData));
}

function unboundNames(text: string, data: CardData): readonly string[] {
  return [...text.matchAll(expression)]
    .map(([, name = '']) => name)
    .filter((name) => typeof data !== 'object' || data === null || data[name] === undefined);
}
