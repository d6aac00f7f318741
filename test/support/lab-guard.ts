/** Guards on the lab's gateways, and links to them of plain OpenSSH, as `ssh -w` lays them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, vi } from 'vitest';
import type { Guard, GuardSession } from '../../src/core/gateway/guard';
import type { ExecChannel } from '../../src/core/ssh';
import { lab, labDocker } from './lab-docker';

const LAB = 'lab/lab';

/** A command on a host of the lab, as it runs. */
export const startOn = (host: string, ...command: string[]) =>
  spawn(LAB, ['exec', host, '--', ...command]);

/** A shell of `user` on the gateway; `wrap` is a command line that runs its argument in another way. */
export function labSession(gateway: string, user = 'root', wrap: string[] = []): GuardSession {
  const start = (line: string) => {
    const login = ['exec', '--user', user, gateway, '--', ...wrap, 'sh', '-c', line];
    return spawn(LAB, login);
  };
  const exitOf = async (child: ChildProcess) => {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return { code, signal };
  };
  return {
    exec(line) {
      const child = start(line);
      const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
      const channel = Object.assign(duplex, { stderr: child.stderr, exited: exitOf(child) });
      return Promise.resolve(channel as ExecChannel);
    },
    async run(line) {
      const child = start(line);
      child.stdin.end();
      const [stdout, stderr, { code }] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        exitOf(child),
      ]);
      return { code: code ?? -1, stdout, stderr };
    },
  };
}

export const on = (host: string, ...command: string[]) => lab('exec', host, '--', ...command);

export interface LabLink {
  close(): Promise<void>;
}

export interface LabLinkOptions {
  readonly gateway: string;
  readonly guard: Guard;
  /** Unit of the laptop's tun device, and what tells its inner addresses from others'. */
  readonly unit: number;
  readonly user?: string;
  /** Prefixes that the laptop routes into it. */
  readonly routes: readonly string[];
  readonly ipv6?: boolean;
}

/** Lays a link, sets both ends up, and routes. Closing it takes the laptop's device and routes away. */
export async function layLink(options: LabLinkOptions): Promise<LabLink> {
  const { gateway, guard, unit, user = 'root', routes, ipv6 = false } = options;
  const [own, laptop] = [`198.18.${unit}.1`, `198.18.${unit}.0`];
  const [own6, laptop6] = [`fd00:77::${unit}:1`, `fd00:77::${unit}:0`];
  const remote = guard.facts.device.replace('tun', '');
  const known = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  const { address } = await labDocker(gateway);
  const words = [
    'ssh',
    ...known,
    '-o',
    'LogLevel=ERROR',
    '-w',
    `${unit}:${remote}`,
    `${user}@${address}`,
  ];
  const ssh = spawn(LAB, ['exec', 'laptop', '--', ...words, 'echo up; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(ssh, 'exit');
  // Requests are served in order: by then the gateway has opened its device.
  await Promise.race([once(ssh.stdout, 'data'), closed.then(fail)]);
  await guard.setUp({ own, laptop, mtu: 1500, ...(ipv6 && { own6, laptop6 }) });
  const tun = `tun${unit}`;
  const batch = [
    `addr add ${laptop} peer ${own} dev ${tun}`,
    `link set ${tun} up`,
    // The kernel routes to an IPv6 peer only if the device is up by then.
    ...(ipv6 ? [`addr add ${laptop6} peer ${own6} dev ${tun} nodad`] : []),
    ...routes.map((prefix) => `route add ${prefix} dev ${tun}`),
  ];
  await on('laptop', 'sh', '-c', 'printf "$1" | ip -batch -', 'sh', `${batch.join('\n')}\n`);
  return {
    async close() {
      ssh.kill();
      await closed;
    },
  };
}

function fail(): never {
  throw new Error('ssh -w ended');
}

/**
 * What is on a gateway that a guard could have changed, without what changes by itself: an interface has its link-local
 * address only some time after it is there (RFC 4862, 5.4), and a bridge its carrier. A Swarm that has no leader for a
 * moment is asked again.
 */
export async function labSnapshot(gateway: string): Promise<string> {
  const script = `
    for save in iptables-save ip6tables-save; do $save | sed '/^#/d;s/\\[[0-9:]*\\]//'; done
    ip rule; ip -6 rule; ip -o link | sed 's/^[0-9]*: //'
    ip -4 route show table all | sed 's/ linkdown//'
    ip -6 route show table all | sed '/fe80:/d;s/expires [0-9]*sec//;s/ linkdown//'
    sysctl net.ipv4.ip_forward net.ipv6.conf.all.forwarding
    [ ! -e /run/gangway ] || find /run/gangway
    docker ps -a --no-trunc --format '{{.ID}} {{.Names}}' | sort
    docker images -a --no-trunc --format '{{.ID}} {{.Repository}}' | sort
    services=$(docker service ls --format '{{.ID}} {{.Name}}' 2>&1) || [[ $services == *'not a swarm manager'* ]]
    sort <<<"$services"`;
  return vi.waitFor(() => on(gateway, 'bash', '-euo', 'pipefail', '-c', script), {
    timeout: 15_000,
    interval: 250,
  });
}

/** Docker takes its own interfaces away some time after the container. */
export async function expectLabAsBefore(gateway: string, before: string): Promise<void> {
  await expect.poll(() => labSnapshot(gateway), { timeout: 15_000, interval: 250 }).toBe(before);
}
