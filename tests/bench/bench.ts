import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFaults } from '../../src/plan/fault.ts';
import { parsePlan } from '../../src/plan/read-plan.ts';
import { startAzurite } from '../azurite/azurite.ts';
import { exportFigures } from './export-figures.ts';
import type { Figure } from './figures.ts';
import { reachFigures } from './reach-figures.ts';
import { recordFigures } from './record-figures.ts';
import { replyFigures, startFigure } from './reply-figures.ts';
import { storeFigures } from './store-figures.ts';

/** The fictional plan, read from the project's root: the compiled tests do not hold it. */
function readTestPlan() {
  const reading = parsePlan(
    readFileSync(join('tests', 'fixtures', 'plan', 'plan.yaml'), 'utf8'),
    'plan.yaml',
  );
  if (!reading.ok) throw new Error(formatFaults(reading.faults));
  return reading.plan;
}

function print(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, value } of figures) process.stdout.write(`${what.padEnd(width)}  ${value}\n`);
}

const azurite = await startAzurite();
try {
  const plan = readTestPlan();
  print([await startFigure(azurite.connectionString)]);
  print(await replyFigures(azurite.connectionString, plan));
  print(await recordFigures(azurite.connectionString, plan));
  print(await exportFigures());
  print(await reachFigures(azurite.connectionString, plan));
  print(await storeFigures(azurite.connectionString, plan));
} finally {
  await azurite.stop();
}
