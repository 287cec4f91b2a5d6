/** Reading what came over the wire: nothing is believed to have the type it should have. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object, or an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** True for an object that is no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A code or name as programs have them, one word; nothing that could be a text. */
export function markOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\w{1,60}$/.test(value) ? value : undefined;
}

/** A non-empty string of at most `max` characters, else undefined. */
export function stringOf(value: unknown, max = 1_000): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= max ? value : undefined;
}
