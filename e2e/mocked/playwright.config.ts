/** The real shell and page with a mocked engine: every state, without root, lab or network. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: '../../out/mocked',
  globalSetup: './display.setup.ts',
  // One app serves all tests of a file.
  workers: 1,
  timeout: 30_000,
  reporter: [['list']],
  forbidOnly: true,
});
