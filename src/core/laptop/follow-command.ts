import { spawn } from 'node:child_process';

/** Waits before a command is started again: milliseconds, doubled each time up to the second. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Runs a command until `signal` is aborted and calls `onOutput` whenever it prints. One that ends is started
 * again after a wait; whatever it may have missed meanwhile counts as output.
 */
export function followCommand(
  argv: readonly string[],
  onOutput: () => void,
  signal: AbortSignal,
): void {
  let wait = FIRST_WAIT_MS;
  let stop = (): void => undefined;
  const start = (isAgain: boolean): void => {
    const [file = '', ...args] = argv;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], cwd: '/' });
    stop = () => child.kill('SIGKILL');
    child.once('spawn', () => {
      if (isAgain) onOutput();
    });
    child.stdout.on('data', () => {
      wait = FIRST_WAIT_MS;
      onOutput();
    });
    // Also said by what could not be started; without a listener for `error` that would be thrown.
    child.once('close', again);
    child.on('error', () => undefined);
  };
  const again = (): void => {
    if (signal.aborted) return;
    const timer = setTimeout(start, wait, true);
    stop = () => clearTimeout(timer);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  if (signal.aborted) return;
  signal.addEventListener('abort', () => stop(), { once: true });
  start(false);
}
