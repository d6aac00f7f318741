/** Runs after the tests, whose pictures it gathers: once those of the mocked windows and of the lab are there. */
import { defineConfig } from '@playwright/test';
import mocked from './playwright.config';

export default defineConfig({
  ...mocked,
  testMatch: 'contact-sheet.setup.ts',
  // What is left of tests that failed stays.
  outputDir: '../../out/contact-sheet',
  timeout: 120_000,
});
