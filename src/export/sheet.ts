import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { drawPages, type Frame } from './draw.ts';
import { areaOf, createFlow, type Flow, leading, type Node, nodeOf } from './flow.ts';
import { type Face, type Fonts, withFonts } from './fonts.ts';
import { linesOf, measured, type Run, type Tone, type Words } from './lines.ts';
import { type NumberLine, putNumbers } from './numbers.ts';
import { type Column, layTable, type Row } from './table.ts';

export type { Run, Words } from './lines.ts';
export type { NumberLine } from './numbers.ts';
export type { Cell, Column, Row } from './table.ts';

export interface SheetOptions extends Frame {
  /** What the file is called inside: shown by the reader instead of its name. */
  readonly title: string;
  /** Who made it, as the file's author. */
  readonly author: string;
  /** When it was made, ISO 8601 UTC. */
  readonly madeAt: string;
  readonly landscape?: boolean;
}

/**
 * A document on A4 that grows from the top down. Anyone's text can be put in it, whatever it holds. All is laid
 * out first and drawn at the end, when the number of pages is known.
 */
export interface Sheet {
  /** The document's own heading, large. */
  title(text: string): void;
  /** Stays on the page of what follows it. */
  heading(level: 1 | 2, text: string): void;
  paragraph(words: Words, tone?: Tone): void;
  /** Points, one under the other. */
  list(items: readonly Words[]): void;
  /** Names to the left, what they are to the right. */
  facts(facts: readonly (readonly [string, Words])[]): void;
  /** A word across the page that nobody overlooks: »UDKAST«. */
  banner(text: string): void;
  /** Lets others have their turn while a long table is laid out. `size`: of its letters. */
  table(columns: readonly Column[], rows: Iterable<Row>, size?: number): Promise<void>;
  space(points: number): void;
  /** With `landscape` or without, from here on; else as before. */
  newPage(landscape?: boolean): void;
  /** Names and numbers, large enough to be read at night. */
  numbers(lines: readonly NumberLine[]): void;
  /** Goes to a new page where less than this is left, in points. */
  keep(points: number): void;
  /** Measures long texts that will be put in it, letting others have their turn: putting them in is quick then. */
  measure(texts: Iterable<string>): Promise<void>;
  /** The file. Nothing can be put in it after. */
  finish(): Promise<Buffer>;
}

const sizes = { title: 24, 1: 16, 2: 12.5, text: 10.5 } as const;

/** An empty sheet. */
export async function createSheet(options: SheetOptions): Promise<Sheet> {
  const document = documentOf(options);
  const fonts = await withFonts(document);
  const area = areaOf(options.landscape ?? false);
  const flow = createFlow(area);
  const put = (words: Words, block: Block) => putBlock(flow, fonts, words, block);
  return {
    title: (text) => put(text, { tag: 'H1', size: sizes.title, face: 'bold', after: 10 }),
    heading: (level, text) => putHeading(flow, fonts, level, text),
    paragraph: (words, tone) => put(toned(words, tone), { tag: 'P', size: sizes.text, after: 6 }),
    list: (items) => putList(flow, fonts, items),
    facts: (facts) => putFacts(flow, fonts, facts),
    banner: (text) => putBanner(flow, fonts, text),
    table: (columns, rows, size) => layTable(flow, fonts, columns, rows, size),
    space: flow.skip,
    newPage: (landscape) => {
      if (landscape !== undefined) flow.turn(landscape);
      if (!flow.isAtTop()) flow.newPage();
    },
    numbers: (lines) => putNumbers(flow, fonts, lines),
    keep: flow.need,
    measure: async (texts) => {
      for (const text of texts) await measured(text, fonts);
    },
    finish: async () => {
      const bytes = collected(document);
      await drawPages(document, fonts, flow.areas, flow.pages, options);
      document.end();
      return bytes;
    },
  };
}

function documentOf({ title, author, madeAt }: SheetOptions): PDFKit.PDFDocument {
  const at = new Date(madeAt);
  return new PDFDocument({
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'da-DK',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'Krisebot', CreationDate: at, ModDate: at },
  });
}

