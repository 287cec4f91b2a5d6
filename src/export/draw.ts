import { setImmediate } from 'node:timers/promises';
import type { Area, Mark, Node, Page } from './flow.ts';
import type { Fonts } from './fonts.ts';
import { type Line, linesOf, type Tone } from './lines.ts';

type Document = PDFKit.PDFDocument;
type Element = ReturnType<Document['struct']>;
type LineMark = Extract<Mark, { kind: 'line' }>;

const inks: Readonly<Record<Tone, string>> = {
  ink: '#1a1a1a',
  grey: '#5c5c5c',
  red: '#b3001b',
  white: '#ffffff',
};

/** How long lines are drawn before others have their turn, ms. */
const longestStretch = 12;

/** What stands on every page. */
export interface Frame {
  /** Above, to the left. */
  readonly head: string;
  /** Below, to the left; the page's number stands to the right. */
  readonly foot: string;
  /** Every page of an exercise says so. */
  readonly exercise: boolean;
}

/** Draws laid out pages, one at a time, and lets others have their turn after each. */
export async function drawPages(
  document: Document,
  fonts: Fonts,
  areas: readonly Area[],
  pages: readonly Page[],
  frame: Frame,
): Promise<void> {
  const structure = createStructure(document);
  for (const [index, page] of pages.entries()) {
    const area = areas[index];
    if (!area) continue;
    document.addPage({ size: [area.pageWidth, area.pageHeight], margin: 0 });
    drawFrame(document, fonts, area, frame, `Side ${index + 1} af ${pages.length}`);
    await drawPage(document, page, structure);
    await setImmediate();
  }
  structure.end();
}

/** The tree that tells a screen reader what is a heading, a table, a cell. */
function createStructure(document: Document) {
  const elements = new Map<Node, Element>();
  const root = document.struct('Document');
  document.addStructure(root);
  const elementOf = (node: Node): Element => {
    const known = elements.get(node);
    if (known) return known;
    // The library knows `scope`; its types do not yet.
    const options: object = node.scope ? { scope: node.scope } : {};
    const element = document.struct(node.tag, options);
    (node.parent ? elementOf(node.parent) : root).add(element);
    elements.set(node, element);
    return element;
  };
  /** Something of a part has been drawn; a part with nothing left is written. */
  const drawn = (node: Node): void => {
    node.left -= 1;
    if (node.left > 0) return;
    elementOf(node).end();
    elements.delete(node);
    if (node.parent) drawn(node.parent);
  };
  return { elementOf, drawn, end: () => root.end() };
}

type Structure = ReturnType<typeof createStructure>;

async function drawPage(document: Document, page: Page, structure: Structure): Promise<void> {
  document.markContent('Artifact', { type: 'Layout' });
  for (const mark of page) {
    if (mark.kind === 'box') document.rect(mark.x, mark.y, mark.width, mark.height).fill(mark.fill);
  }
  document.endMarkedContent();
  let since = performance.now();
  for (const group of groupsOf(page.filter((mark) => mark.kind === 'line'))) {
    const content = startGroup(document, group, structure);
    for (const { line, x, baseline, size } of group) {
      drawLine(document, line, x, baseline, size);
      if (performance.now() - since < longestStretch) continue;
      await setImmediate();
      since = performance.now();
    }
    endGroup(document, group, structure, content);
  }
}

/** Lines in a row that belong to the same part. */
function groupsOf(lines: readonly LineMark[]): readonly (readonly LineMark[])[] {
  const groups: LineMark[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last && last[0]?.node === line.node) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

type Content = ReturnType<Document['markStructureContent']>;

function startGroup(
  document: Document,
  [first]: readonly LineMark[],
  { elementOf }: Structure,
): Content | undefined {
  const node = first?.node;
  if (!node) {
    document.markContent('Artifact', { type: 'Layout' });
    return undefined;
  }
  elementOf(node);
  return document.markStructureContent(node.tag);
}

function endGroup(
  document: Document,
  group: readonly LineMark[],
  { elementOf, drawn }: Structure,
  content: Content | undefined,
): void {
  document.endMarkedContent();
  const node = group[0]?.node;
  if (!node || !content) return;
  elementOf(node).add(content);
  for (const _ of group) drawn(node);
}

function drawLine(document: Document, line: Line, x: number, baseline: number, size: number): void {
  let at = x;
  for (const [index, { text, font, width, struck, tone }] of line.segments.entries()) {
    // A space at the line's end keeps its last word apart from the next line's first, for who copies or listens.
    const drawn = index === line.segments.length - 1 ? `${text} ` : text;
    document.font(font).fontSize(size).fillColor(inks[tone]);
    document.text(drawn, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
    if (struck) document.rect(at, baseline - size * 0.27, width, size * 0.06).fill(inks[tone]);
    at += width;
  }
}

const small = 8.5;

/** Head and foot: no part of what is read aloud. */
function drawFrame(
  document: Document,
  fonts: Fonts,
  area: Area,
  { head, foot, exercise }: Frame,
  number: string,
): void {
  const { left, width } = area;
  const put = (text: string, y: number, side: 'left' | 'right', tone: Tone) => {
    const [line] = linesOf([{ text, tone }], { fonts, size: small, width: width * 0.78 });
    if (line) drawLine(document, line, side === 'left' ? left : left + width - line.width, y, small);
  };
  const bottom = area.pageHeight - 34;
  document.markContent('Artifact', { type: 'Pagination' });
  if (exercise) drawExerciseMark(document, area);
  put(head, 44, 'left', 'grey');
  document.rect(left, 52, width, 0.5).fill('#c9ced6');
  document.rect(left, bottom - 14, width, 0.5).fill('#c9ced6');
  put(foot, bottom, 'left', 'grey');
  put(number, bottom, 'right', 'grey');
  document.endMarkedContent();
}

function drawExerciseMark(document: Document, { left, width }: Area): void {
  const [text, size] = ['ØVELSE', 13];
  document.font('bold').fontSize(size);
  const wide = document.widthOfString(text);
  const x = left + width - wide;
  document.rect(x - 8, 28, wide + 16, 20).fill(inks.red);
  document.fillColor(inks.white).text(text, x, 42.5, { lineBreak: false, baseline: 'alphabetic' });
}
