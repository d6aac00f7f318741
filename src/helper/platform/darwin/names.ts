/** macOS asks our server by files in a directory of its own. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeIfEmpty } from '../../folders';
import type { Names } from '../platform';
import { editFile } from '../system-file';
import { devicesIn, planFiles, type FileChange } from './resolver-files';

/** `directory` is /etc/resolver. */
export function resolverNames(directory: string): Names {
  /** All or none. */
  const change = (files: ReadonlyMap<string, string>, changes: readonly FileChange[]) => {
    if (changes.length === 0) return [];
    const done: FileChange[] = [];
    mkdirSync(directory, { recursive: true, mode: 0o755 });
    try {
      for (const { name, text } of changes) {
        editFile(join(directory, name), () => text);
        done.unshift({ name, text: files.get(name) ?? null });
      }
    } catch (error) {
      for (const { name, text } of done) editFile(join(directory, name), () => text);
      throw error;
    } finally {
      removeIfEmpty(directory);
    }
    return changes.map(({ name, text }) => [
      text === null ? 'remove' : 'write',
      join(directory, name),
    ]);
  };
  const plan = (device: string, config: Parameters<typeof planFiles>[2]) => {
    const files = filesIn(directory);
    return change(files, planFiles(files, device, config));
  };
  return {
    tell: (device, config) =>
      Promise.resolve().then(() => ({
        resolver: 'resolver-files',
        commands: plan(device, config),
      })),
    forget: (device) => Promise.resolve().then(() => plan(device, null)),
    marked: () => devicesIn(filesIn(directory).values()),
  };
}

function filesIn(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of entries(directory)) {
    // What is no file is nobody's mark, and in the way all the same.
    const text = entry.isFile() ? readFileSync(join(directory, entry.name), 'latin1') : '';
    files.set(entry.name, text);
  }
  return files;
}

function entries(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
