/** `npm run retention`: what the rules of retention let go. A dry run without `--delete --yes`. */
import { parseArgs } from 'node:util';
import { readRetention } from '../config.ts';
import { formatFaults } from '../plan/fault.ts';
import { defaultPlanPath } from '../plan/project-root.ts';
import { readPlan } from '../plan/read-plan.ts';
import { fault, type Report, runProgram } from './program.ts';
import { retain } from './retaining.ts';
import { operatorTables } from './tables.ts';

async function main(): Promise<Report> {
  const { values } = parseArgs({
    options: {
      delete: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      by: { type: 'string', default: '' },
      local: { type: 'boolean', default: false },
    },
  });
  const by = values.by.trim();
  const isMeant = values.delete && values.yes;
  if (isMeant && !by) return fault('Skriv også --by <navn>: navnet på den, der har besluttet at slette.');
  const retention = readRetention(process.env);
  const opened = await operatorTables(values.local, process.env);
  const reading = await readPlan(process.env.KRISE_PLAN || defaultPlanPath());
  const faults = [
    ...('faults' in retention ? retention.faults : []),
    ...('faults' in opened ? opened.faults : []),
    ...(reading.ok ? [] : [formatFaults(reading.faults)]),
  ];
  if ('faults' in retention || 'faults' in opened || !reading.ok) {
    return fault(...faults.map((line) => `- ${line}`));
  }
  return retain(opened.tables, { ...retention, plan: reading.plan, ...(isMeant ? { by } : {}) });
}

await runProgram(main);
