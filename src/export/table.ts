import { setImmediate } from 'node:timers/promises';
import { type Flow, leading, type Node, nodeOf } from './flow.ts';
import type { Face, Fonts } from './fonts.ts';
import { type Line, linesInTurns, linesOf, type Setting, type Words } from './lines.ts';

export interface Column {
  readonly title: string;
  /** Share of the width, or points where it is more than 1. */
  readonly width: number;
}

/** A cell: a text, or paragraphs under each other. */
export type Cell = Words | { readonly paragraphs: readonly Words[] };

export interface Row {
  readonly cells: readonly Cell[];
  /** Stands out, as a heading between rows. */
  readonly strong?: boolean;
  /** At least so high, in points: for what is filled in by hand. */
  readonly height?: number;
}

const usual = 9.5;
const pad = 4;
const between = 2;
/** A row higher than this may be parted; others stand on one page. */
const mostWhole = 0.45;
/** Lines that stay together at either side of where a row is parted. */
const fewestLines = 3;
/** How long rows are laid out before others have their turn, ms. */
const longestStretch = 12;

/** A line of a cell, or the gap between two paragraphs. */
type Item = Line | 'gap';

interface Grid {
  readonly flow: Flow;
  readonly fonts: Fonts;
  readonly widths: readonly number[];
  readonly node: Node;
  /** Of its letters. */
  readonly size: number;
  readonly lineHeight: number;
}

/** Lays out a table: its headings stand again on every page, and a row is parted only where it must be. */
export async function layTable(
  flow: Flow,
  fonts: Fonts,
  columns: readonly Column[],
  rows: Iterable<Row>,
  size = usual,
): Promise<void> {
  const widths = widthsOf(columns, flow.area.width);
  const grid = { flow, fonts, widths, node: nodeOf('Table'), size, lineHeight: size * leading };
  // The headings with one short row alone at a page's foot look forgotten.
  flow.need(grid.lineHeight * 7);
  layHead(grid, columns, true);
  const again = () => {
    flow.newPage();
    layHead(grid, columns, false);
  };
  let since = performance.now();
  for (const row of rows) {
    await layRow(grid, row, again);
    if (performance.now() - since < longestStretch) continue;
    await setImmediate();
    since = performance.now();
  }
  flow.skip(8);
}

function widthsOf(columns: readonly Column[], all: number): readonly number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width > 1 ? width : 0), 0);
  return columns.map(({ width }) => (width > 1 ? width : width * (all - fixed)));
}

function layHead(grid: Grid, columns: readonly Column[], isFirst: boolean): void {
  const { flow, node } = grid;
  const cells = columns.map(({ title }, index) => linesOf(title, settingOf(grid, index, 'bold')));
  const height = heightOf(grid, cells) + 2 * pad;
  const { left, width } = flow.area;
  flow.box({ x: left, y: flow.y(), width, height, fill: '#e8ecf2' });
  // The headings are read aloud once, not on every page.
  const row = isFirst ? nodeOf('TR', node) : undefined;
  const nodes = row ? columns.map(() => nodeOf('TH', row, 'Column')) : [];
  putCells(grid, cells, nodes);
  flow.down(height);
}

async function layRow(grid: Grid, row: Row, again: () => void): Promise<void> {
  const { flow, node } = grid;
  const tall = flow.area.bottom - flow.area.top;
  const atLeast = Math.min(row.height ?? 0, tall / 2);
  let cells = await Promise.all(
    row.cells.map((cell, index) => itemsInTurns(grid, cell, index, row.strong ? 'bold' : 'regular')),
  );
  const label = cells[0]?.length === 1 ? cells[0] : [];
  const whole = () => Math.max(heightOf(grid, cells), atLeast) + 2 * pad;
  const rowNode = nodeOf('TR', node);
  const nodes = cells.map(() => nodeOf('TD', rowNode));
  // A heading between rows is not left alone at a page's foot.
  const below = row.strong ? grid.lineHeight * 2 + 2 * pad : 0;
  if (whole() + below > flow.room() && whole() <= tall * mostWhole) again();
  while (whole() > flow.room()) {
    const fits = Math.floor((flow.room() - 2 * pad) / grid.lineHeight);
    if (fits >= fewestLines) {
      const parts = cells.map((items) => parted(items, fits));
      putRow(
        grid,
        parts.map(([here]) => here),
        nodes,
        0,
      );
      // What goes on over the page says again what it belongs to.
      cells = parts.map(([, rest], index) => (index === 0 && rest.length === 0 ? label : rest));
    }
    again();
  }
  putRow(grid, cells, nodes, atLeast, row.strong);
}

async function itemsInTurns(grid: Grid, cell: Cell, column: number, face: Face): Promise<readonly Item[]> {
  const setting = settingOf(grid, column, face);
  const paragraphs = typeof cell === 'object' && 'paragraphs' in cell ? cell.paragraphs : [cell];
  const items: Item[] = [];
  for (const [index, words] of paragraphs.entries()) {
    const lines = await linesInTurns(words, setting);
    if (index > 0) items.push('gap');
    for (const line of lines) items.push(line);
  }
  return items;
}

function settingOf({ fonts, widths, size }: Grid, column: number, face: Face): Setting {
  return { fonts, size, width: Math.max((widths[column] ?? 0) - 2 * pad, size * 2), face };
}

function heightOf(grid: Grid, cells: readonly (readonly Item[])[]): number {
  return Math.max(...cells.map((items) => items.reduce((sum, item) => sum + heightOfItem(grid, item), 0)));
}

function heightOfItem({ lineHeight }: Grid, item: Item): number {
  return item === 'gap' ? between : lineHeight;
}

/** A cell's lines on this page and the rest; never one or two alone. */
function parted(items: readonly Item[], fits: number): readonly [readonly Item[], readonly Item[]] {
  if (items.length <= fits) return [items, []];
  const cut = Math.max(fewestLines, Math.min(fits, items.length - fewestLines));
  const rest = items.slice(cut);
  return [items.slice(0, cut), rest[0] === 'gap' ? rest.slice(1) : rest];
}

function putRow(
  grid: Grid,
  cells: readonly (readonly Item[])[],
  nodes: readonly Node[],
  atLeast: number,
  isStrong = false,
): void {
  const { flow } = grid;
  const { left, width } = flow.area;
  const height = Math.max(heightOf(grid, cells), atLeast) + 2 * pad;
  if (isStrong) flow.box({ x: left, y: flow.y(), width, height, fill: '#f4f6f9' });
  flow.box({ x: left, y: flow.y() + height, width, height: 0.5, fill: '#c9ced6' });
  if (atLeast > 0) putRules(grid, height);
  putCells(grid, cells, nodes);
  flow.down(height);
}

/** What is filled in by hand has lines between its columns too. */
function putRules({ flow, widths }: Grid, height: number): void {
  let x = flow.area.left;
  for (const width of widths.slice(0, -1)) {
    x += width;
    flow.box({ x, y: flow.y(), width: 0.5, height, fill: '#c9ced6' });
  }
}

function putCells(grid: Grid, cells: readonly (readonly Item[])[], nodes: readonly Node[]): void {
  const { flow, widths, size } = grid;
  let x = flow.area.left;
  for (const [index, items] of cells.entries()) {
    const node = nodes[index];
    let top = flow.y() + pad;
    for (const item of items) {
      if (item !== 'gap') flow.line(item, { x: x + pad, top, size, ...(node ? { node } : {}) });
      top += heightOfItem(grid, item);
    }
    x += widths[index] ?? 0;
  }
}
