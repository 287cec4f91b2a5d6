import { setImmediate } from 'node:timers/promises';
import type { Face, FontName, Fonts } from './fonts.ts';
import { piecesOf } from './pieces.ts';

/** How dark or loud a text is. */
export type Tone = 'ink' | 'grey' | 'red' | 'white';

/** A part of a text that looks the same throughout. */
export interface Run {
  readonly text: string;
  readonly face?: Face;
  /** No longer valid: a line is drawn through it. */
  readonly struck?: boolean;
  readonly tone?: Tone;
}

/** A text, or a text in parts. */
export type Words = string | readonly Run[];

/** What is drawn in one go: one font, one look. */
export interface Segment {
  readonly text: string;
  readonly font: FontName;
  readonly width: number;
  readonly struck: boolean;
  readonly tone: Tone;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' });
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** How a text is set. */
export interface Setting {
  readonly fonts: Fonts;
  readonly size: number;
  /** In points. */
  readonly width: number;
  readonly face?: Face;
}

/** Breaks a text into lines no wider than its setting, at spaces, and inside what is longer than a line. */
export function linesOf(words: Words, setting: Setting): readonly Line[] {
  const steps = lining(words, setting);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** How long a text is worked at before others have their turn, ms. */
const longestStretch = 12;

/** The same, letting others have their turn meanwhile. */
export async function linesInTurns(words: Words, setting: Setting): Promise<readonly Line[]> {
  const steps = lining(words, setting);
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < longestStretch) continue;
    await setImmediate();
    since = performance.now();
  }
}

/**
 * Measures all that a long text is made of, and lets others have their turn meanwhile: what was measured once is
 * known when the text is broken into lines. Twelve thousand different signs take seconds.
 */
export async function measured(text: string, fonts: Fonts): Promise<void> {
  // In so narrow a column each sign of a long word is measured by itself too.
  await linesInTurns(text, { fonts, size: 10, width: 60 });
}

/** The same, a piece at a time. */
function* lining(words: Words, setting: Setting): Generator<undefined, readonly Line[]> {
  const runs = typeof words === 'string' ? [{ text: words }] : words;
  const open = openLine(setting.width);
  for (const run of runs) {
    for (const piece of piecesOf(run.text)) {
      if (piece === '\n') open.close();
      else open.add(piece, (text) => segmentsOf(text, run, setting));
      yield undefined;
    }
  }
  open.close();
  return open.lines;
}

/** Lines that grow by one word after another. */
function openLine(width: number) {
  const lines: Line[] = [];
  let segments: Segment[] = [];
  let used = 0;
  const close = () => {
    lines.push(closed(segments));
    segments = [];
    used = 0;
  };
  const put = (set: readonly Segment[]) => {
    const wide = widthOf(set);
    if (used > 0 && used + wide > width) close();
    segments.push(...set);
    used += wide;
  };
  const add = (piece: string, segmentsOf: (text: string) => readonly Segment[]) => {
    if (piece === ' ' && (used === 0 || used >= width)) return;
    const set = segmentsOf(piece);
    if (piece === ' ') {
      segments.push(...set);
      used += widthOf(set);
    } else if (widthOf(set) <= width) put(set);
    else for (const { segment } of graphemes.segment(piece)) put(segmentsOf(segment));
  };
  return { lines, add, close };
}

function widthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { width }) => sum + width, 0);
}

function segmentsOf(piece: string, run: Run, { fonts, size, face = 'regular' }: Setting): readonly Segment[] {
  return fonts.stretches(piece, run.face ?? face).map(({ text, font }) => ({
    text,
    font,
    width: fonts.width(text, font, size),
    struck: run.struck ?? false,
    tone: run.tone ?? 'ink',
  }));
}

/** A line as it is drawn: no space at its end, and neighbours that look alike as one. */
function closed(open: readonly Segment[]): Line {
  const last = open.findLastIndex(({ text }) => text !== ' ');
  const segments: Segment[] = [];
  for (const segment of leftToRight(open.slice(0, last + 1))) {
    const before = segments.at(-1);
    if (before && looksLike(before, segment)) {
      segments[segments.length - 1] = {
        ...before,
        text: before.text + segment.text,
        width: before.width + segment.width,
      };
    } else segments.push(segment);
  }
  return { segments, width: widthOf(segments) };
}

function looksLike(a: Segment, b: Segment): boolean {
  return a.font === b.font && a.tone === b.tone && a.struck === b.struck;
}

/** Words written from right to left stand in that order; the font turns the letters of each. */
function leftToRight(segments: readonly Segment[]): readonly Segment[] {
  if (!segments.some(({ text }) => rightToLeft.test(text))) return segments;
  const ordered: Segment[] = [];
  let start = 0;
  while (start < segments.length) {
    const end = endOfTurned(segments, start);
    ordered.push(...segments.slice(start, end).toReversed());
    start = end;
  }
  return ordered;
}

/** Where the stretch of words of the same direction that begins at `start` ends. */
function endOfTurned(segments: readonly Segment[], start: number): number {
  const turns = (at: number) => rightToLeft.test(segments[at]?.text ?? '');
  if (!turns(start)) return start + 1;
  let end = start + 1;
  while (turns(end) || (segments[end]?.text === ' ' && turns(end + 1))) end += 1;
  return end;
}
