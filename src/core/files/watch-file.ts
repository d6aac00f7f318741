/** Tells when a file has changed, by whoever. */
import { watch, type FSWatcher } from 'node:fs';
import path from 'node:path';

/**
 * Calls `listener` whenever `file` may have changed, come or gone, until the watcher is closed; it keeps no process alive.
 * `null` where it cannot be watched: there is no directory, or no watches are left.
 */
export function watchFile(file: string, listener: () => void): FSWatcher | null {
  try {
    // The directory, because an atomic write replaces the file.
    const name = path.basename(file);
    const watcher = watch(path.dirname(file), { persistent: false }, (_event, changed) => {
      if (changed === null || changed === name) listener();
    });
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
