import { type Constants, constantAt, isNode, isText, listOf, valuesOf } from './syntax.ts';

/** What is needed to show a text as it is read: the file it stands in and the file's constants. */
export interface Reading {
  readonly source: string;
  readonly constants: Constants;
}

/** A text with its holes: "Nr. {told.number}", "{Øvelsen | Krisen} er startet". */
export function shownText(node: unknown, reading: Reading): string {
  if (!isNode(node)) return '';
  if (node.type === 'Literal') return String(node.value);
  const holes = listOf(node.expressions).map((hole) => {
    const words = wordsOf(hole, reading) ?? namedWords(hole, reading);
    return `{${words ?? nameIn(hole, reading)}}`;
  });
  return listOf(node.quasis)
    .map((part, index) => cooked(part) + (holes[index] ?? ''))
    .join('');
}

function cooked(part: unknown): string {
  const value = isNode(part) ? part.value : undefined;
  return typeof value === 'object' && value && 'cooked' in value ? String(value.cooked) : '';
}

/** "Øvelsen | Krisen" for a choice between texts. */
export function wordsOf(node: unknown, reading: Reading): string | undefined {
  if (!isNode(node) || node.type !== 'ConditionalExpression') return undefined;
  const sides = [node.consequent, node.alternate].map((side) =>
    isText(side) ? shownText(side, reading) : wordsOf(side, reading),
  );
  return sides.includes(undefined) ? undefined : sides.map((side) => side || '–').join(' | ');
}

/** The words of a constant that a hole names, or of a table it looks up in. */
function namedWords(hole: unknown, reading: Reading): string | undefined {
  if (!isNode(hole)) return undefined;
  if (hole.type === 'Identifier') return wordsOf(constantAt(reading.constants, hole), reading);
  if (hole.type !== 'MemberExpression' || hole.computed !== true) return undefined;
  const values = valuesOf(constantAt(reading.constants, hole.object));
  return values?.every(isText) ? values.map((value) => shownText(value, reading)).join(' | ') : undefined;
}

/** A hole's name: the expression, without what a call is given. */
function nameIn(node: unknown, reading: Reading): string {
  if (!isNode(node)) return '';
  if (node.type === 'CallExpression') return nameIn(node.callee, reading);
  const text = reading.source.slice(Number(node.start), Number(node.end)).replace(/\s+/g, ' ');
  return /^[\w.?]+$/.test(text) ? text : text.replace(/\(.*\)|'[^']*'|`[^`]*`/g, '…');
}
