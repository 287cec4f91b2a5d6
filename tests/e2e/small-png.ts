import { crc32, deflateSync } from 'node:zlib';

const most = 256;

/**
 * A PNG with a palette (PNG specification, 3rd edition), a third as large as the browser's. `pixels` are
 * four bytes each: red, green, blue, alpha; the alpha is left out. Where there are more colours than a
 * palette holds, those that hardly differ become one, the commonest of them.
 */
export function smallPng(width: number, height: number, pixels: Uint8Array): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const color = colorAt(pixels, at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const { palette, placeOf } = paletteOf(counts);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = placeOf(colorAt(pixels, (y * width + x) * 4));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colorAt(pixels: Uint8Array, at: number): number {
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

/** At most 256 colours: as few low bits as must be are left out of the comparison. */
function paletteOf(counts: ReadonlyMap<number, number>) {
  const commonestFirst = [...counts].toSorted(([, a], [, b]) => b - a).map(([color]) => color);
  for (let bits = 0; ; bits += 1) {
    const low = (0xff << bits) & 0xff;
    const mask = (low << 16) | (low << 8) | low;
    const places = new Map<number, number>();
    const palette = commonestFirst.filter((color) => {
      const isNew = !places.has(color & mask);
      if (isNew) places.set(color & mask, places.size);
      return isNew;
    });
    if (palette.length <= most) return { palette, placeOf: (color: number) => places.get(color & mask) ?? 0 };
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
