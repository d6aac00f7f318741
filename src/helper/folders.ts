/** Folders that may not be there, and that others may use, too. */
import { readdirSync, rmdirSync } from 'node:fs';

/** Names in a folder; none where it cannot be read. */
export function entries(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

export function removeIfEmpty(directory: string): void {
  try {
    rmdirSync(directory);
  } catch {
    // Somebody else's files are in it, or it never was.
  }
}
