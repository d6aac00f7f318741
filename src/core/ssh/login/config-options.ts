/** Decides which options of a configuration tree hold for one host. Pure. */
import { matchesPatternList } from '../patterns';
import type { ConfigNode } from './config-tree';
import { expandTokens } from './paths';

/** What blocks are matched against. */
export interface ConfigQuery {
  /** The name as given by the person. */
  readonly host: string;
  /** Login user, if given by the person. */
  readonly user: string | undefined;
  readonly localUser: string;
}

export interface ConfigOption {
  readonly values: readonly string[];
  /** The file it comes from. */
  readonly path: string;
}

/** By lower-case keyword. The first value wins, except for `identityfile`, which adds up. */
export class ConfigOptions {
  readonly #options = new Map<string, ConfigOption[]>();

  add(keyword: string, option: ConfigOption): void {
    const present = this.#options.get(keyword);
    if (!present) this.#options.set(keyword, [option]);
    else if (keyword === 'identityfile') present.push(option);
  }

  first(keyword: string): string | undefined {
    return this.option(keyword)?.values[0];
  }

  option(keyword: string): ConfigOption | undefined {
    return this.all(keyword)[0];
  }

  all(keyword: string): readonly ConfigOption[] {
    return this.#options.get(keyword) ?? [];
  }
}

/**
 * Options for a host, in ssh_config(5)'s order. Of `Match` only `all`, `host`, `originalhost`, `user` and
 * `localuser` are decided; a block with any other criterion never matches, so no `exec` ever runs.
 */
export function computeOptions(tree: readonly ConfigNode[], query: ConfigQuery): ConfigOptions {
  const options = new ConfigOptions();
  const visit = (nodes: readonly ConfigNode[]): void => {
    for (const node of nodes) {
      switch (node.kind) {
        case 'option':
          options.add(node.keyword, node);
          break;
        case 'include':
          visit(node.body);
          break;
        case 'host':
          if (matchesPatternList(query.host, node.words)) visit(node.body);
          break;
        case 'match':
          if (matchesCriteria(node.words, query, options)) visit(node.body);
          break;
      }
    }
  };
  visit(tree);
  return options;
}

function matchesCriteria(
  words: readonly string[],
  query: ConfigQuery,
  options: ConfigOptions,
): boolean {
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const negated = word.startsWith('!');
    const criterion = word.slice(negated ? 1 : 0).toLowerCase();
    if (criterion === 'all') {
      if (negated) return false;
      continue;
    }
    const subject = subjectOf(criterion, query, options);
    const patterns = rest.shift();
    if (subject === undefined || patterns === undefined) return false;
    if (matchesPatternList(subject, patterns.split(',')) === negated) return false;
  }
  return words.length > 0;
}

function subjectOf(
  criterion: string,
  query: ConfigQuery,
  options: ConfigOptions,
): string | undefined {
  switch (criterion) {
    case 'host':
      return hostName(query.host, options) ?? query.host;
    case 'originalhost':
      return query.host;
    case 'user':
      return query.user ?? options.first('user') ?? query.localUser;
    case 'localuser':
      return query.localUser;
    default:
      return undefined;
  }
}

/** The name to connect to so far; `undefined` if `HostName` has an unknown token. */
export function hostName(host: string, options: ConfigOptions): string | undefined {
  return expandTokens(options.first('hostname') ?? '%h', { h: host });
}
