import { markOf } from './fields.ts';

/** Errors whose message is about code, never about what somebody wrote. */
const aboutCode = new Set(['TypeError', 'RangeError', 'ReferenceError']);

/**
 * An error fit for the log: its kind, its code and where it happened. Messages of other errors quote
 * what was being read, and the connector's errors hold the whole request with its token.
 */
export function withoutTexts(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(typeof error);
  const code = 'code' in error ? markOf(error.code) : undefined;
  const kept = aboutCode.has(error.name) ? error.message : '';
  const told = Object.assign(new Error([code, kept].filter(Boolean).join(' ')), code ? { code } : {});
  told.name = error.name;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  told.stack = [`${told.name}: ${told.message}`, ...frames].join('\n');
  return told;
}
