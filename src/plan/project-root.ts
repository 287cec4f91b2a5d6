import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder that holds package.json. Found by walking up, because this file runs both from `src/` and,
 * compiled, from `dist/src/`.
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above this program');
    folder = parent;
  }
  return folder;
}

/** The plan that is read when `KRISE_PLAN` names no other. */
export function defaultPlanPath(): string {
  return join(projectRoot(), 'plan', 'it-og-digitalisering.yaml');
}
