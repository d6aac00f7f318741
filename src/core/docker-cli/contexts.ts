/**
 * Docker contexts `gangway-<profile>`: `docker --context gangway-staging ps`. They are files of the Docker client,
 * which need not be installed. Each carries our home as its mark, and what has none, or another's, is left alone.
 */
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { failure } from '../../shared/errors';
import { readText, writeTextAtomically } from '../files/atomic-file';
import {
  contextFolder,
  contextsFolder,
  currentContext,
  formatContext,
  parseContext,
  type ContextFile,
} from './context-file';

export interface DockerContextsOptions {
  /** Gangway's own home: the mark. */
  readonly home: string;
  /** Docker's folder: `$DOCKER_CONFIG` or `~/.docker` unless told. */
  readonly config?: string;
}

const FILE = 'meta.json';

export class DockerContexts {
  readonly #home: string;
  readonly #config: string;
  /** Made by this object: no leftovers. */
  readonly #made = new Set<string>();
  /** Folders that were not there before, outermost first: taken away again once they are empty. */
  #folders: readonly string[] = [];

  constructor({ home, config = dockerConfig(process.env, homedir()) }: DockerContextsOptions) {
    this.#home = home;
    this.#config = config;
  }

  /**
   * Makes the profile's context lead to `socket`, or updates it; its name. Throws `docker.context-taken`
   * {context, path} or `docker.context-failed` {path, message}, and then nothing has changed.
   */
  create(profile: string, socket: string): string {
    const name = nameOf(profile);
    const folder = contextFolder(this.#config, name);
    const file = path.join(folder, FILE);
    const made: string[] = [];
    try {
      const found = this.#read(file);
      if (found !== undefined && !this.#isOurs(found))
        throw failure('docker.context-taken', { context: name, path: file });
      makeFolder(folder, made);
      writeTextAtomically(file, formatContext(name, this.#home, socket));
    } catch (error) {
      for (const each of made.reverse()) removeIfEmpty(each);
      throw (error as NodeJS.ErrnoException).code === undefined ? error : failed(file, error);
    }
    this.#made.add(name);
    this.#folders = [...this.#folders, ...made.filter((each) => each !== folder)];
    return name;
  }

  /**
   * Takes the profile's context away, if it is ours. It stays while it is the client's current one (`docker context
   * use`): every docker command would fail without it, those about other contexts too. Then what is asked of it
   * fails until the next connect, and `create` or a later `sweep` finds it. Never throws.
   */
  remove(profile: string): void {
    const name = nameOf(profile);
    this.#made.delete(name);
    try {
      const folder = contextFolder(this.#config, name);
      const found = this.#read(path.join(folder, FILE));
      if (found?.home === this.#home) this.#removeFolder(folder, name);
    } catch {
      // It is swept later; nothing but a dead context is left.
    }
  }

  /** Takes away what a killed Gangway of the same home left: contexts whose socket nobody serves. Never throws. */
  sweep(): void {
    for (const folder of this.#folderNames()) {
      const found = this.#tryRead(path.join(folder, FILE));
      if (found?.home !== this.#home || found.socket === undefined) continue;
      const { name, socket } = found;
      ifSilent(socket, () => {
        if (this.#made.has(name)) return;
        try {
          this.#removeFolder(folder, name);
        } catch {
          // A folder that cannot be changed now; the next start tries again.
        }
      });
    }
  }

  /** `undefined`: there is none. `null`: there is something else, which nobody but a person may take away. */
  #read(file: string): ContextFile | null | undefined {
    const text = readText(file);
    return text === undefined ? undefined : (parseContext(text) ?? null);
  }

  #tryRead(file: string): ContextFile | null | undefined {
    try {
      return this.#read(file);
    } catch {
      return null;
    }
  }

  /** Also what another home of Gangway left: its socket is gone. */
  #isOurs(found: ContextFile | null): boolean {
    if (found?.home === undefined) return false;
    return found.home === this.#home || !existsSync(found.socket ?? '');
  }

  #removeFolder(folder: string, name: string): void {
    const settings = readText(path.join(this.#config, 'config.json')) ?? '';
    if (currentContext(settings) === name) return;
    rmSync(path.join(folder, FILE));
    removeIfEmpty(folder);
    for (const each of [...this.#folders].reverse()) removeIfEmpty(each);
  }

  #folderNames(): string[] {
    const folder = contextsFolder(this.#config);
    try {
      return readdirSync(folder).map((name) => path.join(folder, name));
    } catch {
      return [];
    }
  }
}

/** Docker's own folder, as its client finds it. */
function dockerConfig(env: NodeJS.ProcessEnv, home: string): string {
  const config = env['DOCKER_CONFIG'] ?? '';
  return config === '' ? path.join(home, '.docker') : config;
}

function nameOf(profile: string): string {
  return `gangway-${profile}`;
}

/** Notes in `made` what was not there before, outermost first. */
function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder), made);
  mkdirSync(folder, { mode: 0o700 });
  made.push(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody else uses it.
  }
}

function ifSilent(socket: string, act: () => void): void {
  const probe = connect(socket);
  probe.once('connect', () => probe.destroy());
  probe.once('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'ENOENT' || code === 'ECONNREFUSED') act();
  });
}

function failed(file: string, error: unknown): Error {
  const message = (error as Error).message.replace(/, \w+ '.*$/, '');
  return failure('docker.context-failed', { path: file, message });
}
