import type { Source, Statement } from '../domain/plan.ts';

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

/** Said once below several tasks: which of them are not the plan's own, in the words of the plan card. */
export function tasksNote(tasks: readonly Statement[]): string {
  const foreign = tasks.filter(({ source }) => source !== 'delplan');
  const isAll = foreign.length === tasks.length;
  const [first, ...others] = new Set(foreign.map(({ source }) => source));
  if (!first) return '';
  const what = others.length > 0 ? bothMark : sourceMark(first);
  return `${isAll ? 'Opgaverne' : 'Nogle af opgaverne'} er ${what}.`;
}

/** The mark of statements of which some are doctrine and some are proposals. */
export const bothMark = 'almindelig krisestyring og forslag, ikke fra delplanen';
