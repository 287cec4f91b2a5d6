import { startAzurite } from '../azurite/azurite.ts';
import { soak } from './soak.ts';
import { soakOptions } from './soak-options.ts';
import { soakTable } from './soak-table.ts';
import { brokenBars } from './verdict.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const options = soakOptions(process.env);
say(`FAULT_SEED=${options.seed}, ${options.minutes} minutes, ${options.crises} crises`);
const azurite = await startAzurite();
try {
  const soaked = await soak(azurite.connectionString, options, say);
  const table = soakTable(soaked);
  const width = Math.max(...table.map(({ what }) => what.length));
  for (const { what, value } of table) say(`${what.padEnd(width)}  ${value}`);
  process.exitCode = brokenBars(soaked).length > 0 ? 1 : 0;
} finally {
  await azurite.stop();
}
