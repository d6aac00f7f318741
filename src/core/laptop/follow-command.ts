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
  const start = (isAgain: boolean): void => {
    if (signal.aborted) return;
    const [file = '', ...args] = argv;
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'], cwd: '/' });
    const stop = (): void => {
      child.kill('SIGKILL');
    };
    signal.addEventListener('abort', stop, { once: true });
    child.once('spawn', () => {
      if (isAgain) onOutput();
    });
    child.stdout.on('data', () => {
      wait = FIRST_WAIT_MS;
      onOutput();
    });
    let isOver = false;
    const again = (): void => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener('abort', stop);
      const timer = setTimeout(start, wait, true);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      if (signal.aborted) clearTimeout(timer);
      else signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    child.once('error', again);
    child.once('close', again);
  };
  start(false);
}
