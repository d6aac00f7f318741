import { defineConfig } from '@playwright/test';

/** The real app on the lab. Runs in a desktop session on the lab's laptop: `lab/desktop -- npx playwright test --config e2e`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // These have an engine of their own making, and a configuration of their own.
  testIgnore: 'mocked/**',
  outputDir: '../out/e2e/results',
  // One laptop, one route table: one test after another.
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
});
