/**
 * A laptop where the helper can be installed as a service. systemd does not run in it: a recorder stands in for
 * systemctl, and systemd-socket-activate does what the socket unit says, with the commands of the service unit.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect } from 'vitest';
import { openHelperLaptop, type HelperLaptop } from './helper-laptop';

export const USER = 1500;
export const UNITS = '/etc/systemd/system';
const SOCKET_UNIT = `${UNITS}/gangway-helper-${USER}.socket`;
const SERVICE_UNIT = `${UNITS}/gangway-helper-${USER}@.service`;
export const UNIT_FILES = [SOCKET_UNIT, SERVICE_UNIT] as const;

/** Fails at the words that are in the file `fail`. */
const SYSTEMCTL = String.raw`#!/bin/sh
echo "$*" >> /run/stage/systemctl
[ "$(cat /run/stage/fail 2>/dev/null)" != "$1" ] || { echo "no $1 today" >&2; exit 1; }
`;

const START = `
mkdir -p /run/systemd/system /run/stage
chmod 0711 /run/user
mkdir -m 0700 /run/user/${USER}
chown ${USER} /run/user/${USER}
mount -t tmpfs -o mode=0755 none /usr/local/lib
mount -t tmpfs -o mode=0755 none ${UNITS}
cat > /run/stage/program <<'EOS'
${SYSTEMCTL}EOS
chmod 0755 /run/stage/program
mount --bind /run/stage/program /usr/bin/systemctl
`;

export interface ServiceLaptop extends HelperLaptop {
  /** Words before a command that the user runs. */
  readonly asUser: readonly string[];
  /** Runs the helper's own install or removal, by that runtime. */
  change(wanted: boolean, helper: string, runtime?: readonly string[]): Promise<string>;
  /** What systemctl was told since the last call. */
  told(): Promise<string[]>;
  /** Does as the units say, until the laptop is closed. */
  listen(): Promise<void>;
  /** Every file of the service, its mode and its owner. */
  files(): Promise<string>;
}

export async function openServiceLaptop(): Promise<ServiceLaptop> {
  const laptop = await openHelperLaptop(START);
  let listener: ChildProcess | null = null;
  return {
    ...laptop,
    asUser: [
      ...laptop.inside,
      ...['setpriv', '--reuid', String(USER), '--regid', String(USER), '--clear-groups', 'env'],
    ],
    change: (wanted, helper, runtime = [process.execPath]) => {
      const [file = '', ...args] = runtime;
      const verb = wanted ? '--install-service' : '--remove-service';
      return laptop.run(file, ...args, resolve(helper), verb, String(USER));
    },
    async told() {
      const text = await laptop.run(
        'sh',
        '-c',
        'cat /run/stage/systemctl; rm /run/stage/systemctl',
      );
      return text.trim().split('\n');
    },
    async listen() {
      const [socketUnit, serviceUnit] = await Promise.all(
        UNIT_FILES.map((path) => laptop.run('cat', path)),
      );
      const path = setting(socketUnit, 'ListenStream');
      const variables = setting(serviceUnit, 'Environment', '');
      const commands = ['ExecStart', 'ExecStopPost'].map((name) => setting(serviceUnit, name));
      const shell = commands.map((command) => `env -i ${variables} ${command}`).join('; ');
      await laptop.run('mkdir', '-p', '/run/gangway-helper');
      const activate = ['systemd-socket-activate', '--accept', '--inetd', '-l', path];
      const words: readonly string[] = [...laptop.inside, ...activate, '/bin/sh', '-c', shell];
      const [file = '', ...args] = words;
      listener = spawn(file, args, { stdio: 'ignore' });
      await expect.poll(() => laptop.run('ls', path).catch(() => '')).not.toBe('');
      await laptop.run('chown', setting(socketUnit, 'SocketUser'), path);
      await laptop.run('chmod', setting(socketUnit, 'SocketMode'), path);
    },
    files: () =>
      laptop.run('sh', '-c', `find /usr/local/lib ${UNITS} -printf '%p %m %U:%G %y\\n' | sort`),
    async close() {
      if (listener) {
        listener.kill();
        await once(listener, 'exit');
      }
      await laptop.close();
    },
  };
}

function setting(unit: string | undefined, name: string, absent?: string): string {
  const value = new RegExp(`^${name}=(.*)$`, 'm').exec(unit ?? '')?.[1] ?? absent;
  if (value === undefined) throw new Error(`the unit has no ${name}`);
  return value;
}
