/** OpenSSH inside a throw-away gateway: its sessions can make tun devices there and nowhere else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { GatewayNamespace } from './gateway-namespace';
import { makeKey } from './openssh';

export interface GatewaySshd {
  stop(): Promise<void>;
}

/** Listens at 10.7.0.1; root logs in with `key`. `config` lines come before the defaults, and so win. */
export async function startGatewaySshd(
  gateway: GatewayNamespace,
  options: { folder: string; key: string; port?: number; config?: readonly string[] },
): Promise<GatewaySshd> {
  const { key, port = 22, config = [] } = options;
  const folder = join(options.folder, `sshd-${port}`);
  await mkdir(folder);
  await copyFile(`${key}.pub`, join(folder, 'authorized_keys'));
  const lines = [
    ...config,
    `ListenAddress 10.7.0.1:${port}`,
    `HostKey ${await makeKey(join(folder, 'host_key'))}`,
    `AuthorizedKeysFile ${join(folder, 'authorized_keys')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PermitTunnel yes',
  ];
  await writeFile(join(folder, 'sshd_config'), `${lines.join('\n')}\n`);
  const sshd = ['/usr/sbin/sshd', '-D', '-e', '-f', join(folder, 'sshd_config')];
  const [command = '', ...args] = [...gateway.inside, ...sshd];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  const listens = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (line.startsWith('Server listening')) resolve();
    });
    child.once('exit', () => {
      reject(new Error(`sshd ended: ${said.join('\n')}`));
    });
  });
  await listens;
  return {
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
