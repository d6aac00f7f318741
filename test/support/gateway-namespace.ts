/** A throw-away gateway: network namespace with a /run of its own, and a session that runs real shells in it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { GuardSession } from '../../src/core/gateway/guard';
import type { ExecChannel } from '../../src/core/ssh';

const run = promisify(execFile);

export interface GatewayNamespace {
  readonly pid: number;
  /** Runs a command in it; its stdout. */
  run(command: string, ...args: string[]): Promise<string>;
  /** What a guard could have changed. */
  snapshot(): Promise<string>;
  close(): Promise<void>;
}

const START = `
mount -t tmpfs none /run
echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
ip link set lo up
ip link add wan type veth peer name lan
ip addr add 10.7.0.1/24 dev wan
ip link set wan up
ip link set lan up
iptables -N DOCKER-USER
iptables -A FORWARD -j DOCKER-USER
iptables -P FORWARD DROP
echo 0 >/proc/sys/net/ipv4/ip_forward
echo up
exec cat
`;

/** `also` is shell run once everything else stands. */
export async function openGatewayNamespace(also = ''): Promise<GatewayNamespace> {
  const argv = ['--mount', '--net', '--propagation', 'private', 'sh', '-c'];
  const holder = spawn('unshare', [...argv, START.replace('echo up', `${also}\necho up`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  const pid = holder.pid ?? NaN;
  const inside = async (command: string, ...args: string[]) =>
    (await run('nsenter', [...enter(pid), command, ...args])).stdout;
  return {
    pid,
    run: inside,
    async snapshot() {
      const rules = await inside('iptables-save');
      const parts = [
        rules.replaceAll(/^#.*\n|\[\d+:\d+\]/gm, ''),
        await inside('ip', '-o', 'addr'),
        await inside('ip', 'route', 'show', 'table', 'all'),
        await inside('find', '/run'),
        await inside('cat', '/proc/sys/net/ipv4/ip_forward'),
      ];
      return parts.join('\n--\n');
    },
    async close() {
      holder.stdin.end();
      await once(holder, 'exit');
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
  const start = (command: string) => {
    const login = ['setpriv', '--reuid', String(uid), '--clear-groups', '/bin/sh', '-c', command];
    const child = spawn('/usr/bin/nsenter', [...enter(gateway.pid), ...login], { env });
    children.push(child);
    return child;
  };
  return {
    children,
    exec(command) {
      const child = start(command);
      const exited = once(child, 'exit').then(([code, signal]) => ({
        code: code as number | null,
        signal: signal as string | null,
      }));
      const duplex = Duplex.from({ readable: child.stdout, writable: child.stdin });
      return Promise.resolve(
        Object.assign(duplex, { stderr: child.stderr, exited }) as ExecChannel,
      );
    },
    async run(command) {
      const child = start(command);
      child.stdin.end();
      const output = { stdout: '', stderr: '' };
      child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      return { code, ...output };
    },
  };
}

function enter(pid: number): string[] {
  return ['--target', String(pid), '--mount', '--net', '--'];
}
