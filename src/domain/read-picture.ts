import type { StatementInput } from './command.ts';
import type { Certainty, PictureField, PictureFieldId } from './picture-field.ts';
import { pictureFields } from './picture-field.ts';
import { readStatement } from './read-statement.ts';

/** What was typed after »opdater«, understood as fields of the situation picture. */
export interface ReadPicture {
  readonly statements: readonly StatementInput[];
  /** Fields that were named without anything being said of them. */
  readonly empty: readonly PictureFieldId[];
  /** What stands before the first field and is no field: given back. */
  readonly rest: string;
  /** The field that may have been meant by what stands before the colon in `rest`. */
  readonly meant?: PictureField;
}

interface Line {
  readonly field?: PictureField;
  readonly certainty?: Certainty;
  readonly text: string;
}

/**
 * Reads "ramt: mail ned", "ramt mail ned", "årsag (formodet): kabel", "formodet årsag: kabel"; several lines are
 * several fields, and a line without one goes on with the field above it. Never throws and drops no text.
 */
export function readPicture(typed: string): ReadPicture {
  const lines = typed.replace(/\r\n?/g, '\n').split('\n').map(readLine);
  const first = lines.findIndex(({ field }) => field);
  const before = (first < 0 ? lines : lines.slice(0, first)).map(({ text }) => text);
  const rest = before.join('\n').trim();
  const parts = gathered(first < 0 ? [] : lines.slice(first));
  const statements = parts.flatMap(({ field, certainty, text }) =>
    field ? (readStatement(field.id, text, certainty) ?? []) : [],
  );
  const said = statements.map(({ field }) => field);
  const empty = parts.flatMap(({ field }) => (field && !said.includes(field.id) ? [field.id] : []));
  const meant = rest ? nearestField(headOf(rest)) : undefined;
  return { statements, empty: [...new Set(empty)], rest, ...(meant ? { meant } : {}) };
}

/** One part for each field: lines that go on with it, and what is said of it again, stand below each other. */
function gathered(lines: readonly Line[]): readonly Line[] {
  const parts: Line[][] = [];
  let current = -1;
  for (const line of lines) {
    const known = line.field ? parts.findIndex(([one]) => one?.field === line.field) : current;
    const part = parts[known];
    if (part) part.push(line);
    else parts.push([line]);
    current = part ? known : parts.length - 1;
  }
  return parts.map(joined);
}

/** What is said of its certainty last counts. */
function joined(part: readonly Line[]): Line {
  const [first = { text: '' }] = part;
  const said = part.map(({ text }) => text).filter((text) => text.trim() !== '');
  const certainty = part.findLast((line) => line.certainty)?.certainty;
  return { ...first, text: said.join('\n'), ...(certainty ? { certainty } : {}) };
}

const words = pictureFields.flatMap((field) => field.words.map((word) => ({ field, word })));
const longestHead = 60;
const mostWords = 5;

function readLine(line: string): Line {
  const colon = line.indexOf(':');
  const named = colon > 0 && colon <= longestHead ? namedIn(line.slice(0, colon)) : undefined;
  if (named) return { ...named, text: line.slice(colon + 1).trim() };
  return withoutColon(line) ?? { text: line };
}

const before = /^\(?(?<guess>formodet|måske|ukendt|\?)\)? (?<bare>.+)$/;
const after = /^(?<bare>.+?)(?: ?\(| ?(?=\?)| )(?<guess>formodet|måske|ukendt|\?)\)?$/;

/** "årsag", "årsag (formodet)", "formodet årsag", "ukendt årsag". */
function namedIn(head: string): Omit<Line, 'text'> | undefined {
  const word = folded(head);
  const field = fieldOf(word);
  if (field) return { field };
  const { guess = '', bare = '' } = (before.exec(word) ?? after.exec(word))?.groups ?? {};
  const guessedField = guess ? fieldOf(bare) : undefined;
  if (!guessedField) return undefined;
  return { field: guessedField, certainty: guess === 'ukendt' ? 'unknown' : 'assumed' };
}

/** The longest beginning of a line that is a field's word, where no colon says so. */
function withoutColon(line: string): Line | undefined {
  const typed = line.trimStart().split(/(?<=\s)(?=\S)/u);
  for (let count = Math.min(mostWords, typed.length); count > 0; count -= 1) {
    const found = namedIn(typed.slice(0, count).join(''));
    const text = typed.slice(count).join('').trim();
    // "ramt ukendt antal" says something, "ramt ukendt" does not.
    const isSaid = found?.certainty === 'unknown' && text !== '';
    if (found && !isSaid) return { ...found, text };
  }
  return undefined;
}

function fieldOf(word: string): PictureField | undefined {
  return words.find((one) => one.word === word)?.field;
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
}

/** What stands before the colon, or else the first word. */
function headOf(rest: string): string {
  const [line = ''] = rest.split('\n');
  const colon = line.indexOf(':');
  return folded(
    colon > 0 && colon <= longestHead ? line.slice(0, colon) : (line.trim().split(/\s+/)[0] ?? ''),
  );
}

/** The field whose word differs least, where that could be a slip of the finger or the word's beginning. */
function nearestField(head: string): PictureField | undefined {
  if (head.length < 3 || head.length > longestHead) return undefined;
  const begun = words.find(({ word }) => word.startsWith(head) || head.startsWith(`${word} `));
  if (begun) return begun.field;
  const near = words
    .map(({ field, word }) => ({ field, slips: slips(head, word) }))
    .filter(({ slips: count }) => count <= (head.length < 5 ? 1 : 2))
    .toSorted((one, other) => one.slips - other.slips);
  return near[0]?.field;
}

/** Letters put in, left out or exchanged between two words (Levenshtein); two that changed places are one. */
function slips(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return 3;
  if (from.length === to.length && [...from].sort().join() === [...to].sort().join()) return 1;
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const exchange = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(exchange, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
