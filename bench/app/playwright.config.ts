/** Measures the real app: `script/bench --app`. The engine is mocked, so that neither a lab nor a network is needed. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.measure.ts',
  outputDir: '../../out/bench-app',
  globalSetup: '../../e2e/mocked/display.setup.ts',
  workers: 1,
  timeout: 180_000,
  reporter: [['list']],
  forbidOnly: true,
});
