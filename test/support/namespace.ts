/** Throw-away network namespaces, gone with the test that opened them. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface Namespace {
  readonly pid: number;
  /** Words before a command that is to run in it. */
  readonly inside: readonly string[];
  /** Runs a command in it; its stdout. */
  run(command: string, ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** `start` is shell that is run in it first; with `mount` it can change mounts that nobody else sees. */
export async function openNamespace(start: string, { mount = false } = {}): Promise<Namespace> {
  const flags = mount ? ['--net', '--mount', '--propagation', 'private'] : ['--net'];
  const script = `ip link set lo up\n${start}\necho up\nexec cat`;
  const holder = spawn('unshare', [...flags, 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // It ends with its stdin, and so with the test's process at the latest.
  await once(holder.stdout, 'data');
  const pid = holder.pid ?? NaN;
  const target = ['--target', String(pid), '--net', ...(mount ? ['--mount'] : [])];
  const inside = ['/usr/bin/nsenter', ...target, '--'];
  return {
    pid,
    inside,
    async run(command, ...args) {
      const [nsenter = '', ...words] = inside;
      return (await execute(nsenter, [...words, command, ...args])).stdout;
    },
    async close() {
      holder.stdin.end();
      await once(holder, 'exit');
    },
  };
}
