/** Measures the real app: `script/bench --app`, in a lab. The engine is mocked where the window is what is measured. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.measure.ts',
  outputDir: '../../out/bench-app',
  globalSetup: '../../e2e/mocked/display.setup.ts',
  workers: 1,
  timeout: 480_000,
  reporter: [['list']],
  forbidOnly: true,
});
