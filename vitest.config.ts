import { defineConfig } from 'vitest/config';

/** Where script/test wants the machine-readable report it counts. */
const report = process.env['VITEST_JSON'];

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] } },
      {
        test: {
          name: 'integration',
          include: ['test/**/*.test.ts'],
          // One lab, one route table: these run one after another.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
