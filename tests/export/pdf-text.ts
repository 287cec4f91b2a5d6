import { inflateSync } from 'node:zlib';

/** The texts of a PDF's pages, read from the file itself: for tests of files this project made. */
export function pdfText(pdf: Buffer): readonly string[] {
  const streams = streamsOf(pdf.toString('latin1'));
  const fonts = fontsOf(pdf.toString('latin1'), streams);
  return [...streams.values()].filter((body) => / Tf/.test(body)).map((body) => textOf(body, fonts));
}

type Streams = ReadonlyMap<string, string>;

function streamsOf(file: string): Streams {
  const found = file.matchAll(/(\d+) 0 obj\n(<<(?:(?!endobj)[\s\S])*?>>)\nstream\n/g);
  return new Map(
    [...found].map((match): [string, string] => {
      const [head, id = '', dictionary = ''] = match;
      const start = match.index + head.length;
      const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
      const bytes = Buffer.from(file.slice(start, start + length), 'latin1');
      return [id, (dictionary.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')];
    }),
  );
}

/** What each glyph of each font says, by the name pages know the font by. */
function fontsOf(file: string, streams: Streams): ReadonlyMap<string, readonly string[]> {
  const names = [...file.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  return new Map(
    names.map(([, name = '', id]): [string, readonly string[]] => {
      const font = new RegExp(`(?:^|\\n)${id} 0 obj\\n(?:(?!endobj)[\\s\\S])*?/ToUnicode (\\d+) 0 R`).exec(
        file,
      );
      return [name, glyphsOf(streams.get(font?.[1] ?? '') ?? '')];
    }),
  );
}

function glyphsOf(map: string): readonly string[] {
  const lists = [...map.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)].map(([, list = '']) => list);
  return lists.flatMap((list) => [...list.matchAll(/<([0-9a-f ]*)>/g)].map(([, hex = '']) => utf16(hex)));
}

function utf16(hex: string): string {
  const units = hex.replaceAll(' ', '').match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}

function textOf(body: string, fonts: ReadonlyMap<string, readonly string[]>): string {
  let glyphs: readonly string[] = [];
  const parts = [...body.matchAll(/\/(F\d+) [\d.]+ Tf|\[(<[^\]]*)\] TJ/g)].map(([, font, shown]) => {
    if (font) glyphs = fonts.get(font) ?? [];
    const hex = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/g)].map(([, part]) => part).join('');
    return (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs[Number.parseInt(glyph, 16)] ?? '?').join('');
  });
  return parts.join('').replaceAll('\u00a0', ' ');
}
