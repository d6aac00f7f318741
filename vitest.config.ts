import { defineConfig } from 'vitest/config';
import { differences } from './script/lib/differences.ts';
import { nativePrograms } from './script/lib/native-program.ts';

/** Where script/test wants the machine-readable report it counts. */
const report = process.env['VITEST_JSON'];

export default defineConfig({
  test: {
    reporters:
      report === undefined
        ? ['default']
        : ['default', differences, ['json', { outputFile: report }]],
    projects: [
      {
        plugins: [nativePrograms()],
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
          // A busy machine makes RSA keys slowly.
          testTimeout: 30_000,
        },
      },
      {
        plugins: [nativePrograms()],
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
