import { realpathSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** What the helper reads them from; on macOS the first is a link to what the system writes. */
const FILES = [
  '/etc/resolv.conf',
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
];

/**
 * Calls `onChange` when a resolver file is written or replaced, until `signal` is aborted. Directories are
 * watched, because the files are renamed over. What cannot be watched is left out: a change of resolvers
 * mostly comes with one of addresses.
 */
export function watchResolvers(
  onChange: () => void,
  signal: AbortSignal,
  files: readonly string[] = FILES,
): void {
  if (signal.aborted) return;
  for (const path of new Set(files.flatMap((file) => [file, ...target(file)]))) {
    const name = basename(path);
    try {
      watch(dirname(path), { signal, persistent: false }, (_event, changed) => {
        if (changed === name) onChange();
      }).on('error', () => undefined);
    } catch {
      // No such directory, or the system has no watches left.
    }
  }
}

function target(file: string): string[] {
  try {
    return [realpathSync(file)];
  } catch {
    return [];
  }
}
