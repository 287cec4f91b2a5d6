import * as z from 'zod';
import type { Finding, Path } from './fault.ts';
import { nearest } from './nearest.ts';
import { planFile } from './plan-file.ts';
import { ruleTexts } from './value-rules.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, in words for whoever edits the plan. */
export function issueFindings(issue: Issue, root: unknown): Finding[] {
  const { path } = issue;
  const value = valueAt(root, path);
  if (value === undefined) return [missing(path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        isTextCutByComma(value, key) ? cutText(path, key) : unknownKey(path, key),
      );
    case 'invalid_type':
      return [wrongType(path, issue.expected, value)];
    case 'invalid_value':
      return [
        typeof value === 'string' ? wrongChoice(path, issue.values, value) : wrongType(path, 'string', value),
      ];
    case 'too_small':
      return [empty(path, issue.origin === 'array')];
    case 'too_big':
      return [{ path, ...tooLong(value, Number(issue.maximum)) }];
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, ...ruleTexts(message, path.at(-1)) }));
    default:
      return [{ path, ...ruleTexts(issue.message, value) }];
  }
}

function missing(path: Path): Finding {
  const key = String(path.at(-1));
  const above = path.slice(0, -1);
  if (above.length === 1 && above[0] === 'roller') {
    return {
      path,
      what: `Rollen »${key}« mangler.`,
      advice: 'Tilføj den under »roller«: alle fem roller skal stå i planen, også dem der ikke er besat.',
    };
  }
  const advice =
    above.length === 0 ? `Tilføj »${key}:« yderst til venstre.` : `Tilføj »${key}:« under »${words(above)}«.`;
  return { path, what: `»${key}« mangler.`, advice };
}

function unknownKey(path: Path, key: string): Finding {
  const valid = keysAt(path);
  const guess = nearest(key, valid);
  const advice = guess ? `Mente du »${guess}«?` : `Her kan stå: ${valid.join(', ')}.`;
  return { path: [...path, key], what: `Nøglen »${key}« kendes ikke.`, advice };
}

/** In `{ tekst: Ring, og skriv }` YAML takes "og skriv" for a key without a value. */
function isTextCutByComma(section: unknown, key: string): boolean {
  return key.includes(' ') && ['', null].includes(valueAt(section, [key]) as string | null);
}

function cutText(path: Path, key: string): Finding {
  const what = `Teksten deles af sit komma: »${key}« læses som en nøgle.`;
  return { path: [...path, key], what, advice: 'Sæt hele teksten i citationstegn: "…".' };
}

function wrongType(path: Path, expected: string, value: unknown): Finding {
  if (value === '' || value === null) return empty(path, expected === 'array');
  const [name, advice] = kinds[expected] ?? kinds.object;
  return { path, what: `${named(path)} skal være ${name}.`, advice };
}

type Kind = readonly [name: string, advice: string];
const kinds: Readonly<Record<string, Kind>> & { readonly object: Kind } = {
  string: ['en tekst', 'Skriv én tekst efter kolon; rummer den »:« eller »#«, så sæt den i citationstegn.'],
  array: ['en liste', 'Skriv hvert punkt på sin egen linje med »- « foran, eller [a, b] på én linje.'],
  object: [
    'et afsnit med nøgler',
    'Skriv hver nøgle på sin egen linje, rykket to mellemrum ind: »nøgle: værdi«.',
  ],
};

function wrongChoice(path: Path, valid: readonly unknown[], value: string): Finding {
  const what = value === '' ? 'Her mangler et valg.' : `»${value}« kan ikke vælges her.`;
  return { path, what, advice: `Skriv en af: ${valid.map((choice) => `»${choice}«`).join(', ')}.` };
}

function empty(path: Path, list: boolean): Finding {
  if (path.length === 0)
    return { path, what: 'Planen er tom.', advice: 'Begynd med en kopi af den plan, der følger med.' };
  return list
    ? { path, what: `Listen ${named(path)} er tom.`, advice: 'Skriv mindst ét punkt.' }
    : {
        path,
        what: `${named(path)} er tom.`,
        advice: 'Skriv en tekst, eller slet nøglen, hvis den kan undværes.',
      };
}

function tooLong(value: unknown, most: number): Pick<Finding, 'what' | 'advice'> {
  const length = String(value).length;
  return {
    what: `»${value}« er ${length} tegn.`,
    advice: `Forkort til højst ${most} tegn, så det kan stå på en knap.`,
  };
}

/** The key's name; of a list's item, the list's name and the item's number. */
function named(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'Planen';
  if (typeof last !== 'number') return `»${String(last)}«`;
  return `Punkt ${last + 1} i »${words(path.slice(0, -1))}«`;
}

/** "roller › kriseleder › opgaver", list items by number. */
function words(path: Path): string {
  return path.map((part) => (typeof part === 'number' ? `punkt ${part + 1}` : String(part))).join(' › ');
}

/** What stands at a path, or undefined. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (isRecord(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    root,
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The keys that the schema knows at a path. */
function keysAt(path: Path): string[] {
  const schema = path.reduce<unknown>((outer, key) => inside(outer, key), planFile);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function inside(schema: unknown, key: PropertyKey): unknown {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (inner instanceof z.ZodObject) return valueAt(inner.shape, [key]);
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}
