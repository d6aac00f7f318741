/** The lab that `script/bench` brought up: commands on its hosts, and how its lines are. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** `script/bench` runs everything from there. */
export const ROOT = path.resolve();
/** Where the laptop sees this checkout. */
export const ROOT_ON_LAPTOP = '/opt/gangway';
export const GATEWAY_ADDRESS = '203.0.113.21';
const LAB = path.join(ROOT, 'lab/lab');
const DESKTOP = path.join(ROOT, 'lab/desktop');

export type Host = 'laptop' | 'a';
export type User = 'root' | 'dev';

export interface Command {
  readonly host: Host;
  readonly argv: readonly string[];
  readonly user?: User;
  /** In a desktop session on the laptop, as its user dev. */
  readonly desktop?: boolean;
  /** Written to its standard input, which is then closed. */
  readonly input?: string;
  readonly timeoutMs?: number;
}

export interface Output {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Ctrl-C: ends what is being measured; what tidies up is not concerned. */
export const interruption = new AbortController();

/** What a running command is to those who started it. */
export class Running {
  readonly ended: Promise<Output>;
  #stdout = '';
  #stderr = '';

  constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr += text));
    this.ended = once(child, 'close').then(([code]) => ({
      status: typeof code === 'number' ? code : 255,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }));
    this.ended.catch(() => undefined);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** So far. */
  get stdout(): string {
    return this.#stdout;
  }

  /** Resolves when its output (either) matches. Rejects when it ends before, after 20 s, or when interrupted. */
  says(pattern: RegExp): Promise<RegExpExecArray> {
    const look = (): RegExpExecArray | undefined =>
      pattern.exec(this.#stdout) ?? pattern.exec(this.#stderr) ?? undefined;
    return this.until(look, `no ${String(pattern)}`);
  }

  /** Resolves with what `find` finds, looked for whenever it says something. Rejects as `says` does, or with `otherwise`. */
  async until<T>(find: () => T | undefined, otherwise: string): Promise<T> {
    const deadline = AbortSignal.any([AbortSignal.timeout(20_000), interruption.signal]);
    const outputs = [this.child.stdout, this.child.stderr];
    let look = (): void => undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        look = () => {
          const found = find();
          if (found !== undefined) resolve(found);
        };
        const give = (): void => {
          look(); // said, and then ended
          const isEnd = this.hasEnded && lastLine(this.#stderr || this.#stdout);
          reject(new Error(isEnd || otherwise));
        };
        for (const output of outputs) output?.on('data', look);
        deadline.addEventListener('abort', give);
        this.ended.then(give, give);
        look();
      });
    } finally {
      for (const output of outputs) output?.off('data', look);
    }
  }

  /** Tells it to end, and makes it after 15 s. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.hasEnded) {
      this.child.kill(signal);
      const force = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
      await this.ended.catch(() => undefined);
      clearTimeout(force);
    }
  }
}

/** Starts a command on a host and leaves it running. */
export function start(command: Command): Running {
  const { host, argv, user = 'root', desktop = false, input } = command;
  const words = desktop ? ['--', ...argv] : ['exec', '--user', user, host, '--', ...argv];
  const child = spawn(desktop ? DESKTOP : LAB, words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);
  return new Running(child);
}

/** Runs a command to its end. Rejects if its status is not 0, and when the benchmark is interrupted. */
export async function run(command: Command): Promise<string> {
  interruption.signal.throwIfAborted();
  const { status, stdout, stderr } = await attempt(command, interruption.signal);
  interruption.signal.throwIfAborted();
  if (status !== 0) {
    const what = command.argv.slice(0, 3).join(' ');
    throw new Error(`${what}: ${lastLine(stderr || stdout) || `status ${status}`}`);
  }
  return stdout;
}

/** Like `run`, whatever the status, and also while the benchmark tidies up. */
export async function attempt(command: Command, signal?: AbortSignal): Promise<Output> {
  const running = start({ input: '', ...command });
  const end = (): void => void running.child.kill('SIGTERM');
  const timer = setTimeout(end, command.timeoutMs ?? 30_000);
  signal?.addEventListener('abort', end);
  try {
    return await running.ended;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

/** `lab/lab` itself. */
export async function lab(...words: readonly string[]): Promise<string> {
  const running = new Running(spawn(LAB, words, { stdio: ['ignore', 'pipe', 'pipe'] }));
  const { status, stdout, stderr } = await running.ended;
  if (status !== 0) throw new Error(`lab ${words.join(' ')}: ${lastLine(stderr)}`);
  return stdout;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
