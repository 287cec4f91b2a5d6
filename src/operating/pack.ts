/** `npm run pack`: the paper pack of the plan, as a PDF. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packFile } from '../export/pack.ts';
import { formatFaults } from '../plan/fault.ts';
import { defaultPlanPath, projectRoot } from '../plan/project-root.ts';
import { readPlan } from '../plan/read-plan.ts';
import { fault, type Report, report, runProgram } from './program.ts';

/** Beside the packs: the fingerprint of the plan that the last one of each plan was made from. */
interface LastPack {
  readonly planPrint: string;
  readonly file: string;
}

async function main(): Promise<Report> {
  const reading = await readPlan(process.env.KRISE_PLAN || defaultPlanPath());
  if (!reading.ok) return fault(formatFaults(reading.faults));
  const { plan } = reading;
  const folder = join(process.env.KRISE_DATA || join(projectRoot(), '.data'), 'pack');
  const file = await packFile(plan, new Date().toISOString());
  await mkdir(folder, { recursive: true });
  const path = join(folder, file.name);
  const notePath = join(folder, `${plan.id}.json`);
  const last = await lastPack(notePath);
  await writeFile(path, file.bytes);
  await writeFile(notePath, `${JSON.stringify({ planPrint: file.planPrint, file: file.name })}\n`);
  return report(`Papirpakken ligger her: ${path}`, compared(last, file.planPrint));
}

async function lastPack(path: string): Promise<LastPack | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LastPack;
  } catch {
    return undefined;
  }
}

function compared(last: LastPack | undefined, planPrint: string): string {
  if (!last) return 'Det er den første, der er lavet her. Print den, og læg den, hvor I mødes.';
  return last.planPrint === planPrint
    ? `Planen er den samme som i ${last.file}. Det papir, I har, gælder stadig.`
    : `Planen er ændret siden ${last.file}. Print den nye, og kassér den gamle.`;
}

await runProgram(main);
