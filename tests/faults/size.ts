import { luckOf } from '../luck.ts';

/** How much is tried, and with which luck. `FAULT_SIZE=small npm run test:faults` is what CI runs. */
const isSmall = process.env.FAULT_SIZE === 'small';

/** What all luck of a run comes from. Said at the start of a run; `FAULT_SEED` brings it about again. */
export const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_000);

/** That many in CI, that many else. */
export function size(small: number, full: number): number {
  return isSmall ? small : full;
}

/** Numbers from 0 up to 1, the same for the same seed and name. */
export function luck(name: string): () => number {
  return luckOf(
    [...name].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), seed) >>> 0,
  );
}

process.stdout.write(`FAULT_SEED=${seed}\n`);
