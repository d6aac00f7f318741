/**
 * A bridge's worker without its link, and Docker contexts, driven by JSON lines on stdin: `{id, call, args}`. Runs on
 * the lab's laptop. Arguments: Gangway's home.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DockerContexts } from '../../src/core/docker-cli/contexts';
import { startBridgeWorker } from '../../src/core/worker/client';
import type { DockerRequest } from '../../src/core/worker/protocol';
import { toErrorInfo } from '../../src/shared/errors';
import type { Gateway } from '../../src/shared/profile';

const [home = ''] = process.argv.slice(2);
const contexts = new DockerContexts({ home });
const worker = startBridgeWorker(new URL('./bridge-worker.js', import.meta.url));
worker.on('ask', (id) => worker.answer(id, { kind: 'accept' }));

const calls: Readonly<Record<string, (...args: never[]) => unknown>> = {
  pid: () => process.pid,
  connect: (gateway: Gateway) => worker.connect(gateway),
  openDocker: async (request: DockerRequest) =>
    (await worker.openDocker(request)).containers.length,
  serveDocker: (path: string) => worker.serveDocker(path),
  close: () => worker.close(),
  terminate: () => worker.terminate(),
  createContext: (profile: string, socket: string) => contexts.create(profile, socket),
  removeContext: (profile: string) => contexts.remove(profile),
  sweep: () => contexts.sweep(),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, call, args } = JSON.parse(line) as { id: number; call: string; args: never[] };
    Promise.resolve()
      .then(() => calls[call]?.(...args))
      .then(
        (value) => say({ id, value }),
        (thrown: unknown) => say({ id, error: toErrorInfo(thrown) }),
      );
  })
  .on('close', () => process.exit());

function say(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}
