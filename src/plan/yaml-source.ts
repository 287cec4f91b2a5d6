import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Fault, Path } from './fault.ts';

/** A YAML text with the place of everything in it. Every value is text: `96110001`, `nej`, `12:30`. */
export interface YamlSource {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** True where the text cannot be read as a whole, so that what seems missing may well be there. */
  readonly broken: boolean;
  /** Where the value stands; of a missing one, where the section stands that should hold it. */
  readonly place: (path: Path) => Place;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

type Document = ReturnType<typeof parseDocument>;

/** Reads YAML without guessing types: a phone number and the word "nej" stay what was typed. */
export function readYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = [...withoutEchoes(document.errors).map(problemOf), ...signs(document)];
  const broken = problems.some((problem) => problem.breaks);
  return {
    value: broken ? undefined : document.toJS(),
    faults: firstPerLine(problems.map(({ offset, what, advice }) => ({ file, ...at(offset), what, advice }))),
    broken,
    place: (path) => at(offsetOf(document, path)),
  };
}

interface Problem {
  readonly offset: number;
  readonly what: string;
  readonly advice: string;
  readonly breaks: boolean;
}

/** Where the reader has lost the thread it stumbles over all that follows; only the first time helps. */
function withoutEchoes(errors: readonly YAMLError[]): YAMLError[] {
  const lost = errors.find((error) => error.code === 'UNEXPECTED_TOKEN');
  return errors.filter((error) => error === lost || error.code !== 'UNEXPECTED_TOKEN');
}

function problemOf(error: YAMLError): Problem {
  const [what, advice] = wording[error.code] ?? otherWording;
  return { offset: error.pos[0], what, advice, breaks: error.code !== 'DUPLICATE_KEY' };
}

/**
 * A text that begins with *, & or ! is half understood as YAML's own signs, and its first word is lost.
 * Nobody who edits a plan means that.
 */
function signs(document: Document): Problem[] {
  const found: Problem[] = [];
  const add = (node: Node, sign: string) => {
    const what = `»${sign}« læses som et tegn til programmet, ikke som tekst.`;
    found.push({ offset: node.range?.[0] ?? 0, what, advice: quotes, breaks: true });
  };
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) add(node, `*${node.source}`);
      else if (node.anchor) add(node, `&${node.anchor}`);
      else if (node.tag?.startsWith('!')) add(node, node.tag);
    },
  });
  return found;
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(segment));
      if (!pair || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(segment)];
      if (!isNode(item) || isAlias(item)) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return isScalar(node) && node.value !== '' ? (node.range?.[0] ?? offset) : offset;
}

/** One slip often makes the reader stumble several times on its line. */
function firstPerLine(faults: readonly Fault[]): Fault[] {
  return faults.filter((fault, index) => faults.findIndex((other) => other.line === fault.line) === index);
}

const otherWording = [
  'Linjen kan ikke læses.',
  'Se efter indrykning, et manglende »:« eller et citationstegn, der ikke er lukket – her eller lige ovenfor.',
] as const;

const quotes = 'Sæt hele teksten i citationstegn: "…".';

const wording: Partial<Record<string, readonly [what: string, advice: string]>> = {
  DUPLICATE_KEY: ['Nøglen står her for anden gang.', 'Slet den ene, eller giv den et andet navn.'],
  BAD_INDENT: [
    'Indrykningen passer ikke med linjerne omkring.',
    'Ryk linjen lige så langt ind som dens naboer, med mellemrum.',
  ],
  TAB_AS_INDENT: ['Linjen er rykket ind med tabulator.', 'Brug mellemrum i stedet, to for hvert trin.'],
  BLOCK_AS_IMPLICIT_KEY: ['Der står »: « to gange på linjen.', quotes],
  BAD_SCALAR_START: ['Teksten begynder med et tegn, som har særlig betydning i filen.', quotes],
  MULTIPLE_DOCS: ['»---« deler filen i flere dokumenter.', 'Slet linjen med »---«.'],
};
