import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { slimDocker } from './script/lib/slim-docker.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Native or CommonJS packages that stay in node_modules; all else is bundled (FACTS: ESM-only packages). */
const external = ['electron', 'koffi', 'ssh2'];

export default defineConfig({
  main: {
    plugins: [slimDocker()],
    build: {
      outDir: 'dist/main',
      externalizeDeps: false,
      rolldownOptions: { input: path('src/main/index.ts'), external },
    },
  },
  preload: {
    build: {
      outDir: 'dist/preload',
      externalizeDeps: false,
      // A sandboxed preload script has to be one CommonJS file.
      rolldownOptions: {
        input: path('src/preload/index.ts'),
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'index.cjs', inlineDynamicImports: true },
      },
    },
  },
  renderer: {
    root: path('src/renderer'),
    plugins: [react()],
    build: {
      outDir: path('dist/renderer'),
      minify: true,
      rolldownOptions: { input: path('src/renderer/index.html') },
    },
  },
});
