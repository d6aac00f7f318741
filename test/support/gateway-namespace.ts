/** A throw-away gateway: a namespace with a /run of its own, and a session that runs real shells in it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import type { GuardSession } from '../../src/core/gateway/guard';
import type { ExecChannel } from '../../src/core/ssh';
import { openNamespace, type Namespace } from './namespace';

export interface GatewayNamespace extends Namespace {
  /** What a guard could have changed. */
  snapshot(): Promise<string>;
}

/** The other end of `wan` is `lan`, for a laptop; that of `docker0`'s port is `eth0`, for a container. */
const START = `
echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
mount -t tmpfs none /run
mkdir /run/sshd
ip link add wan type veth peer name lan
ip addr add 10.7.0.1/24 dev wan
ip link set wan up
ip link add docker0 type bridge
ip addr add 172.30.0.1/24 dev docker0
ip link set docker0 up
ip link add port0 type veth peer name eth0
ip link set port0 master docker0 up
iptables -N DOCKER-USER
iptables -A FORWARD -j DOCKER-USER
iptables -P FORWARD DROP
echo 0 >/proc/sys/net/ipv4/ip_forward
`;

/** `also` is shell run once everything else stands. */
export async function openGatewayNamespace(also = ''): Promise<GatewayNamespace> {
  const namespace = await openNamespace(START + also, { mount: true });
  return {
    ...namespace,
    async snapshot() {
      const rules = [
        await namespace.run('iptables-save'),
        await namespace.run('ip6tables-save'),
        await namespace.run('iptables-legacy-save'),
      ];
      const parts = [
        rules.join('').replaceAll(/^#.*\n|\[\d+:\d+\]/gm, ''),
        await namespace.run('ip', 'rule'),
        await namespace.run('ip', '-6', 'rule'),
        await namespace.run('ip', '-o', 'addr'),
        await namespace.run('ip', 'route', 'show', 'table', 'all'),
        await namespace.run('find', '/run'),
        await namespace.run('cat', '/proc/sys/net/ipv4/ip_forward'),
      ];
      // Whether a port has a carrier is told late, and nothing of ours.
      return parts.join('\n--\n').replaceAll(' linkdown', '');
    },
  };
}

/** Runs commands as sshd would: through a login shell, over pipes. `path` comes first in PATH. */
export function localSession(
  gateway: GatewayNamespace,
  options: { path?: string; uid?: number } = {},
): GuardSession & { readonly children: readonly ChildProcess[] } {
  const children: ChildProcess[] = [];
  const { uid = 0, path } = options;
  const env = { PATH: `${path ? `${path}:` : ''}/usr/bin:/bin` };
  const start = (line: string) => {
    const login = ['setpriv', '--reuid', String(uid), '--clear-groups', '/bin/sh', '-c', line];
    const [command = '', ...args] = [...gateway.inside, ...login];
    const child = spawn(command, args, { env });
    children.push(child);
    return child;
  };
  return {
    children,
    exec(line) {
      const child = start(line);
      const exited = once(child, 'exit').then(([code, signal]) => ({
        code: code as number | null,
        signal: signal as string | null,
      }));
      const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
      return Promise.resolve(
        Object.assign(duplex, { stderr: child.stderr, exited }) as ExecChannel,
      );
    },
    async run(line) {
      const child = start(line);
      child.stdin.end();
      const output = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      return { code, ...output };
    },
  };
}
