/** Runs planned commands as root: absolute paths, an empty environment, no shell. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { failure } from '../../shared/errors';
import type { Command, Tool } from './platform';

/** Where a tool may be, in order; nothing else is ever looked at. */
const TOOLS: Readonly<Record<Tool, readonly string[]>> = {
  ip: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'],
  ifconfig: ['/sbin/ifconfig'],
  route: ['/sbin/route'],
};
const TIMEOUT_MS = 10_000;
/** Bytes; a full Internet route table in JSON fits. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** Standard output of a command. Rejects with `net.apply-failed` {command, message}. */
export function capture(command: Command): Promise<string> {
  const [file, ...args] = absolute(command);
  const options = { env: { LC_ALL: 'C' }, cwd: '/', timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT };
  return new Promise((resolve, reject) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      const settled = typeof error?.code === 'number' && command.settled?.includes(error.code);
      if (!error || settled) return resolve(stdout);
      const message = stderr.trim() || error.message;
      reject(failure('net.apply-failed', { command: [file, ...args].join(' '), message }));
    });
  });
}

/** Runs commands in order up to the first failure, and resolves with them, word for word. */
export async function run(commands: readonly Command[]): Promise<string[][]> {
  for (const command of commands) await capture(command);
  return commands.map(absolute);
}

/** Runs all commands whatever happens, then rejects with the first failure, if any. */
export async function undo(commands: readonly Command[]): Promise<string[][]> {
  const failures: unknown[] = [];
  for (const command of commands)
    await capture(command).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return commands.map(absolute);
}

function absolute({ argv: [tool, ...args] }: Command): [string, ...string[]] {
  const path = TOOLS[tool].find((candidate) => existsSync(candidate));
  if (!path) throw failure('net.apply-failed', { command: tool, message: `${tool} is missing` });
  return [path, ...args];
}
