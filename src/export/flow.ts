import type { Line } from './lines.ts';

/** A4, in points. */
const a4 = { short: 595.28, long: 841.89 };

/** A piece of what the page tells a screen reader it holds: a heading, a row, a cell. */
export interface Node {
  readonly tag: string;
  readonly parent?: Node;
  /** Of a heading of a table: what it is the heading of. */
  readonly scope?: 'Column' | 'Row';
  /** Lines and parts that are still to be drawn. */
  left: number;
}

export type Mark =
  | {
      readonly kind: 'line';
      readonly node?: Node;
      readonly x: number;
      readonly baseline: number;
      readonly size: number;
      readonly line: Line;
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
    };

/** What stands on a page. */
export type Page = Mark[];

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
}

/** Puts lines and boxes on pages, from the top down. Nothing is drawn yet: how many pages there are is not known. */
export interface Flow {
  /** Of the page that is being filled. */
  readonly area: Area;
  readonly pages: readonly Page[];
  /** Of each page. */
  readonly areas: readonly Area[];
  /** How much is left below on this page. */
  room(): number;
  isAtTop(): boolean;
  newPage(): void;
  /** Pages lie on their side, or stand, from the next one on. */
  turn(landscape: boolean): void;
  /** Goes to a new page where less than this is left. */
  need(height: number): void;
  /** Space between things: none at the top of a page. */
  skip(height: number): void;
  /** Past what was just put. */
  down(height: number): void;
  /** Where the next thing goes. */
  y(): number;
  line(
    line: Line,
    at: { readonly x: number; readonly top: number; readonly size: number; readonly node?: Node },
  ): void;
  box(at: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly fill: string;
  }): void;
}

/** Of the letters' size: from one line to the next. */
export const leading = 1.32;
/** Of the letters' size: from a line's top to the foot of its letters. */
const ascent = 0.98;

export function areaOf(landscape: boolean): Area {
  const [pageWidth, pageHeight] = landscape ? [a4.long, a4.short] : [a4.short, a4.long];
  const left = 54;
  return { left, top: 72, width: pageWidth - 2 * left, bottom: pageHeight - 62, pageWidth, pageHeight };
}

export function createFlow(first: Area): Flow {
  const pages: Page[] = [[]];
  const areas: Area[] = [first];
  let next = first;
  let area = first;
  let y = area.top;
  const page = () => pages.at(-1) ?? [];
  const newPage = () => {
    area = next;
    pages.push([]);
    areas.push(area);
    y = area.top;
  };
  return {
    get area() {
      return area;
    },
    pages,
    areas,
    turn: (landscape) => {
      next = areaOf(landscape);
    },
    room: () => area.bottom - y,
    isAtTop: () => y === area.top,
    newPage,
    need: (height) => {
      if (y + height > area.bottom && y > area.top) newPage();
    },
    skip: (height) => {
      if (y > area.top) y += height;
    },
    down: (height) => {
      y += height;
    },
    y: () => y,
    line: (line, { x, top, size, node }) => {
      if (node) node.left += 1;
      page().push({ kind: 'line', x, baseline: top + size * ascent, size, line, ...(node ? { node } : {}) });
    },
    box: (at) => {
      page().push({ kind: 'box', ...at });
    },
  };
}

/** A new part of what the pages hold. */
export function nodeOf(tag: string, parent?: Node, scope?: Node['scope']): Node {
  if (parent) parent.left += 1;
  return { tag, left: 0, ...(parent ? { parent } : {}), ...(scope ? { scope } : {}) };
}
