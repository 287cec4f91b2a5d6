import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFiles } from '../../src/export/record-files.ts';
import { smallPng } from '../e2e/small-png.ts';
import { aNight } from './recorded.ts';

/**
 * `npm run docs:pages`: pages of a fictional crisis's record, as pictures for the documents. `pdftoppm` (poppler)
 * turns pages into pixels; all pages go to .data/pages, to be looked at.
 */
const looking = join('.data', 'pages');
const pictures = join('docs', 'pictures');
const resolution = '72';

/** The pages the documents show, by what stands on them. */
const shown = { 'record-front': 1, 'record-log': 5 } as const;

mkdirSync(looking, { recursive: true });
for (const file of await recordFiles(aNight().record(), ['pdf']))
  writeFileSync(join(looking, 'record.pdf'), file.bytes);
execFileSync('pdftoppm', ['-r', '100', '-png', join(looking, 'record.pdf'), join(looking, 'record')]);
for (const [name, page] of Object.entries(shown)) {
  const number = String(page);
  const only = ['-r', resolution, '-f', number, '-l', number];
  writeFileSync(join(pictures, `${name}.png`), pngOf(pixelsOf(only)));
}

/** A picture as poppler writes it: "P6", width, height, 255, then three bytes a pixel. */
function pngOf(picture: Buffer): Buffer {
  const [head = '', width, height] =
    /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.toString('latin1', 0, 40)) ?? [];
  const colors = picture.subarray(head.length);
  const pixels = new Uint8Array((colors.length / 3) * 4).fill(255);
  for (let at = 0; at < colors.length / 3; at += 1) pixels.set(colors.subarray(at * 3, at * 3 + 3), at * 4);
  return smallPng(Number(width), Number(height), pixels);
}

function pixelsOf(which: readonly string[]): Buffer {
  return execFileSync('pdftoppm', [...which, join(looking, 'record.pdf')], { maxBuffer: 64e6 });
}
