/**
 * What would have to be undone if the helper died this instant: the names of its interfaces, in one
 * file per helper, named by process id and start time, so that a later one can tell whose it is.
 */
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, removeIfEmpty } from './folders';

/** A helper makes no other names, and a sweep deletes no others. */
const DEVICE = /\bgangway\d{1,3}\b/g;
const FILE = /^helper-(\d+)-(\d+)\.json(\.new)?$/;
/** Bytes; sixteen names need far less. */
const MAX_SIZE = 64 * 1024;

export type StartTime = (pid: number) => string | undefined;

export class Journal {
  readonly #directory: string;
  readonly #path: string;

  /** `directory` is one that only root can write to, such as /run/gangway. */
  constructor(directory: string, pid: number, startTime: StartTime) {
    this.#directory = directory;
    this.#path = join(directory, `helper-${pid}-${startTime(pid) ?? '0'}.json`);
  }

  /** Durable when it returns. Called before a change with everything that may exist after it. */
  record(devices: readonly string[]): void {
    if (devices.length === 0) return this.#remove();
    const text = JSON.stringify({ devices });
    try {
      this.#write(text);
    } catch (error) {
      // Missing, or removed by another helper's end between our mkdir and open.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      this.#write(text);
    }
  }

  #write(text: string): void {
    const next = `${this.#path}.new`;
    const file = openSync(next, 'w', 0o600);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.#path);
  }

  #remove(): void {
    rmSync(this.#path, { force: true });
    removeIfEmpty(this.#directory);
  }
}

export interface Leftovers {
  /** Journals whose helper lives no more. */
  readonly paths: readonly string[];
  /** What they name, unless a living helper names it too. */
  readonly devices: readonly string[];
  /** What living helpers name. */
  readonly claimed: ReadonlySet<string>;
}

export function leftovers(directory: string, startTime: StartTime): Leftovers {
  const stale: string[] = [];
  const live: string[] = [];
  for (const name of entries(directory)) {
    const match = FILE.exec(name);
    if (!match) continue;
    (startTime(Number(match[1])) === match[2] ? live : stale).push(join(directory, name));
  }
  const claimed = new Set(live.flatMap(devicesIn));
  const devices = new Set(stale.flatMap(devicesIn).filter((device) => !claimed.has(device)));
  return { paths: stale, devices: [...devices], claimed };
}

export function discard(directory: string, { paths }: Pick<Leftovers, 'paths'>): void {
  for (const path of paths) rmSync(path, { force: true, recursive: true });
  removeIfEmpty(directory);
}

/** Read as text, not as JSON: a cut-off journal still tells the names that it holds. */
function devicesIn(path: string): string[] {
  try {
    const stat = lstatSync(path);
    if (!stat.isFile() || stat.size > MAX_SIZE) return [];
    return readFileSync(path, 'latin1').match(DEVICE) ?? [];
  } catch {
    return [];
  }
}
