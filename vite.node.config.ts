/** Builds what runs in plain Node: the command line and a bridge's worker thread; `vite.helper.config.ts` does the helper. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { nativePrograms } from './script/lib/native-program.ts';
import { slimDocker } from './script/lib/slim-docker.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  plugins: [nativePrograms(), slimDocker()],
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/node',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        cli: path('src/cli/index.ts'),
        'bridge-worker': path('src/core/worker/thread.ts'),
      },
      external: ['electron', 'koffi', 'ssh2'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['koffi', 'ssh2'] },
});
