/** The folder of a service: what root runs, copied to where nobody else can change it. */
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
} from 'node:fs';
import { fsyncSync, readSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRootsAlone } from '../../shared/helper-service';
import { failed } from '../complain';
import { removeIfEmpty } from '../folders';
import { platform } from '../platform';
import { hashOf } from './parts';
import type { Copy } from './plan';

const CHUNK_BYTES = 1024 * 1024;

export interface FolderContents {
  /** Whose files are copied, with no more than that user's rights. */
  readonly uid: number;
  /** What the copies have to hash to. */
  readonly files: string;
  readonly copies: readonly Copy[];
}

/**
 * Makes a folder with copies, in place of one of that name. Returns what takes it back, to be called before anything else
 * is changed. Throws `helper.failed`, or what the system says; nothing is changed then.
 */
export function placeFolder(folder: string, contents: FolderContents): () => void {
  const [next, old] = [`${folder}.new`, `${folder}.old`];
  for (const stale of [next, old]) rmSync(stale, { recursive: true, force: true });
  try {
    makeParent(dirname(folder));
    fill(next, contents);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(next, folder);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    if (existsSync(old)) renameSync(old, folder);
    removeIfEmpty(dirname(folder));
    throw error;
  }
  return () => {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(old)) renameSync(old, folder);
    removeIfEmpty(dirname(folder));
  };
}

/** Whoever could change a folder above could put another in its place. */
function makeParent(parent: string): void {
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  const path = realpathSync(parent);
  if (isRootsAlone(path, (part) => lstatSync(part))) return;
  throw failed(`${path} can be changed by others than root`);
}

function fill(folder: string, { uid, files, copies }: FolderContents): void {
  for (const { from, to, mode } of copies) {
    const target = join(folder, to);
    mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
    copy(uid, from, target);
    chmodSync(target, mode);
  }
  const koffi = join(folder, 'node_modules/koffi/package.json');
  if (hashOf(join(folder, 'helper.js'), koffi) !== files) {
    throw failed('the files were changed while they were copied');
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n', { mode: 0o644 });
}

/** A link can lead to nothing that the user could not read. */
function copy(uid: number, from: string, to: string): void {
  const source = platform.asUser(uid, () => openSync(from, 'r'));
  try {
    const target = openSync(to, 'wx', 0o600);
    try {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      for (let length = readSync(source, chunk); length > 0; length = readSync(source, chunk)) {
        for (let at = 0; at < length;) at += writeSync(target, chunk, at, length - at);
      }
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
}
