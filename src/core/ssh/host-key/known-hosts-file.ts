/** known_hosts files on disk: read all, append one line without ever harming what is there. */
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure } from '../../../shared/errors';
import type { Login } from '../login/login';
import { parseKnownHosts, type KnownHost } from './known-hosts';

/** Entries of all files of a login. A file that is missing or may not be read has none, as in OpenSSH. */
export async function readKnownHosts(login: Login): Promise<readonly KnownHost[]> {
  const files = [...login.userKnownHosts, ...login.globalKnownHosts];
  const entries = await Promise.all(
    files.map(async (file) => parseKnownHosts(await readFile(file, 'utf8').catch(() => ''), file)),
  );
  return entries.flat();
}

/**
 * Appends one line, creating the folder (0700) and the file (0600). On a full disk the file is cut back to
 * what it was. Rejects with `ssh.known-hosts-unwritable` {path, reason}.
 */
export async function appendKnownHost(path: string, line: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'a+', 0o600);
    try {
      await append(file, line);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw failure('ssh.known-hosts-unwritable', { path, reason: code }, error);
  }
}

async function append(file: FileHandle, line: string): Promise<void> {
  const before = await file.stat();
  const text = (await endsInsideLine(file, before.size)) ? `\n${line}\n` : `${line}\n`;
  try {
    await file.appendFile(text);
    if (before.isFile()) await file.sync();
  } catch (error) {
    if (before.isFile()) await file.truncate(before.size);
    throw error;
  }
}

async function endsInsideLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
