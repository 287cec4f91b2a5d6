/** Something measured at a moment, in ms. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** By least squares: how much a value grows in an hour, and how far off that may be (one standard error). */
export interface Slope {
  readonly perHour: number;
  readonly error: number;
}

const hour = 3_600_000;

/** Undefined where there are too few points to say. */
export function slopeOf(points: readonly Point[]): Slope | undefined {
  if (points.length < 4) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const hours = points.map(({ at }) => at / hour);
  const [middle, level] = [mean(hours), mean(points.map(({ value }) => value))];
  const spread = hours.reduce((sum, at) => sum + (at - middle) ** 2, 0);
  if (spread === 0) return undefined;
  const together = points.reduce((sum, { at, value }) => sum + (at / hour - middle) * (value - level), 0);
  const perHour = together / spread;
  const off = points.reduce(
    (sum, { at, value }) => sum + (value - level - perHour * (at / hour - middle)) ** 2,
    0,
  );
  return { perHour, error: Math.sqrt(off / (points.length - 2) / spread) };
}

/** What was measured in the second half of the time: all is loaded and warm by then. */
export function secondHalf(points: readonly Point[]): readonly Point[] {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  return points.filter(({ at }) => at >= (first + last) / 2);
}
