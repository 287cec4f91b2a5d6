import { contrast } from './contrast.ts';
import type { SeenBlock, SeenCard, SeenRun } from './seen.ts';

/** What is wrong with a drawn card, one line a fault; empty where nothing is. */
export type Rule = (card: SeenCard) => readonly string[];

/** WCAG 2 AA: text large enough to be read at less contrast, in CSS pixels. */
const large = { size: 24, bold: 18.66 } as const;
/** As high as Teams' own buttons. */
const leastTap = 32;

/** The renderer accepts the language of every other card alone: its pattern for it remembers the last match. */
const itsOwnFault = 'Invalid value "da" for property "lang".';

/** The renderer knows every element and property. */
export const understood: Rule = ({ complaints }) => complaints.filter((text) => text !== itsOwnFault);

/** Every text stands out from what is painted behind it. */
export const readable: Rule = ({ blocks }) =>
  blocks
    .flatMap(({ runs }) => runs)
    .filter((run) => contrast(run.colour, run.ground) < needed(run))
    .map((run) => `${run.text}: ${contrast(run.colour, run.ground).toFixed(2)}`);

function needed({ size, bold }: SeenRun): number {
  return size >= large.size || (bold && size >= large.bold) ? 3 : 4.5;
}

/** A button this long, in letters, is shortened by the client, alone in its row: its beginning tells enough. */
const longButton = 30;

/** Nothing sticks out, nothing is cut off. */
export const whole: Rule = ({ blocks }) =>
  blocks.filter((block) => block.cut && !isLongAlone(block, blocks)).map(({ text }) => text);

function isLongAlone(block: SeenBlock, blocks: readonly SeenBlock[]): boolean {
  const isBeside = ({ kind, box }: SeenBlock) => kind === 'button' && Math.abs(box.top - block.box.top) < 1;
  return block.kind === 'button' && block.text.length > longButton && blocks.filter(isBeside).length === 1;
}

/** Buttons and fields are large enough for a thumb. */
export const tappable: Rule = ({ blocks }) =>
  blocks.filter((block) => block.kind !== 'text' && isSmall(block)).map(({ name }) => name);

/** In whole pixels: far down a page of many cards, where something stands is known to a part of one only. */
function isSmall({ box }: SeenBlock): boolean {
  return Math.round(box.bottom - box.top) < leastTap || Math.round(box.right - box.left) < leastTap;
}
