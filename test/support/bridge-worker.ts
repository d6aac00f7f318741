import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { nativePrograms } from '../../script/lib/native-program.ts';
import { slimDocker } from '../../script/lib/slim-docker.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Builds the bridge worker as the product does; resolves with its file. */
export async function buildBridgeWorker(): Promise<URL> {
  const external = ['koffi', 'ssh2'];
  await build({
    configFile: false,
    plugins: [nativePrograms(), slimDocker()],
    logLevel: 'warn',
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node20',
      outDir: path('../../.cache/test-worker'),
      emptyOutDir: true,
      rolldownOptions: {
        input: { 'bridge-worker': path('../../src/core/worker/thread.ts') },
        external,
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  return new URL('../../.cache/test-worker/bridge-worker.js', import.meta.url);
}
