import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/plan/project-root.ts';

type Verifier = typeof import('../../src/verify/krise-verify.mjs');

/** The verifier that shares no code with the bot, from where it stands: it is never compiled. */
export const { verify }: Verifier = await import(
  pathToFileURL(join(projectRoot(), 'src/verify/krise-verify.mjs')).href
);
