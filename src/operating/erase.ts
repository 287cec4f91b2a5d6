/** `npm run erase`: erases one text of a log on legal ground. A dry run without `--yes`. */
import { parseArgs } from 'node:util';
import { eraseText } from './erasing.ts';
import { fault, type Report, runProgram } from './program.ts';
import { operatorTables } from './tables.ts';

const usage =
  'npm run erase -- --crisis K-2026-07 --entry 18 --reason <grund> --basis <lov> --by <navn> [--yes] [--local]';
const quoting = 'Sæt citationstegn om det, der er på flere ord.';

async function main(): Promise<Report> {
  const { values } = parseArgs({
    options: {
      crisis: { type: 'string', default: '' },
      entry: { type: 'string', default: '' },
      reason: { type: 'string', default: '' },
      basis: { type: 'string', default: '' },
      by: { type: 'string', default: '' },
      yes: { type: 'boolean', default: false },
      local: { type: 'boolean', default: false },
    },
  });
  const order = {
    crisisId: values.crisis.trim().toLocaleUpperCase('da'),
    number: Number(values.entry),
    reason: values.reason.trim(),
    basis: values.basis.trim(),
    by: values.by.trim(),
    confirmed: values.yes,
  };
  const missing = [
    ...(order.crisisId ? [] : ['--crisis: hvilken log, fx K-2026-07.']),
    ...(/^[1-9]\d*$/.test(values.entry) ? [] : ['--entry: postens nummer, fx 18.']),
    ...(order.reason
      ? []
      : ['--reason: hvorfor. Grunden står i loggen bagefter, så gentag ikke teksten i den.']),
    ...(order.basis ? [] : ['--basis: lovgrundlaget, fx GDPR art. 17, stk. 1, litra d.']),
    ...(order.by ? [] : ['--by: navnet på den, der har besluttet det.']),
  ];
  if (missing.length > 0)
    return fault('Det mangler:', ...missing.map((line) => `- ${line}`), '', usage, quoting);
  const opened = await operatorTables(values.local, process.env);
  if ('faults' in opened) return fault(...opened.faults.map((line) => `- ${line}`));
  return eraseText(opened.tables, order);
}

await runProgram(main);
