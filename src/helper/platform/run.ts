/** Runs planned commands as root: absolute paths, an empty environment, no shell. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { failure, type GangwayError } from '../../shared/errors';
import { batches, failedLines } from './batch';
import type { Command, Tool } from './platform';

/** Where a tool may be, in order; nothing else is ever looked at. */
const TOOLS: Readonly<Record<Tool, readonly string[]>> = {
  ip: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'],
  sysctl: ['/usr/sbin/sysctl', '/sbin/sysctl', '/usr/bin/sysctl', '/bin/sysctl'],
  resolvectl: ['/usr/bin/resolvectl', '/bin/resolvectl'],
  busctl: ['/usr/bin/busctl', '/bin/busctl'],
  systemctl: ['/usr/bin/systemctl', '/bin/systemctl'],
  ifconfig: ['/sbin/ifconfig'],
  route: ['/sbin/route'],
  launchctl: ['/bin/launchctl'],
};
const TIMEOUT_MS = 10_000;
/** Bytes; a full Internet route table in JSON fits. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Standard output of a command. Rejects with `net.apply-failed` {command, message}. */
export async function capture(command: Command): Promise<string> {
  const { code, stdout, message } = await execute(absolute(command), '', command.timeoutMs);
  if (code === 0 || (code !== null && command.settled?.includes(code))) return stdout;
  throw failed(command, message);
}

/** Runs commands in order up to the first failure, and resolves with them, word for word. */
export async function run(commands: readonly Command[]): Promise<string[][]> {
  for (const batch of batches(commands)) await runBatch(batch);
  return commands.map(absolute);
}

/** Runs all commands whatever happens, then rejects with the first failure, if any. */
export async function undo(commands: readonly Command[]): Promise<string[][]> {
  const failures: unknown[] = [];
  for (const batch of batches(commands)) {
    await runBatch(batch, { all: true }).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
  return commands.map(absolute);
}

/** Up to the first failure, unless `all` are to be tried; rejects with the first that is not settled. */
async function runBatch(batch: readonly Command[], { all = false } = {}): Promise<void> {
  const [first, second] = batch;
  if (!first) return;
  if (!second) {
    await capture(first);
    return;
  }
  // Whoever forgives failures wants the rest to be done as well.
  const force = all || first.settled !== undefined;
  const argv = absolute({ argv: ['ip', ...(force ? ['-force'] : []), '-batch', '-'] });
  const lines = batch.map(({ argv: [, ...args] }) => `${args.join(' ')}\n`);
  const { code, stderr, message } = await execute(argv, lines.join(''));
  if (code === 0) return;
  const failures = failedLines(stderr);
  // It never came to the lines, or it was ended in the midst of them.
  if (failures.length === 0) throw failed(first, message);
  for (const { line, words } of failures) {
    const command = batch[line - 1] ?? first;
    if (command.settled === undefined) throw failed(command, words);
  }
}

interface Outcome {
  /** `null` if it was not started, or was ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly message: string;
}

function execute(
  [file, ...args]: readonly [string, ...string[]],
  input = '',
  timeout = TIMEOUT_MS,
): Promise<Outcome> {
  const options = { env: { LC_ALL: 'C' }, cwd: '/', timeout, maxBuffer: MAX_OUTPUT };
  return new Promise((resolve) => {
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? null : 0;
      resolve({ code, stdout, stderr, message: stderr.trim() || (error?.message ?? '') });
    });
    // It may end without having read everything; its exit code says why.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

function failed(command: Command, message: string): GangwayError {
  return failure('net.apply-failed', { command: absolute(command).join(' '), message });
}

function absolute({ argv: [tool, ...args] }: Command): [string, ...string[]] {
  const path = TOOLS[tool].find((candidate) => existsSync(candidate));
  if (!path) throw failure('net.apply-failed', { command: tool, message: `${tool} is missing` });
  return [path, ...args];
}
