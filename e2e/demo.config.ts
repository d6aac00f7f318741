import { defineConfig } from '@playwright/test';

/** What `script/demo` runs: one test that talks. */
export default defineConfig({
  testDir: '.',
  testMatch: 'demo.ts',
  outputDir: '../out/demo/results',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'dot',
});
