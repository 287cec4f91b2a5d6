/**
 * `npm run package`: writes the Teams app package of an environment into .data/package, or names every fault.
 * `-- --rsc` makes the variant that is given every message.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../plan/project-root.ts';
import { packApp, readSources } from './app-package.ts';
import { packageReport } from './package-report.ts';
import { readPackageSettings } from './package-settings.ts';

async function pack(given: readonly string[]): Promise<readonly string[]> {
  const strange = given.filter((option) => option !== '--rsc');
  const reading = readPackageSettings(process.env);
  const faults = [
    ...strange.map((option) => `${option} kendes ikke. Brug --rsc eller ingenting.`),
    ...('faults' in reading ? reading.faults : []),
  ];
  if ('faults' in reading || faults.length > 0) return faults;
  const root = projectRoot();
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const consent = given.includes('--rsc');
  const packed = await packApp(await readSources(join(root, 'manifest')), reading.settings, version, {
    consent,
  });
  if ('faults' in packed) return packed.faults;
  const folder = join('.data', 'package');
  const path = join(folder, packed.made.fileName);
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, path), packed.made.zip);
  console.log(packageReport(reading.settings, packed.made, path, consent));
  return [];
}

const faults = await pack(process.argv.slice(2));
if (faults.length > 0) {
  console.error(
    `Pakken er ikke lavet (${faults.length} fejl):\n${faults.map((line) => `- ${line}`).join('\n')}`,
  );
  process.exitCode = 1;
}
