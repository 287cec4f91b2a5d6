import { type Flow, leading, type Node, nodeOf } from './flow.ts';
import type { Fonts } from './fonts.ts';
import { type Line, linesOf, type Words } from './lines.ts';

/** Somebody, and the number to call. */
export interface NumberLine {
  readonly name: string;
  /** Below the name, small. */
  readonly about: string;
  /** Empty where there is none. */
  readonly number: string;
}

/** Lines of one size. */
interface Block {
  readonly size: number;
  readonly lines: readonly Line[];
}

const numberShare = 0.4;
const pad = 5;

/** Names to the left, numbers to the right and large: to be read in bad light, at arm's length. */
export function putNumbers(flow: Flow, fonts: Fonts, lines: readonly NumberLine[]): void {
  const table = nodeOf('Table');
  for (const line of lines) putNumber(flow, fonts, line, nodeOf('TR', table));
  flow.skip(8);
}

function putNumber(flow: Flow, fonts: Fonts, { name, about, number }: NumberLine, row: Node): void {
  const { left, width } = flow.area;
  const room = width * (1 - numberShare);
  const set = (words: Words, size: number, wide: number): Block => ({
    size,
    lines: linesOf(words, { fonts, size, width: wide }),
  });
  const named = [
    set([{ text: name, face: 'bold' }], 14, room - 10),
    ...(about ? [set([{ text: about, tone: 'grey' }], 10, room - 10)] : []),
  ];
  const numbered = number
    ? set([{ text: number, face: 'bold' }], 21, width - room)
    : set([{ text: 'nummer mangler i planen', tone: 'grey' }], 12, width - room);
  const height = Math.max(heightOf(named), heightOf([numbered])) + 2 * pad;
  flow.need(height);
  putBlocks(flow, named, left, nodeOf('TH', row, 'Row'));
  putBlocks(flow, [numbered], left + room, nodeOf('TD', row));
  flow.box({ x: left, y: flow.y() + height, width, height: 0.5, fill: '#c9ced6' });
  flow.down(height);
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { size, lines }) => sum + size * leading * lines.length, 0);
}

function putBlocks(flow: Flow, blocks: readonly Block[], x: number, node: Node): void {
  let top = flow.y() + pad;
  for (const { size, lines } of blocks) {
    for (const line of lines) {
      flow.line(line, { x, top, size, node });
      top += size * leading;
    }
  }
}
