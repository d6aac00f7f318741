/** A shell in a container, in a terminal of its own. */
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type Docker from 'dockerode';
import { failure } from '../../shared/errors';
import type { ShellInput, TerminalSize } from '../../shared/container-tools';
import type { ContainerAt } from './at';
import { callFailed, dockerAt } from './daemon';
import { SHELL_SCRIPT, signalSession } from './hang-up';

/** Milliseconds that a shell has after each of the signals. */
const GRACE_MS = 1_000;
const CALL_TIMEOUT_MS = 30_000;

/** A bridge that nothing comes through any more is not waited for; milliseconds. */
const MAX_ENDING_MS = 2_500;

/** The first line of the session is a process id. */
const MAX_FIRST_LINE = 4096;
const NEWLINE = 0x0a;

export interface ShellSession {
  readonly signal: AbortSignal;
  readonly onInput: (listener: (input: ShellInput) => void) => void;
}

/** Those that are open, so that none stays behind when its bridge goes down. */
export class ContainerShells {
  readonly #open = new Set<Shell>();

  /**
   * bash, or else sh, in a terminal of that size: what it prints, until it ends. It is ended when nobody listens any more,
   * and the generator returns once it is. Fails with `docker.no-shell` {name, message?}, `docker.not-running` {name},
   * `docker.no-such-container` {name} or `docker.failed` {path, message}.
   */
  async *open(
    at: ContainerAt,
    size: TerminalSize,
    { signal, onInput }: ShellSession,
  ): AsyncGenerator<Uint8Array> {
    const docker = await dockerAt(at.socket);
    const shell = await Shell.open(docker, at, size);
    this.#open.add(shell);
    try {
      onInput((input) => shell.take(input));
      yield* shell.output(signal);
    } catch (thrown) {
      if (!signal.aborted) throw callFailed(at, thrown);
    } finally {
      await shell.end();
      this.#open.delete(shell);
    }
  }

  /** Ends those that go through this socket, as long as it is there. Resolves once they have ended, or soon. */
  async endAt(socket: string): Promise<void> {
    const ending = [...this.#open].filter((shell) => shell.socket === socket);
    if (ending.length === 0) return;
    const waiting = new AbortController();
    const over = wait(MAX_ENDING_MS, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([Promise.all(ending.map((shell) => shell.end())), over]);
    waiting.abort();
  }
}

class Shell {
  readonly #docker: Docker;
  readonly #at: ContainerAt;
  readonly #exec: Docker.Exec;
  readonly #terminal: Duplex;
  readonly #reader: AsyncIterator<Buffer, undefined>;
  /** Its process id, as the container counts; `null` until it has said it. */
  #pid: string | null = null;
  #first: Buffer = Buffer.alloc(0);
  #hasEnded = false;
  #ending: Promise<void> | null = null;
  #size: TerminalSize;

  private constructor(
    docker: Docker,
    at: ContainerAt,
    exec: Docker.Exec,
    terminal: Duplex,
    size: TerminalSize,
  ) {
    this.#docker = docker;
    this.#at = at;
    this.#exec = exec;
    this.#terminal = terminal;
    // Reading goes on after the last chunk that is handed out, until the shell has ended.
    this.#reader = terminal.iterator({ destroyOnReturn: false }) as AsyncIterator<
      Buffer,
      undefined
    >;
    this.#size = size;
  }

  static async open(docker: Docker, at: ContainerAt, size: TerminalSize): Promise<Shell> {
    try {
      const exec = await docker.getContainer(at.id).exec({
        ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true },
        ...{ Env: ['TERM=xterm-256color'], Cmd: ['sh', '-c', SHELL_SCRIPT] },
        abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      });
      const terminal = await exec.start({ hijack: true, stdin: true, Tty: true });
      // What goes wrong is told to whoever reads.
      terminal.on('error', () => undefined);
      return new Shell(docker, at, exec, terminal, size);
    } catch (thrown) {
      throw callFailed(at, thrown, (message) =>
        failure('docker.no-shell', { name: at.name, message }),
      );
    }
  }

  take(input: ShellInput): void {
    if (input.kind === 'typed') {
      if (this.#terminal.writable) this.#terminal.write(input.text);
      return;
    }
    this.#size = input.size;
    this.#resize();
  }

  /** Ends with the shell, or with `signal`; what it prints waits until it is asked for. */
  async *output(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const aborted = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    for (;;) {
      const printed = await Promise.race([this.#read(), aborted]);
      if (printed === null) break;
      if (printed.length > 0) yield Uint8Array.from(printed);
    }
    if (signal.aborted) return;
    if (this.#pid === null) throw this.#noShell();
    // A bridge that went down ends it as well, and then nobody answers here.
    await this.#exec.inspect({ abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
  }

  get socket(): string {
    return this.#at.socket;
  }

  /** Ends it as a terminal does that is closed. Never rejects. */
  end(): Promise<void> {
    return (this.#ending ??= this.#hangUp());
  }

  async #hangUp(): Promise<void> {
    try {
      // Nobody knows yet whom to tell.
      if (this.#pid === null) await this.#within(() => this.#pid !== null);
      for (const signal of ['HUP', 'KILL'] as const) {
        if (this.#pid === null || this.#hasEnded) return;
        await signalSession(this.#docker, this.#at.id, this.#pid, signal);
        await this.#within(() => this.#hasEnded);
      }
    } catch {
      // The container has ended, and its shell with it; or nobody can be asked any more.
    } finally {
      this.#terminal.destroy();
    }
  }

  /** What it prints next, its first line apart; `null` at its end. */
  async #read(): Promise<Uint8Array | null> {
    const next = await this.#reader.next().catch((error: unknown) => {
      this.#hasEnded = true;
      throw error;
    });
    if (next.done) {
      this.#hasEnded = true;
      return null;
    }
    return this.#pid === null ? this.#begin(next.value) : next.value;
  }

  /** Reads, for nobody, until it is so or the time is over. */
  async #within(isSo: () => boolean): Promise<void> {
    const waiting = new AbortController();
    const over = wait(GRACE_MS, true, { signal: waiting.signal }).catch(() => true);
    while (!isSo() && !this.#hasEnded) {
      const isOver = await Promise.race([over, this.#read().then(() => false)]);
      if (isOver) break;
    }
    waiting.abort();
  }

  /** Takes the first line; what stands behind it. */
  #begin(bytes: Uint8Array): Uint8Array {
    this.#first = Buffer.concat([this.#first, bytes]);
    const end = this.#first.indexOf(NEWLINE);
    const pid = /^(\d+)\r?$/.exec(this.#first.toString('latin1', 0, Math.max(end, 0)))?.[1];
    if (pid === undefined) {
      if (this.#first.length > MAX_FIRST_LINE) throw this.#noShell();
      return new Uint8Array();
    }
    this.#pid = pid;
    // Docker refuses to before the process runs.
    this.#resize();
    return this.#first.subarray(end + 1);
  }

  #resize(): void {
    if (this.#pid === null) return;
    const { columns: w, rows: h } = this.#size;
    // One that has just ended has no size.
    void this.#exec.resize({ w, h }).catch(() => undefined);
  }

  /** Docker prints into the terminal why it did not start a program. */
  #noShell(): Error {
    const said = this.#first.toString('utf8');
    const isMissing = /not found|no such file/i.test(said);
    const message = /exec failed: (?!.*exec failed: )(.*)/.exec(said)?.[1]?.trim() ?? '';
    const detail = isMissing || message === '' ? {} : { message };
    return failure('docker.no-shell', { name: this.#at.name, ...detail });
  }
}
