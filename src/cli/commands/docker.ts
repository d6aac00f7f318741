/** `gangway docker NAME ARGS…`: this computer's own docker, on the gateway's engine. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { failure } from '../../shared/errors';
import type { Context } from '../context';
import type { ExitCode } from '../exit';
import { dockerEnv, withDockerEnv } from './env';

const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

/** What the keyboard sends to all programs of a terminal; docker counts how often it hears it. */
const FROM_KEYBOARD: readonly string[] = ['SIGINT', 'SIGQUIT'];

/**
 * Runs docker with our own standard streams, to its end; its exit code, or 128 + the number of the signal that ended
 * it. Rejects as `dockerEnv`, and with `docker.no-cli` where there is none.
 */
export async function docker(
  context: Context,
  name: string,
  args: readonly string[],
): Promise<ExitCode> {
  const env = withDockerEnv(process.env, await dockerEnv(context, name));
  return runDocker(args, env);
}

/** Resolves and rejects as `docker`, once it is known how. */
export function runDocker(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, { stdio: 'inherit', env });
    const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
    const pass = (signal: NodeJS.Signals): void => {
      if (!hasTerminal || !FROM_KEYBOARD.includes(signal)) child.kill(signal);
    };
    const settle = (): void => {
      for (const signal of SIGNALS) process.off(signal, pass);
    };
    // Ends when docker does, not before.
    for (const signal of SIGNALS) process.on(signal, pass);
    child.once('error', (error: NodeJS.ErrnoException) => {
      settle();
      reject(error.code === 'ENOENT' ? failure('docker.no-cli') : error);
    });
    child.once('exit', (code, signal) => {
      settle();
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
