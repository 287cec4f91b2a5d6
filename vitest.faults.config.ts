import { defineConfig } from 'vitest/config';

/** The slow tests of what goes wrong: from a seed, bounded in time, small in CI (tests/faults/size.ts). Needs a build. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.faults.ts'],
    globalSetup: ['tests/azurite/global-setup.ts'],
    pool: 'forks',
    // Files share their process's modules: loading the SDKs anew for each takes longer than a small test.
    isolate: false,
    // One at a time: each starts processes of its own, and counts how long answers take.
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
