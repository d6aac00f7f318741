/** A laptop with an /etc of its own, and perhaps a real systemd-resolved, to see what names do to both. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { openHelperLaptop, type HelperLaptop } from './helper-laptop';

/** The machine's /etc, with changes that nobody else sees; the layer that has them is out of sight. */
const OWN_ETC = `
mkdir /run/stage
mount -t tmpfs none /run/stage
mkdir /run/stage/upper /run/stage/work
mount -t overlay -o lowerdir=/etc,upperdir=/run/stage/upper,workdir=/run/stage/work none /etc
umount --lazy /run/stage
rmdir /run/stage
printf 'passwd: files\\ngroup: files\\nhosts: files dns\\n' > /etc/nsswitch.conf
printf '127.0.0.1\\tlocalhost\\n' > /etc/hosts
rm -f /etc/resolv.conf
echo 'nameserver 10.53.0.1' > /etc/resolv.conf
ip address add 10.53.0.1/32 dev lo
mkdir -p /run/systemd
`;

/** What lab/lib/resolved.sh unpacks. */
const PROGRAMS = resolve('.cache/lab/resolved');

const RESOLVED = `
for directory in ${PROGRAMS}/usr/bin ${PROGRAMS}/usr/lib/*/systemd; do
  place=\${directory#${PROGRAMS}}
  mount -t overlay -o "ro,lowerdir=$directory:$place" none "$place"
done
echo 'systemd-resolve:x:953:953::/:/usr/sbin/nologin' >> /etc/passwd
cp ${PROGRAMS}/policy.conf /etc/dbus-1/system.d/org.freedesktop.resolve1.conf
mkdir -p /run/dbus /run/systemd/resolved.conf.d
printf '[Resolve]\\nFallbackDNS=\\n' > /run/systemd/resolved.conf.d/test.conf
ln -sfn ../run/systemd/resolve/stub-resolv.conf /etc/resolv.conf
`;

export interface NamesLaptop extends HelperLaptop {
  /** A nameserver that answers questions with one address: all, or those at and below `domain`. */
  serve(address: string, port: number, answer: string, domain?: string): Promise<Nameserver>;
}

export interface Nameserver {
  /** What it was asked since the last call, without repetition. */
  asked(): string[];
}

export interface ResolvedLaptop extends NamesLaptop {
  startResolved(): Promise<void>;
  killResolved(): Promise<void>;
}

/** It asks 10.53.0.1, and has a hosts file with one line. `start` is more shell that is run in it first. */
export async function openNamesLaptop(start = ''): Promise<NamesLaptop> {
  return namesLaptop(await openHelperLaptop(`${OWN_ETC}\n${start}`));
}

/** It asks systemd-resolved, which NetworkManager would have told of 10.53.0.1. */
export async function openResolvedLaptop(): Promise<ResolvedLaptop> {
  await promisify(execFile)('lab/lab', ['resolved', 'fetch']);
  const laptop = namesLaptop(await openHelperLaptop(`${OWN_ETC}\n${RESOLVED}`));
  const answers = (...command: [string, ...string[]]) =>
    expect.poll(
      () =>
        laptop.run(...command).then(
          () => true,
          () => false,
        ),
      {
        timeout: 10_000,
      },
    );
  laptop.start('dbus-daemon', '--system', '--nofork', '--nopidfile');
  await answers('busctl', 'status').toBe(true);
  let resolved: ChildProcess;
  const startResolved = async () => {
    resolved = laptop.start(`${PROGRAMS}/systemd-resolved`);
    await answers('resolvectl', 'status').toBe(true);
  };
  await startResolved();
  await laptop.run('resolvectl', 'dns', 'up0', '10.53.0.1');
  await laptop.run('resolvectl', 'domain', 'up0', 'lan');
  return {
    ...laptop,
    startResolved,
    async killResolved() {
      resolved.kill('SIGKILL');
      await once(resolved, 'exit');
    },
  };
}

/** Everything that is no directory: whose it is, and what is in it. */
const LIST = `
find /etc /run/systemd -maxdepth 3 ! -type d -printf '%p %m %U %G %l\\n' | sort
find /etc/hosts /run/systemd -type f 2>/dev/null | sort | while read -r file; do echo "$file"; cat "$file"; done
`;

function namesLaptop(laptop: HelperLaptop) {
  const children: ChildProcess[] = [];
  /** Runs a program until the laptop is closed. */
  const start = (command: string, ...args: string[]): ChildProcess => {
    const [nsenter = '', ...words] = laptop.inside;
    const child = spawn(nsenter, [...words, command, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    children.push(child);
    return child;
  };
  return {
    ...laptop,
    start,
    async snapshot() {
      return `${await laptop.snapshot()}\n--\n${await laptop.run('sh', '-c', LIST)}`;
    },
    async serve(address: string, port: number, answer: string, domain = '') {
      const program = resolve('test/support/helper-dns.mjs');
      const child = start(process.execPath, program, address, String(port), answer, domain);
      const questions = new Set<string>();
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      await once(lines, 'line');
      lines.on('line', (line) => questions.add(line));
      return {
        asked: () => {
          const list = [...questions].sort();
          questions.clear();
          return list;
        },
      };
    },
    async close() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await laptop.close();
    },
  };
}
