/** Which hosts `~/.ssh/config` names: for a person to choose from. */
import type { ConfigHost } from '../../../shared/config-host';
import { withoutAbsent } from '../../../shared/absent';
import { matchesPatternList } from '../patterns';
import { computeOptions, hostName } from './config-options';
import { readConfigTree, userConfigPath, type ConfigNode } from './config-tree';

/** What a profile's gateway may be called; it begins with no hyphen, and has no pattern in it. */
const ALIAS = /^[A-Za-z0-9_.:%][A-Za-z0-9_.:%-]{0,252}$/;

/**
 * Every `Host` without wildcards in a user's configuration and what it includes, once, in their order.
 * Rejects with `config.invalid` {path, reason}, as connecting does.
 */
export async function readConfigHosts(home: string): Promise<readonly ConfigHost[]> {
  return configHostsOf(await readConfigTree(userConfigPath(home), home));
}

function configHostsOf(tree: readonly ConfigNode[]): readonly ConfigHost[] {
  return [...new Set(aliasesOf(tree))].map((alias) => {
    // Who asks is not known here: blocks for certain local users do not count.
    const options = computeOptions(tree, { host: alias, user: undefined, localUser: '' });
    const name = hostName(alias, options);
    return withoutAbsent({
      alias,
      hostName: name === alias ? undefined : name,
      user: options.first('user'),
      port: portOf(options.first('port')),
    });
  });
}

/** A `Host` inside a file that another `Host` includes counts where both match. */
function aliasesOf(nodes: readonly ConfigNode[]): string[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'option':
        return [];
      case 'include':
      case 'match':
        return aliasesOf(node.body);
      case 'host':
        return [
          ...node.words.filter((word) => ALIAS.test(word) && matchesPatternList(word, node.words)),
          ...aliasesOf(node.body).filter((alias) => matchesPatternList(alias, node.words)),
        ];
    }
  });
}

function portOf(text: string | undefined): number | undefined {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
