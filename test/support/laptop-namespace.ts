/** A throw-away laptop: a namespace wired to a gateway's, whose threads and tun devices tests use. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { GatewayNamespace } from './gateway-namespace';
import { openNamespace, type Namespace } from './namespace';

/** Name of the device that `openTun` makes. */
export const TUN = 'gangway0';

export interface LaptopNamespace extends Namespace {
  /** Descriptor of a new tun device, to be closed by whoever gets it. */
  openTun(): Promise<number>;
  /** What a worker thread has to start from to be in this namespace. */
  entryOf(module: URL): URL;
}

/** What a worker thread has to start from to be in the network namespace of that path. */
export function entryIn(namespace: string, module: URL): URL {
  const entry = new URL('in-namespace.mjs', import.meta.url);
  entry.searchParams.set('namespace', namespace);
  entry.searchParams.set('module', module.href);
  // A worker started from a file URL loses its query.
  const program = `await import(${JSON.stringify(entry.href)})`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

/** The laptop is 10.7.0.2, the gateway 10.7.0.1. */
export async function openLaptopNamespace(gateway: GatewayNamespace): Promise<LaptopNamespace> {
  const namespace = await openNamespace('');
  const path = `/proc/${namespace.pid}/ns/net`;
  await gateway.run('ip', 'link', 'set', 'lan', 'netns', String(namespace.pid));
  await namespace.run('ip', 'addr', 'add', '10.7.0.2/24', 'dev', 'lan');
  await namespace.run('ip', 'link', 'set', 'lan', 'up');
  const entryOf = (module: URL) => entryIn(path, module);
  return {
    ...namespace,
    entryOf,
    async openTun() {
      const worker = new Worker(entryOf(new URL('open-tun.mjs', import.meta.url)));
      const [fd] = (await once(worker, 'message')) as [number];
      await worker.terminate();
      return fd;
    },
  };
}

/** A container on the gateway's `docker0`: 172.30.0.2. */
export async function openContainer(gateway: GatewayNamespace): Promise<Namespace> {
  const namespace = await openNamespace('');
  await gateway.run('ip', 'link', 'set', 'eth0', 'netns', String(namespace.pid));
  await namespace.run('ip', 'addr', 'add', '172.30.0.2/24', 'dev', 'eth0');
  await namespace.run('ip', 'link', 'set', 'eth0', 'up');
  await namespace.run('ip', 'route', 'add', 'default', 'via', '172.30.0.1');
  return namespace;
}
