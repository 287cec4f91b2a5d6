import { hourMinute } from '../../src/domain/danish-time.ts';

/** A time of day so many minutes from now as one types it, and a pattern of how it is told. */
export function soon(minutes: number): { readonly typed: string; readonly told: string } {
  const at = new Date(Date.now() + minutes * 60_000).toISOString();
  return { typed: hourMinute(at), told: toldAt(at) };
}

/** A pattern of how a moment is told: with its date where the day has turned, since tests run at any hour. */
export function toldAt(at: string): string {
  const time = hourMinute(at).replace('.', String.raw`\.`);
  return String.raw`(?:\d{1,2}\. \p{L}+ \d{4} )?kl\.\s${time}`;
}
