/**
 * Changes one file of the system that others write, too: what they wrote between our changes stays, and it is
 * either as it was or as it shall be. Texts are of single bytes (latin1).
 */
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type BigIntStats,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { entries } from '../folders';
import { failure } from '../../shared/errors';

/** Others who write at the same time are done after a few. */
const ATTEMPTS = 8;
/** rename(2): a mount point (a container's /etc/hosts), or a directory that takes no new files. */
const NO_RENAME = new Set(['EBUSY', 'EXDEV', 'EROFS']);
const FULL = new Set(['ENOSPC', 'EDQUOT']);
/** Of a file that was not there. */
const MODE = 0o644;
const STICKY = 0o1000n;
const OTHERS_WRITE = 0o022n;

interface Found {
  readonly text: string;
  readonly stat: BigIntStats;
}

/**
 * Makes a file what `edit` makes of its text; `null` is no file. Returns whether that was a change. Owner and
 * mode stay. Throws what the system says, or `names.apply-failed`; then the file is as it was.
 */
export function editFile(path: string, edit: (text: string | null) => string | null): boolean {
  removeStale(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = read(path);
    const text = found?.text ?? null;
    const next = edit(text);
    if (next === text) return false;
    if (write(path, found, next)) return true;
  }
  throw failure('names.apply-failed', { message: `somebody else keeps changing ${path}` });
}

/** Removes what a writer left who was killed. */
export function removeStale(path: string): void {
  const prefix = temporaryName(path, '');
  for (const name of entries(dirname(path))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (pid > 0 && !isAlive(pid)) rmSync(join(dirname(path), name), { force: true });
  }
}

/** The text of a file; `null` if there is none. */
export function textOf(path: string): string | null {
  return read(path)?.text ?? null;
}

function read(path: string): Found | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const stat = fstatSync(file, { bigint: true });
    if (!stat.isFile()) throw failure('names.apply-failed', { message: `${path} is no file` });
    return { text: readFileSync(file, 'latin1'), stat };
  } finally {
    closeSync(file);
  }
}

/** `false` if somebody else has written meanwhile. */
function write(path: string, found: Found | null, next: string | null): boolean {
  if (next === null) {
    if (!isStill(path, found)) return false;
    rmSync(path, { force: true });
    return true;
  }
  if (found && isLink(path)) return overwrite(trusted(path), found, next);
  try {
    return replace(path, found, next);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Where the disk is full, a text that becomes shorter still has room in its own place.
    const fits = FULL.has(code) && next.length < (found?.text.length ?? 0);
    if (found && (NO_RENAME.has(code) || fits)) return overwrite(path, found, next);
    throw error;
  }
}

function replace(path: string, found: Found | null, next: string): boolean {
  const temporary = join(dirname(path), temporaryName(path, process.pid));
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_NOFOLLOW;
  try {
    const file = openSync(temporary, flags, 0o600);
    try {
      writeAll(file, Buffer.from(next, 'latin1'), 0);
      if (found) fchownSync(file, Number(found.stat.uid), Number(found.stat.gid));
      fchmodSync(file, found ? Number(found.stat.mode & 0o7777n) : MODE);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (!isStill(path, found)) return false;
    renameSync(temporary, path);
    return true;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * In its own place, for want of a better way. What needs room comes first, and is taken back if there is
 * none; so a block at the end comes and goes without a moment in which the rest is incomplete.
 */
function overwrite(path: string, found: Found, next: string): boolean {
  const file = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
  try {
    if (!isSame(fstatSync(file, { bigint: true }), found.stat)) return false;
    const [old, bytes] = [Buffer.from(found.text, 'latin1'), Buffer.from(next, 'latin1')];
    try {
      if (bytes.length > old.length) writeAll(file, bytes, old.length);
      writeAll(file, bytes.subarray(0, old.length), firstDifference(old, bytes));
      ftruncateSync(file, bytes.length);
    } catch (error) {
      writeAll(file, old, firstDifference(old, bytes));
      ftruncateSync(file, old.length);
      throw error;
    }
    fsyncSync(file);
    return true;
  } finally {
    closeSync(file);
  }
}

/** From `start` on, to the same place in the file. */
function writeAll(file: number, bytes: Buffer, start: number): void {
  for (let at = start; at < bytes.length;) {
    at += writeSync(file, bytes, at, bytes.length - at, at);
  }
}

function firstDifference(one: Buffer, other: Buffer): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return at;
  return length;
}

/** What a link leads to, unless somebody other than us could lead it elsewhere. */
function trusted(path: string): string {
  const target = realpathSync(path);
  const owners = [0n, BigInt(process.getuid?.() ?? 0)];
  for (let part = target; ; part = dirname(part)) {
    const { uid, mode } = lstatSync(part, { bigint: true });
    const isOpen = (mode & OTHERS_WRITE) !== 0n && (part === target || (mode & STICKY) === 0n);
    if (isOpen || !owners.includes(uid)) {
      const message = `${path} leads to ${target}, which others can change`;
      throw failure('names.apply-failed', { message });
    }
    if (part === dirname(part)) return target;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}

function isStill(path: string, found: Found | null): boolean {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && stat ? isSame(stat, found.stat) : !found && !stat;
}

function isSame(one: BigIntStats, other: BigIntStats): boolean {
  const keys = ['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const;
  return keys.every((key) => one[key] === other[key]);
}

function temporaryName(path: string, pid: number | ''): string {
  return `.${basename(path)}.gangway-${pid}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
