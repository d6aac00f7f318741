/** Builds the privileged helper: one file and koffi, so that a service of the system can have copies of its own. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/node',
    // After vite.node.config.ts, which empties it.
    emptyOutDir: false,
    rolldownOptions: {
      input: { helper: fileURLToPath(new URL('src/helper/index.ts', import.meta.url)) },
      external: ['koffi'],
      output: { entryFileNames: '[name].js' },
    },
  },
  ssr: { noExternal: true, external: ['koffi'] },
});
