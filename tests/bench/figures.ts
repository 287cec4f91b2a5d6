/** One line of the table that the bench prints. */
export interface Figure {
  readonly what: string;
  readonly value: string;
}

/** The value that the given share of a sorted list lies at or below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** "p50 4.1 ms · p99 9.8 ms" of how long something took. */
export function spread(took: readonly number[]): string {
  return `p50 ${milliseconds(percentile(took, 0.5))} · p99 ${milliseconds(percentile(took, 0.99))}`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

/** How long each of so many runs took, one after the other, in ms. */
export async function timed(runs: number, run: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    const before = performance.now();
    await run(n);
    took.push(performance.now() - before);
  }
  return took;
}
