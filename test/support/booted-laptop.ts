/** A laptop with a real systemd as its first process, over a throw-away layer on this machine's files. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';

const execute = promisify(execFile);

/** Where the hierarchy of version 2 is on a machine that has the other one, too. */
const HIERARCHIES = ['/sys/fs/cgroup/unified', '/sys/fs/cgroup'];

/** Starts nothing of its own: what a unit needs of the usual targets is there, and empty. */
const BOOT = String.raw`
echo $$ > "$2/cgroup.procs"
exec unshare --pid --fork --mount --net --ipc --uts --cgroup --propagation private sh -ec '
ip link set lo up
ip link add up0 type veth peer name up1
for end in up0 up1; do ip link set $end addrgenmode none; ip link set $end up; done
ip address add 192.168.77.2/24 dev up0
ip route add default via 192.168.77.1
mount -t tmpfs none "$0"
cd "$0"
mkdir upper work root
mount -t overlay -o lowerdir=/,upperdir=upper,workdir=work none root
mount -t proc none root/proc
mount -t sysfs none root/sys
mount -t cgroup2 none root/sys/fs/cgroup
mount -t tmpfs -o mode=0755 none root/run
mount -t tmpfs -o mode=1777 none root/tmp
mount -t tmpfs -o mode=0755 none root/dev
mkdir root/dev/net
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty root/dev
cp -a /dev/net/tun root/dev/net
mkdir -p "root$1" root/run/user/1500
mount --rbind "$1" "root$1"
chown 1500 root/run/user/1500
chmod 0700 root/run/user/1500
grep -q :1500: root/etc/passwd || echo user:x:1500:1500::/:/bin/sh >> root/etc/passwd
rm -rf root/lib/systemd/system/*.wants root/etc/systemd/system root/usr/local/lib
mkdir root/etc/systemd/system root/usr/local/lib
printf "[Unit]\nDefaultDependencies=no\n" > root/etc/systemd/system/bare.target
mkdir root/run/old
pivot_root root root/run/old
cd /
umount -l /run/old
rmdir /run/old
export container=test
echo up
exec /lib/systemd/systemd --system --unit=bare.target --log-target=null > /dev/null
' "$0" "$1"
`;

export interface BootedLaptop {
  /** Words before a command that root runs in it. */
  readonly inside: readonly string[];
  /** Words before a command that user 1500 runs in it. */
  readonly asUser: readonly string[];
  run(...command: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function bootLaptop(): Promise<BootedLaptop> {
  const folder = mkdtempSync(join(tmpdir(), 'booted-'));
  const hierarchy = HIERARCHIES.find((path) => existsSync(join(path, 'cgroup.procs'))) ?? '';
  const cgroup = join(hierarchy, `gangway-${basename(folder)}`);
  mkdirSync(cgroup);
  const script = ['-ec', BOOT, folder, resolve('.'), cgroup];
  const child = spawn('sh', script, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  // unshare's only child is the first process of the namespace.
  const children = await execute('ps', ['-o', 'pid=', '--ppid', String(child.pid)]);
  const pid = children.stdout.trim();
  const kinds = ['--mount', '--net', '--pid', '--ipc', '--uts', '--cgroup', '--root', '--wd'];
  const inside = ['/usr/bin/nsenter', '--target', pid, ...kinds, '--'];
  const run = async (...command: string[]) => {
    const [file = '', ...words] = inside;
    return (await execute(file, [...words, ...command])).stdout;
  };
  await vi.waitFor(() => run('systemctl', 'is-active', 'bare.target'), { timeout: 20_000 });
  const user = ['setpriv', '--reuid', '1500', '--regid', '1500', '--clear-groups'];
  return {
    ...{ inside, run },
    asUser: [...inside, ...user, 'env', 'XDG_RUNTIME_DIR=/run/user/1500'],
    async close() {
      // With it go all processes and mounts.
      process.kill(Number(pid), 'SIGKILL');
      await once(child, 'exit');
      rmdirSync(folder);
      await vi.waitFor(() => remove(cgroup), { timeout: 5_000 });
    },
  };
}

/** Of the dead, the kernel lets go a moment later. */
async function remove(cgroup: string): Promise<void> {
  await execute('find', [cgroup, '-depth', '-type', 'd', '-delete']);
}