/** The document's bytes once it has ended. Read as they come: reading them all at the end holds others up. */
async function collected(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(document, 'end');
  return Buffer.concat(chunks);
}

interface Block {
  readonly tag: string;
  readonly size: number;
  readonly face?: Face;
  readonly after: number;
  /** From the left edge, in points. */
  readonly indent?: number;
  readonly parent?: Node;
}

function putBlock(flow: Flow, fonts: Fonts, words: Words, block: Block): void {
  const { size, face = 'regular', indent = 0 } = block;
  const lines = linesOf(words, { fonts, size, width: flow.area.width - indent, face });
  const node = nodeOf(block.tag, block.parent);
  // One line is not left alone at a page's foot.
  flow.need(size * leading * Math.min(lines.length, 2));
  for (const line of lines) {
    flow.need(size * leading);
    flow.line(line, { x: flow.area.left + indent, top: flow.y(), size, node });
    flow.down(size * leading);
  }
  flow.skip(block.after);
}

function putHeading(flow: Flow, fonts: Fonts, level: 1 | 2, text: string): void {
  const size = sizes[level];
  flow.skip(level === 1 ? 16 : 10);
  flow.need(size * leading + 70);
  putBlock(flow, fonts, text, { tag: level === 1 ? 'H2' : 'H3', size, face: 'bold', after: 4 });
}

function toned(words: Words, tone: Tone | undefined): Words {
  if (!tone) return words;
  const runs: readonly Run[] = typeof words === 'string' ? [{ text: words }] : words;
  return runs.map((run) => ({ tone, ...run }));
}

function putList(flow: Flow, fonts: Fonts, items: readonly Words[]): void {
  if (items.length === 0) return;
  const list = nodeOf('L');
  for (const words of items) {
    const item = nodeOf('LI', list);
    const [dot] = linesOf('•', { fonts, size: sizes.text, width: 20 });
    flow.need(sizes.text * leading * 2);
    if (dot) {
      flow.line(dot, { x: flow.area.left + 4, top: flow.y(), size: sizes.text, node: nodeOf('Lbl', item) });
    }
    putBlock(flow, fonts, words, { tag: 'LBody', size: sizes.text, after: 2, indent: 16, parent: item });
  }
  flow.skip(6);
}

const factWidth = 150;

function putFacts(flow: Flow, fonts: Fonts, facts: readonly (readonly [string, Words])[]): void {
  const table = nodeOf('Table');
  for (const [name, words] of facts) {
    const row = nodeOf('TR', table);
    const head = nodeOf('TH', row, 'Row');
    const left = linesOf([{ text: name, tone: 'grey' }], { fonts, size: sizes.text, width: factWidth - 10 });
    flow.need(sizes.text * leading * Math.max(left.length, 2));
    for (const [index, line] of left.entries()) {
      const top = flow.y() + index * sizes.text * leading;
      flow.line(line, { x: flow.area.left, top, size: sizes.text, node: head });
    }
    const top = flow.y();
    putBlock(flow, fonts, words, { tag: 'TD', size: sizes.text, after: 3, indent: factWidth, parent: row });
    const least = top + left.length * sizes.text * leading + 3;
    if (flow.y() > top && flow.y() < least) flow.down(least - flow.y());
  }
  flow.skip(8);
}

function putBanner(flow: Flow, fonts: Fonts, text: string): void {
  const size = 30;
  const height = size * leading + 12;
  flow.need(height + 60);
  const { left, width } = flow.area;
  flow.box({ x: left, y: flow.y(), width, height, fill: '#fbe9ec' });
  flow.box({ x: left, y: flow.y(), width: 5, height, fill: '#b3001b' });
  const [line] = linesOf([{ text, face: 'bold', tone: 'red' }], { fonts, size, width: width - 30 });
  if (line) flow.line(line, { x: left + 18, top: flow.y() + 6, size, node: nodeOf('P') });
  flow.down(height);
  flow.skip(8);
}
