import { type Pixels, readPng } from './png.ts';

/** Side and safe area in pixels, as Teams asks: it crops the colour icon to a rounded square or a hexagon. */
const colorSide = 192;
const padding = 48;
const outlineSide = 32;

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** What is wrong with the colour icon: its size, its background, or a symbol that reaches into the padding. */
export function colorIconFaults(file: string, png: Uint8Array): readonly string[] {
  const sized = sizedPng(file, png, colorSide);
  if ('faults' in sized) return sized.faults;
  const pixels = pixelsOf(sized.pixels);
  const corner = pixels[0];
  const edge = pixels.filter((_, index) => isPadding(index % colorSide, Math.floor(index / colorSide)));
  if (corner?.[3] !== 255) return [`${file}: baggrunden skal fylde hele billedet.`];
  return edge.some((pixel) => pixel.join() !== corner.join())
    ? [`${file}: symbolet skal holde sig inden for de midterste 96 × 96 billedpunkter.`]
    : [];
}

/** What is wrong with the outline icon: Teams allows white and see-through, nothing else. */
export function outlineIconFaults(file: string, png: Uint8Array): readonly string[] {
  const sized = sizedPng(file, png, outlineSide);
  if ('faults' in sized) return sized.faults;
  const pixels = pixelsOf(sized.pixels);
  const seen = pixels.filter(([, , , alpha]) => alpha > 0);
  const isWhite = seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255);
  return [
    ...(isWhite ? [] : [`${file}: stregerne skal være helt hvide.`]),
    ...(seen.length === pixels.length ? [`${file}: baggrunden skal være gennemsigtig.`] : []),
    ...(seen.length === 0 ? [`${file} er tom.`] : []),
  ];
}

function sizedPng(
  file: string,
  png: Uint8Array,
  side: number,
): { readonly pixels: Pixels } | { readonly faults: readonly string[] } {
  const pixels = readPng(png);
  if (!pixels) return { faults: [`${file} er ikke en PNG med 8 bit pr. farve.`] };
  const { width, height } = pixels;
  if (width === side && height === side) return { pixels };
  return { faults: [`${file} er ${width} × ${height}. Teams kræver ${side} × ${side}.`] };
}

function pixelsOf({ bytes }: Pixels): readonly Pixel[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = bytes.subarray(index * 4, index * 4 + 4);
    return [red, green, blue, alpha];
  });
}

function isPadding(x: number, y: number): boolean {
  return [x, y].some((at) => at < padding || at >= colorSide - padding);
}
