/**
 * Whether a value read from a disk is what it should be. A file may be another version's, or have been edited: what
 * it holds is passed over then, and stops nobody.
 */
export type Test = (value: unknown) => boolean;

export const isText: Test = (value) => typeof value === 'string';
export const isNumber: Test = (value) => typeof value === 'number';

/** One of these words. */
export function word(...words: readonly string[]): Test {
  return (value) => typeof value === 'string' && words.includes(value);
}

/** An object whose fields pass, each its own test; what else it has is not looked at. */
export function shape(fields: Readonly<Record<string, Test>>): Test {
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const given = new Map<string, unknown>(Object.entries(value));
    return Object.entries(fields).every(([name, test]) => test(given.get(name)));
  };
}

export function optional(test: Test): Test {
  return (value) => value === undefined || test(value);
}

export function listOf(test: Test): Test {
  return (value) => Array.isArray(value) && value.every(test);
}

export function either(...tests: readonly Test[]): Test {
  return (value) => tests.some((test) => test(value));
}
