import type { Path } from './fault.ts';

/** A value and where it stands. */
export interface Match {
  readonly path: Path;
  readonly value: unknown;
}

export interface TextMatch extends Match {
  readonly value: string;
}

/** Every value on a path in which `*` stands for any key; what is not there is passed over. */
export function matches(root: unknown, pattern: Path): Match[] {
  let found: Match[] = [{ path: [], value: root }];
  for (const key of pattern) {
    found = found.flatMap(({ path, value }) =>
      entriesOf(value)
        .filter(([name]) => key === '*' || key === name)
        .map(([name, inner]) => ({ path: [...path, name], value: inner })),
    );
  }
  return found;
}

/** Keys and values of a section or list; of anything else, none. */
export function entriesOf(value: unknown): [PropertyKey, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** As `matches`, but texts alone, and none that are empty. */
export function texts(root: unknown, pattern: Path): TextMatch[] {
  return matches(root, pattern).flatMap(({ path, value }) =>
    typeof value === 'string' && value !== '' ? [{ path, value }] : [],
  );
}
