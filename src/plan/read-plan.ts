import { readFile } from 'node:fs/promises';
import type { Plan } from '../domain/plan.ts';
import { crossFindings } from './cross-checks.ts';
import type { Fault, Finding } from './fault.ts';
import { issueFindings } from './issue-findings.ts';
import { planFile } from './plan-file.ts';
import { toPlan } from './to-plan.ts';
import { weakPoints } from './weak-points.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export type PlanReading =
  | { readonly ok: true; readonly plan: Plan }
  /** In the order of the file; never empty. */
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads and checks a plan file. What is wrong is returned, never thrown. */
export async function readPlan(path: string): Promise<PlanReading> {
  try {
    return parsePlan(await readFile(path, 'utf8'), path);
  } catch (error) {
    return { ok: false, faults: [unreadable(path, error)] };
  }
}

/**
 * Checks a plan's text. `file` is only named in faults. Every fault is found at once, except where the
 * text is no YAML: half a file would seem to lack the other half.
 */
export function parsePlan(text: string, file: string): PlanReading {
  // A Mac may write "å" as two characters, and keys would then not be what they look like.
  const source = readYaml(text.normalize('NFC'), file);
  if (source.broken) return { ok: false, faults: source.faults };
  const checked = planFile.safeParse(source.value);
  const issues = checked.error?.issues ?? [];
  const findings = [
    ...issues.flatMap((issue) => issueFindings(issue, source.value)),
    ...crossFindings(source.value),
  ];
  const faults = inOrder([...source.faults, ...findings.map((finding) => faultAt(source, finding, file))]);
  if (!checked.success || faults.length > 0) return { ok: false, faults };
  const plan = toPlan(checked.data);
  return { ok: true, plan: { ...plan, warnings: weakPoints(plan, checked.data) } };
}

function faultAt(source: YamlSource, { path, what, advice }: Finding, file: string): Fault {
  return { file, ...source.place(path), what, advice };
}

function inOrder(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function unreadable(file: string, error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code] ?? `Planen kan ikke læses (${code || 'ukendt fejl'}).`;
  return {
    file,
    what: reason,
    advice: 'KRISE_PLAN skal pege på planens YAML-fil, og programmet skal have lov til at læse den.',
  };
}

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'Filen findes ikke.',
  EISDIR: 'Det er en mappe, ikke en fil.',
  EACCES: 'Programmet har ikke lov til at læse filen.',
};
