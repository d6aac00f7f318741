/** The part of glob(3) that `Include` lines use: `*` and `?` in any segment. */
import { readdir } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';
import { matchesPattern } from '../patterns';

/** Paths that match an absolute pattern, sorted. A pattern without wildcards is returned as it is. */
export async function expandGlob(pattern: string): Promise<string[]> {
  const { root } = parse(pattern);
  let found = [root];
  for (const segment of pattern.slice(root.length).split(sep).filter(Boolean)) {
    const next = await Promise.all(
      found.map(async (folder) =>
        (await entriesMatching(folder, segment)).map((name) => join(folder, name)),
      ),
    );
    found = next.flat();
  }
  return found;
}

async function entriesMatching(folder: string, segment: string): Promise<string[]> {
  if (!/[*?]/.test(segment)) return [segment];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => matchesPattern(name, segment))
    .filter((name) => !name.startsWith('.') || segment.startsWith('.'))
    .sort();
}
