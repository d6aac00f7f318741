/** What a subject costs on a host: CPU and memory of its processes, told apart from the lab's own and from the load. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Host } from './lab';
import { lab } from './lab';

/** Clock ticks a second, of /proc/PID/stat: the kernel's ABI on Linux. */
const TICKS = 100;
const PAGE_BYTES = 4096;

/** Not the subject's: the load, and what every gateway and laptop runs. Containers have mount namespaces of their own; Chromium’s sandboxes share the app’s. */
const OTHERS =
  /^(iperf3|ping|wrk|dockerd|containerd.*|docker-proxy|dbus-daemon|polkitd|Xvfb|openbox|trayer|perl|lab-exec|sleep)$/;

/** Processes that a subject keeps between its turns: others are not charged for them. */
const RESIDENTS = ['electron', 'openvpn', 'wireguard-go'] as const;
export type Resident = (typeof RESIDENTS)[number];

export interface Usage {
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

const namespaces = new Map<Host, Promise<string>>();

async function namespaceOf(host: Host): Promise<string> {
  const { hosts } = JSON.parse(await lab('status', '--json')) as {
    hosts: readonly { name: string; pid: number | null }[];
  };
  const pid = hosts.find(({ name }) => name === host)?.pid;
  return readlink(`/proc/${String(pid)}/ns/mnt`);
}

/** CPU time so far and memory now of the subject's processes on a host. */
export async function usageOn(host: Host, resident?: Resident): Promise<Usage> {
  const usages = (await processesOn(host, resident)).map(({ usage }) => usage);
  return usages.reduce(
    (sum, one) => ({
      cpuSeconds: sum.cpuSeconds + one.cpuSeconds,
      rssBytes: sum.rssBytes + one.rssBytes,
    }),
    { cpuSeconds: 0, rssBytes: 0 },
  );
}

/** Bytes of the proportional set size of the same processes: what several of them share counts once. */
export async function pssOn(host: Host, resident?: Resident): Promise<number> {
  const pids = (await processesOn(host, resident)).map(({ pid }) => pid);
  const sizes = await Promise.all(pids.map(pssOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

interface Process {
  readonly pid: string;
  readonly usage: Usage;
}

async function processesOn(host: Host, resident?: Resident): Promise<readonly Process[]> {
  const others = RESIDENTS.filter((name) => name !== resident);
  let namespace = namespaces.get(host);
  if (!namespace) namespaces.set(host, (namespace = namespaceOf(host)));
  const wanted = await namespace;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const each = await Promise.all(pids.map((pid) => processOf(pid, wanted, others)));
  return each.filter((found) => found !== null);
}

async function processOf(
  pid: string,
  namespace: string,
  others: readonly string[],
): Promise<Process | null> {
  try {
    if ((await readlink(`/proc/${pid}/ns/mnt`)) !== namespace) return null;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const close = stat.lastIndexOf(')');
    const name = stat.slice(stat.indexOf('(') + 1, close);
    if (OTHERS.test(name) || others.includes(name)) return null;
    // From the third field, the state, on: see proc(5).
    const field = stat
      .slice(close + 2)
      .split(' ')
      .map(Number);
    const cpuSeconds = ((field[11] ?? 0) + (field[12] ?? 0)) / TICKS;
    return { pid, usage: { cpuSeconds, rssBytes: (field[21] ?? 0) * PAGE_BYTES } };
  } catch {
    return null; // It ended meanwhile.
  }
}

async function pssOf(pid: string): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
}
