/** All processes of the app together: main, GPU, network, pages. Linux. */
import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second, of /proc/PID/stat: the kernel's ABI on Linux. */
const TICKS = 100;

interface Stat {
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** The process and all that descend from it, with what each is for as Chromium names it. */
export async function family(root: number): Promise<ReadonlyMap<number, string>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const stat = await statOf(pid);
    if (stat) parents.set(pid, stat.parent);
  }
  const isOfIt = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === root) return true;
    return false;
  };
  const kinds = pids.filter(isOfIt).map(async (pid) => [pid, await kindOf(pid)] as const);
  return new Map(await Promise.all(kinds));
}

/** CPU seconds so far, by process. */
export async function cpuOf(pids: Iterable<number>): Promise<ReadonlyMap<number, number>> {
  const each = [...pids].map(async (pid) => [pid, (await statOf(pid))?.cpuSeconds ?? NaN] as const);
  return new Map(await Promise.all(each));
}

/** Bytes of the proportional set size: what several processes share counts once in the sum. */
export async function pssOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? NaN) * 1024;
}

async function statOf(pid: number): Promise<Stat | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // From the third field, the state, on: see proc(5).
  const field = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const cpuSeconds = (Number(field[11]) + Number(field[12])) / TICKS;
  return { parent: Number(field[1]), cpuSeconds };
}

async function kindOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
  return /--type=([\w-]+)/.exec(line)?.[1] ?? 'main';
}
