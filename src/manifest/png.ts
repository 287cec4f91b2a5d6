import { inflateSync } from 'node:zlib';

/** A picture's pixels, row by row, four bytes each: red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

const signature = '89504e470d0a1a0a';
/** More than any icon needs; keeps a file that lies about its size from filling the memory. */
const longestSide = 1024;

/**
 * Reads a PNG of 8 bits a channel, with or without alpha, not interlaced: what icons are (PNG
 * specification, 3rd edition). Undefined for everything else.
 */
export function readPng(file: Uint8Array): Pixels | undefined {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (buffer.length < 33 || buffer.subarray(0, 8).toString('hex') !== signature) return undefined;
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)];
  const [depth, color, interlaced] = [buffer[24], buffer[25], buffer[28]];
  const channels = color === 6 ? 4 : color === 2 ? 3 : 0;
  if (depth !== 8 || channels === 0 || interlaced !== 0) return undefined;
  if (width < 1 || height < 1 || width > longestSide || height > longestSide) return undefined;
  const rows = inflated(buffer, height * (1 + width * channels));
  return rows && { width, height, bytes: withAlpha(unfiltered(rows, width * channels, channels), channels) };
}

/** The filtered rows, each with its filter's number before it; undefined where the data does not fit. */
function inflated(file: Buffer, length: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) !== 'IDAT') continue;
    parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  try {
    const rows = inflateSync(Buffer.concat(parts), { maxOutputLength: length });
    return rows.length === length ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** Undoes the filter of each row, which foretells a byte from those left, above and left above it. */
function unfiltered(rows: Buffer, width: number, step: number): Uint8Array {
  const out = new Uint8Array((rows.length / (width + 1)) * width);
  for (let at = 0; at < out.length; at += 1) {
    const [row, column] = [Math.floor(at / width), at % width];
    const left = column >= step ? (out[at - step] ?? 0) : 0;
    const above = row > 0 ? (out[at - width] ?? 0) : 0;
    const corner = row > 0 && column >= step ? (out[at - width - step] ?? 0) : 0;
    const filter = rows[row * (width + 1)] ?? 0;
    out[at] = (rows[row * (width + 1) + 1 + column] ?? 0) + foretold(filter, left, above, corner);
  }
  return out;
}

function foretold(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return Math.floor((left + above) / 2);
  if (filter !== 4) return 0;
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if ((toLeft ?? 0) <= (toAbove ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toAbove ?? 0) <= (toCorner ?? 0) ? above : corner;
}

function withAlpha(bytes: Uint8Array, channels: number): Uint8Array {
  if (channels === 4) return bytes;
  const out = new Uint8Array((bytes.length / 3) * 4).fill(255);
  for (let at = 0; at < bytes.length; at += 1) out[Math.floor(at / 3) * 4 + (at % 3)] = bytes[at] ?? 0;
  return out;
}
