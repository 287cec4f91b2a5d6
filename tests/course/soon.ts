import { hourMinute } from '../../src/domain/danish-time.ts';

/** A time of day so many minutes from now as one types it, and what tells it: with its date where the day turns. */
export function soon(minutes: number): { readonly typed: string; readonly told: string } {
  const typed = hourMinute(new Date(Date.now() + minutes * 60_000).toISOString());
  return { typed, told: String.raw`(?:\d{1,2}\. \p{L}+ \d{4} )?kl\.\s${typed.replace('.', String.raw`\.`)}` };
}
