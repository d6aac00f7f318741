/** On what the figures were measured, and which versions took part. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import { ROOT, attempt } from './lab';

export interface Machine {
  readonly processor: string;
  readonly system: string;
  readonly versions: readonly string[];
}

export async function describeMachine(): Promise<Machine> {
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const name = await readFile('/etc/os-release', 'utf8');
  const distribution = /^PRETTY_NAME="(.*)"$/m.exec(name)?.[1] ?? 'Linux';
  // It decides what a lossy line carries.
  const congestion = await readFile('/proc/sys/net/ipv4/tcp_congestion_control', 'utf8');
  const wireguard = path.join(ROOT, '.cache/bench/wireguard-go/version');
  return {
    processor: `${availableParallelism()} × ${model}, ${gibibytes} GiB`,
    system: `${distribution}, kernel ${release()}, TCP ${congestion.trim()}`,
    versions: [
      `Node ${process.versions.node}`,
      `Electron ${(await readFile(path.join(ROOT, 'node_modules/electron/dist/version'), 'utf8')).trim()}`,
      await firstMatch(['ssh', '-V'], /OpenSSH_\S+/),
      `wireguard-go ${(await readFile(wireguard, 'utf8').catch(() => 'missing')).trim()}`,
      await firstMatch(['openvpn', '--version'], /OpenVPN \S+/),
      `sshuttle ${await firstMatch(['sshuttle', '--version'], /[\d.]+\d/)}`,
      await firstMatch(['iperf3', '--version'], /iperf \S+/),
      await firstMatch(['wrk', '-v'], /wrk \S+/),
      await firstMatch(['python3', '--version'], /Python \S+/),
    ],
  };
}

async function firstMatch(argv: readonly string[], pattern: RegExp): Promise<string> {
  const { stdout, stderr } = await attempt({ host: 'laptop', argv });
  return pattern.exec(stdout + stderr)?.[0] ?? `${argv[0] ?? ''} of unknown version`;
}
