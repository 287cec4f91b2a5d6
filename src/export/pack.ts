import { danishDay, longDate } from '../domain/danish-time.ts';
import type { Plan } from '../domain/plan.ts';
import { fingerprint } from '../fingerprint.ts';
import { putBlankLog } from './pack-log.ts';
import { putPackFront, putPackNumbers, putPlan } from './pack-plan.ts';
import { putActionCards } from './pack-roles.ts';
import { createSheet } from './sheet.ts';

/** The plan on paper, for when nothing else works. */
export interface PackFile {
  readonly name: string;
  readonly mime: 'application/pdf';
  readonly bytes: Buffer;
  /** Of the plan it was made from: another one means that the paper is out of date. */
  readonly planPrint: string;
}

/** What a pack is made from is known by this. */
export function planPrintOf(plan: Plan): string {
  return fingerprint(plan);
}

/** The paper pack: all that people need of the plan when Teams, or the net, is what is broken. */
export async function packFile(plan: Plan, madeAt: string): Promise<PackFile> {
  const planPrint = planPrintOf(plan);
  const mark = `${planPrint.slice(0, 4)} ${planPrint.slice(4, 8)}`;
  const sheet = await createSheet({
    title: `Papirpakke for ${plan.department}`,
    author: plan.department,
    madeAt,
    head: `Papirpakke · ${plan.department}, ${plan.organisation}`,
    foot: `Lavet ${longDate(madeAt)} · planens fingeraftryk ${mark}`,
    exercise: false,
  });
  putPackFront(sheet, plan, madeAt, mark);
  sheet.newPage();
  putPackNumbers(sheet, plan);
  sheet.newPage();
  putPlan(sheet, plan);
  await putActionCards(sheet, plan);
  await putBlankLog(sheet);
  return {
    name: packFileName(plan, madeAt),
    mime: 'application/pdf',
    bytes: await sheet.finish(),
    planPrint,
  };
}

/** "papirpakke-it-og-digitalisering-2026-11-25.pdf". */
export function packFileName({ id }: Pick<Plan, 'id'>, madeAt: string): string {
  return `papirpakke-${id.replace(/[^A-Za-z0-9-]/g, '-').slice(0, 80)}-${danishDay(madeAt)}.pdf`;
}
