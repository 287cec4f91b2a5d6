import { parseAst } from 'vitest/node';
import { isProse } from './prose.ts';
import { constantsOf, isNode, isText, listOf, type Node, nameOf, valuesOf } from './syntax.ts';
import { type Reading, shownText, wordsOf } from './template-text.ts';

interface Found extends Reading {
  readonly texts: string[];
}

/**
 * The texts for people in a TypeScript file, in the order they stand there, holes as {expression}. A text is
 * any string or template that `isProse` takes for people's words; all the words of a table of words
 * (`{ onTheWay: 'på vej', online: 'online' }`) when one of them is. Left out is what the syntax keeps from
 * people: types, imports, names of properties, a button's verb, values that are compared with, and what is
 * thrown or written to the journal, which is English and for those who run the bot.
 */
export function textsOfSource(source: string, file: string): readonly string[] {
  const program = parseAst(source, { lang: 'ts' }, file);
  const found: Found = { texts: [], source, constants: constantsOf(program) };
  visit(program, found);
  return found.texts;
}

function visit(node: unknown, found: Found): void {
  for (const item of listOf(node)) visit(item, found);
  if (!isNode(node) || isHidden(node)) return;
  if (isText(node)) addText(node, found);
  else if (isWordTable(node, found)) addWords(node, found);
  else {
    const parts = Object.entries(node).filter(([key]) => !isName(node, key));
    for (const [, part] of parts) visit(part, found);
  }
}

const comparisons = ['===', '!==', 'in', '<', '>'];
const types = /^(TS(?!As|Satisfies|NonNull)|Import|ExportAll)/;
const codes = ['verb', 'id', 'kind', 'standing', 'right'];

/** What people never see: types, imports, comparisons, codes, faults that are thrown, and the journal. */
function isHidden(node: Node): boolean {
  if (types.test(node.type)) return true;
  if (node.type === 'Property') return codes.includes(nameOf(node.key)) && isText(node.value);
  if (node.type === 'BinaryExpression') return comparisons.includes(String(node.operator));
  if (node.type === 'ThrowStatement') return !isToldInDanish(node.argument);
  if (node.type === 'PropertyDefinition') return nameOf(node.key) === 'name';
  return node.type === 'CallExpression' && isJournal(node.callee);
}

/** The local trial stops with a fault that is shown as it is. */
function isToldInDanish(thrown: unknown): boolean {
  return isNode(thrown) && nameOf(thrown.callee) === 'LocalFault';
}

function isJournal(called: unknown): boolean {
  return isNode(called) && called.type === 'MemberExpression' && nameOf(called.object) === 'journal';
}

/** A property's name, an index, or the value a case is for. */
function isName(node: Node, key: string): boolean {
  return (
    (key === 'key' && node.computed !== true) ||
    (key === 'property' && node.type === 'MemberExpression') ||
    (key === 'test' && node.type === 'SwitchCase')
  );
}

function addText(node: Node, found: Found): void {
  const text = shownText(node, found);
  if (isProse(text)) found.texts.push(text);
  for (const hole of listOf(node.expressions)) {
    if (!wordsOf(hole, found)) visit(hole, found);
  }
}

function addWords(node: Node, found: Found): void {
  const words = (valuesOf(node) ?? []).map((value) => shownText(value, found));
  found.texts.push(...words.filter((text) => /\p{L}{2}/u.test(text)));
}

/** True for an object of texts alone, one of which is prose. */
function isWordTable(node: Node, found: Found): boolean {
  const values = valuesOf(node) ?? [];
  const isTable = values.length > 1 && values.every(isText);
  const hasCodes = listOf(node.properties).some((property) => isNode(property) && isHidden(property));
  return isTable && !hasCodes && values.some((value) => isProse(shownText(value, found)));
}
