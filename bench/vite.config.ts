/** Builds the benchmark for plain Node: `script/bench` runs dist/bench/index.js. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: path('..'),
  build: {
    ssr: true,
    target: 'node20',
    outDir: path('../dist/bench'),
    emptyOutDir: true,
    rolldownOptions: {
      input: { index: path('index.ts'), 'dns-server': path('dns-server.ts') },
      output: { entryFileNames: '[name].js' },
    },
  },
});
