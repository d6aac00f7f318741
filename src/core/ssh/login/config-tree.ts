/**
 * Reads `~/.ssh/config` and what it includes into a tree of options and conditional blocks. Nothing is
 * decided here, and nothing is ever executed: `ssh-config` only parses (its `compute()` would run the
 * commands of `Match exec` and call `nslookup`).
 */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import SSHConfig, { LineType, type Line, type Section } from 'ssh-config';
import { failure } from '../../../shared/errors';
import { expandHome } from './paths';
import { expandGlob } from './glob';

export type ConfigNode =
  | {
      readonly kind: 'option';
      /** Lower case. */
      readonly keyword: string;
      readonly values: readonly string[];
      /** The file it stands in. */
      readonly path: string;
    }
  | {
      readonly kind: 'host' | 'match';
      /** Patterns of `Host`; words of `Match`. */
      readonly words: readonly string[];
      readonly body: readonly ConfigNode[];
    }
  /** One included file: its blocks end where it ends. */
  | { readonly kind: 'include'; readonly body: readonly ConfigNode[] };

/** As OpenSSH's READCONF_MAX_DEPTH. */
const MAX_INCLUDE_DEPTH = 16;

/**
 * The tree of a configuration file; empty if there is none.
 * Rejects with `config.invalid` {path, reason}: unreadable, malformed, or included by itself.
 */
export async function readConfigTree(path: string, home: string): Promise<readonly ConfigNode[]> {
  return (await readTree({ path, home, depth: 0 })) ?? [];
}

interface Place {
  readonly path: string;
  readonly home: string;
  readonly depth: number;
}

async function readTree(place: Place): Promise<readonly ConfigNode[] | undefined> {
  const { path, depth } = place;
  if (depth > MAX_INCLUDE_DEPTH) throw failure('config.invalid', { path, reason: 'include-loop' });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw failure('config.invalid', { path, reason: code }, error);
  }
  return toNodes(parse(text, path), place);
}

function parse(text: string, path: string): readonly Line[] {
  try {
    return SSHConfig.parse(text);
  } catch (error) {
    throw failure('config.invalid', { path, reason: 'malformed' }, error);
  }
}

async function toNodes(lines: readonly Line[], place: Place): Promise<ConfigNode[]> {
  const nodes: ConfigNode[] = [];
  for (const line of lines) {
    if (line.type !== LineType.DIRECTIVE) continue;
    const keyword = line.param.toLowerCase();
    const values = typeof line.value === 'string' ? [line.value] : line.value.map(({ val }) => val);
    if (/\s/.test(keyword) || values.every((value) => value === '')) {
      throw failure('config.invalid', { path: place.path, reason: 'malformed' });
    }
    if (keyword === 'host' || keyword === 'match') {
      const body = await toNodes((line as Section).config, place);
      nodes.push({ kind: keyword, words: values, body });
    } else if (keyword === 'include') {
      nodes.push(...(await readIncludes(values, place)));
    } else {
      nodes.push({ kind: 'option', keyword, values, path: place.path });
    }
  }
  return nodes;
}

/** Relative patterns are relative to `~/.ssh`; what matches nothing is no error (ssh_config(5)). */
async function readIncludes(patterns: readonly string[], place: Place): Promise<ConfigNode[]> {
  const nodes: ConfigNode[] = [];
  for (const pattern of patterns) {
    const expanded = expandHome(pattern, place.home);
    const absolute = isAbsolute(expanded) ? expanded : join(place.home, '.ssh', expanded);
    for (const path of await expandGlob(absolute)) {
      const body = await readTree({ ...place, path, depth: place.depth + 1 });
      if (body) nodes.push({ kind: 'include', body });
    }
  }
  return nodes;
}

/** Where a user's configuration is. */
export function userConfigPath(home: string): string {
  return join(home, '.ssh', 'config');
}
