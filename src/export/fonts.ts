import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { standIn } from './stand-ins.ts';

/** How letters look. */
export type Face = 'regular' | 'bold' | 'italic';

/** A font's name in a document: the house font's face, or, with a plus, the one that has nearly all signs. */
export type FontName = Face | `${Face}+`;

/** A text that one font draws. */
export interface Stretch {
  readonly text: string;
  readonly font: FontName;
}

/** Chooses fonts for text and measures it. */
export interface Fonts {
  /** The text as stretches that can all be drawn, whatever it holds. */
  stretches(text: string, face: Face): readonly Stretch[];
  /** In points, at a size. */
  width(text: string, font: FontName, size: number): number;
}

const files: Readonly<Record<FontName, string>> = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  bold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  italic: '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  'regular+': 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
  'bold+': 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
  'italic+': 'dejavu-fonts-ttf/ttf/DejaVuSans-Oblique.ttf',
};

/** The part of the library's document that its types leave out. */
interface FontHolder {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

let reading: Promise<readonly (readonly [string, Buffer])[]> | undefined;

/** Reads each font file once in a process. */
function fontFiles(): Promise<readonly (readonly [string, Buffer])[]> {
  const { resolve } = createRequire(import.meta.url);
  reading ??= Promise.all(
    Object.entries(files).map(async ([name, file]) => [name, await readFile(resolve(file))] as const),
  );
  return reading;
}

/** Makes the fonts known to a document. */
export async function withFonts(document: PDFKit.PDFDocument): Promise<Fonts> {
  for (const [name, bytes] of await fontFiles()) document.registerFont(name, bytes);
  const has = glyphsOf(document);
  const widths = new Map<string, number>();
  const parted = new Map<string, readonly Stretch[]>();
  return {
    stretches: (text, face) => {
      const key = `${face} ${text}`;
      const known = parted.get(key) ?? stretchesOf(text, face, has);
      parted.set(key, known);
      return known;
    },
    width: (text, font, size) => {
      const key = `${font} ${text}`;
      const known = widths.get(key) ?? widthOf(document.font(font).fontSize(1000), text);
      widths.set(key, known);
      return (known * size) / 1000;
    },
  };
}

/** Measured with a space behind, as it is drawn: the library keeps what it has set, and need not set it twice. */
function widthOf(document: PDFKit.PDFDocument, text: string): number {
  if (text === ' ') return document.widthOfString(text);
  return document.widthOfString(`${text} `) - document.widthOfString(' ');
}

type Has = (font: FontName, sign: string) => boolean;

function glyphsOf(document: PDFKit.PDFDocument): Has {
  const known = new Map<string, boolean>();
  return (font, sign) => {
    const key = `${font} ${sign}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { _font: holder } = document.font(font) as unknown as FontHolder;
    const has = holder.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
    known.set(key, has);
    return has;
  };
}

/** What every house font has: nearly all that is written in Danish. */
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff–—•…]*$/;
/** Drawn as nothing: controls, marks of direction, joiners. They could make a line read other than it is. */
const unseen = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' });
/** More marks than this on one letter would be drawn over other lines. */
const mostMarks = 4;

function stretchesOf(text: string, face: Face, has: Has): readonly Stretch[] {
  if (plain.test(text)) return [{ text, font: face }];
  const found: { text: string; font: FontName }[] = [];
  for (const { segment } of graphemes.segment(text.toWellFormed().normalize('NFC'))) {
    const stretch = stretchOf(segment, face, has);
    const last = found.at(-1);
    if (last && last.font === stretch.font) last.text += stretch.text;
    else if (stretch.text) found.push({ ...stretch });
  }
  return found;
}

function stretchOf(grapheme: string, face: Face, has: Has): Stretch {
  if (grapheme === '\t') return { text: ' ', font: face };
  const signs = [...grapheme.replace(unseen, '')].slice(0, 1 + mostMarks);
  const other: FontName = `${face}+`;
  const font = [face, other].find((one) => signs.every((sign) => has(one as FontName, sign)));
  if (font) return { text: signs.join(''), font: font as FontName };
  return { text: standIn(grapheme), font: face };
}
