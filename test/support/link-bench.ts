/** Laptop, gateway with sshd, and container in namespaces, and a bridge worker that lays links there. */
import { chmod, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBridgeWorker } from '../../src/core/worker/client';
import type { BridgeWorker, BridgeWorkerEvents, LinkOpened } from '../../src/core/worker/protocol';
import type { LinkChoice } from '../../src/shared/profile';
import { openGatewayNamespace, type GatewayNamespace } from './gateway-namespace';
import { startGatewaySshd } from './gateway-sshd';
import { TUN, openContainer, openLaptopNamespace, type LaptopNamespace } from './laptop-namespace';
import type { Namespace } from './namespace';
import { makeKey } from './openssh';

const BRIDGE = '3d0a54a7-0c0f-4f9c-9d5c-6a2f1f3b8e01';

/** Address of the container. */
export const CONTAINER = '172.30.0.2';

export interface BenchOptions {
  readonly workerFile: URL;
  /** Shell that is run on the gateway before sshd starts. */
  readonly gateway?: string;
  /** Lines of sshd_config; `FOLDER` is a folder that everybody may read. */
  readonly sshd?: readonly string[];
  /** As on a gateway that runs no programs from memory: the relay stays with Python. */
  readonly pythonOnly?: boolean;
}

export interface LinkBench {
  readonly folder: string;
  readonly gateway: GatewayNamespace;
  readonly laptop: LaptopNamespace;
  readonly container: Namespace;
  readonly worker: BridgeWorker;
  /** Logs in and opens the link. */
  open(choice?: LinkChoice, user?: string): Promise<LinkOpened>;
  /** The same, and sets the laptop's end up as the helper would. */
  lay(choice?: LinkChoice, user?: string): Promise<LinkOpened>;
  /** The arguments of the next such event. */
  next<Name extends keyof BridgeWorkerEvents>(
    name: Name,
  ): Promise<Parameters<BridgeWorkerEvents[Name]>>;
  /** Processes of the relay on the gateway, the older first: one with the native pump, else two. */
  relays(): Promise<number[]>;
  close(): Promise<void>;
}

export async function openLinkBench(options: BenchOptions): Promise<LinkBench> {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-relay-'));
  await chmod(folder, 0o755);
  const home = process.env['HOME'];
  process.env['HOME'] = folder;
  const key = await makeKey(join(folder, 'key'));
  const gateway = await openGatewayNamespace(options.gateway);
  const laptop = await openLaptopNamespace(gateway);
  const container = await openContainer(gateway);
  await writeFile(join(folder, 'sitecustomize.py'), 'import os\ndel os.memfd_create\n');
  const python = options.pythonOnly ? ['SetEnv PYTHONPATH=FOLDER'] : [];
  const config = [...python, ...(options.sshd ?? [])].map((line) =>
    line.replaceAll('FOLDER', folder),
  );
  const sshd = await startGatewaySshd(gateway, { folder, key, config });
  const worker = startBridgeWorker(laptop.entryOf(options.workerFile));
  worker.on('ask', (id) => {
    worker.answer(id, { kind: 'accept' });
  });

  const bench: LinkBench = {
    ...{ folder, gateway, laptop, container, worker },
    async open(link = 'auto', user = 'root') {
      await worker.connect({ host: '10.7.0.1', user, identityFile: key });
      const tunFd = await laptop.openTun();
      return worker.openLink({ tunFd, bridge: BRIDGE, avoid: [], preferred: null, link });
    },
    async lay(link, user) {
      const opened = await bench.open(link, user);
      await laptop.run('ip', 'addr', 'add', opened.local, 'peer', opened.peer, 'dev', TUN);
      await laptop.run('ip', 'link', 'set', TUN, 'mtu', String(opened.mtu), 'up');
      await laptop.run('ip', 'route', 'add', '172.30.0.0/24', 'dev', TUN);
      return opened;
    },
    next: (name) =>
      new Promise((resolve) => {
        const listener = (...args: Parameters<BridgeWorkerEvents[typeof name]>) => {
          resolve(args);
        };
        worker.on(name, listener as BridgeWorkerEvents[typeof name]);
      }),
    relays: () =>
      processesIn(gateway, /^(gangway-relay\0|[^\0]*python3[^\0]*\0-c\0[^]*gangway-relay)/),
    async close() {
      await worker.terminate();
      await sshd.stop();
      await container.close();
      await laptop.close();
      await gateway.close();
      await rm(folder, { recursive: true });
      process.env['HOME'] = home;
    },
  };
  return bench;
}

/** Processes of a namespace whose command line matches, by their ids. */
async function processesIn(namespace: Namespace, commandLine: RegExp): Promise<number[]> {
  const network = await readlink(`/proc/${namespace.pid}/ns/net`);
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const found: number[] = [];
  for (const pid of pids) {
    // A process may end meanwhile.
    const where = await readlink(`/proc/${pid}/ns/net`).catch(() => '');
    const line = where === network ? await readFile(`/proc/${pid}/cmdline`, 'utf8') : '';
    if (commandLine.test(line)) found.push(pid);
  }
  return found.sort((a, b) => a - b);
}
