import { defineConfig } from 'vitest/config';

/** What runs in a browser: the tests, or with `--mode pictures` the pictures in the documents. Needs a build. */
export default defineConfig(({ mode }) => ({
  test: {
    include: [mode === 'pictures' ? 'tests/e2e/pictures.ts' : 'tests/e2e/**/*.e2e.ts'],
    pool: 'forks',
    // One browser at a time: two cores draw one page in time, not three.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
}));
