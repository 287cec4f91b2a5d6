import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/azurite/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Files share their process's modules: loading the SDKs anew for each file takes longer than the tests.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 40_000,
  },
});
