import type { TestProject } from 'vitest/node';
import { startAzurite } from './azurite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the run's table emulator. */
    readonly azurite: string;
  }
}

/** One table emulator for the whole run: without it the tests fail. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const azurite = await startAzurite();
  project.provide('azurite', azurite.connectionString);
  return azurite.stop;
}
