/** A gateway of the lab as its Docker sees it: the daemon's socket, its client, and a Swarm if there is none. */
import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface Host {
  readonly name: string;
  readonly pid: number;
  readonly address: string;
  readonly docker?: { readonly containers: readonly { name: string; image: string }[] };
}

interface Status {
  readonly up: boolean;
  readonly hosts: readonly Host[];
}

export async function lab(...args: string[]): Promise<string> {
  return (await run('lab/lab', args)).stdout;
}

export async function labStatus(): Promise<Status> {
  return JSON.parse(await lab('status', '--json')) as Status;
}

export interface LabDocker {
  readonly pid: number;
  readonly address: string;
  readonly socket: string;
  /** A channel to the daemon, as the bridge's session would open it. */
  readonly channel: () => Promise<ReturnType<typeof connect>>;
  /** Runs the client; its output. */
  readonly docker: (...args: string[]) => Promise<string>;
  /** Image of one of the lab's own containers. */
  readonly imageOf: (container: string) => string;
}

export async function labDocker(name: string): Promise<LabDocker> {
  const host = (await labStatus()).hosts.find((candidate) => candidate.name === name);
  if (!host) throw new Error(`the lab has no gateway ${name}`);
  const socket = `/proc/${host.pid}/root/run/docker.sock`;
  return {
    pid: host.pid,
    address: host.address,
    socket,
    channel: () => Promise.resolve(connect(socket)),
    async docker(...args) {
      return (await run('docker', ['--host', `unix://${socket}`, ...args])).stdout.trim();
    },
    imageOf(container) {
      return host.docker?.containers.find((found) => found.name === container)?.image ?? '';
    },
  };
}

/** Makes the gateway a manager of a Swarm of its own unless it is one; returns what undoes it. */
export async function ensureSwarm(gateway: LabDocker): Promise<() => Promise<void>> {
  const { docker, address } = gateway;
  if ((await docker('info', '--format', '{{.Swarm.LocalNodeState}}')) === 'active')
    return () => Promise.resolve();
  await docker('swarm', 'init', '--advertise-addr', address);
  return async () => {
    await docker('swarm', 'leave', '--force');
  };
}

/** Ends the daemon, and resolves once it is gone; `lab/lab up` starts it again. */
export async function stopDockerd(name: string): Promise<void> {
  const script = 'pid=$(cat /run/docker.pid); kill "$pid"; tail --pid="$pid" -f /dev/null';
  await lab('exec', name, '--', 'sh', '-c', script);
}
