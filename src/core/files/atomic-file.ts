/**
 * A text file that is always whole: the old text or the new one, whatever happens in between.
 * Written by hand because `atomically` (under conf and electron-store) ignores short writes: on a
 * full disk it renames a truncated file into place and reports success.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** The text of `file`, or `undefined` if there is none. Throws other system errors. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces `file` (0600) by writing beside it, fsync and rename. Throws the system's error, and then nothing changed. */
export function writeTextAtomically(file: string, text: string): void {
  const target = resolveLink(file);
  const draft = `${target}.new-${process.pid}`;
  try {
    writeDurably(draft, text);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncDirectory(path.dirname(target));
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    // Unlike writeSync, this goes on until everything is written or the system says no.
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Some people keep their configuration elsewhere and link to it: the link stays. */
function resolveLink(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Makes the rename itself survive a power cut; not every file system can. */
function syncDirectory(directory: string): void {
  try {
    const descriptor = openSync(directory, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // The file is whole either way.
  }
}
