import type { Source } from '../domain/plan.ts';

/** How a statement that is not the department's own is marked; empty for the plan's own words. */
export function sourceMark(source: Source): string {
  if (source === 'delplan') return '';
  return source === 'doktrin' ? 'almindelig krisestyring, ikke fra delplanen' : 'forslag, ikke fra delplanen';
}

/** The mark to stand after a text: " (forslag, ikke fra delplanen)". */
export function sourceNote(source: Source): string {
  const mark = sourceMark(source);
  return mark && `  (${mark})`;
}
