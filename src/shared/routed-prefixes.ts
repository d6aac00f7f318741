import type { NetworkView } from './network-view';

/** Prefixes that lead into the link, as the laptop uses them, each once. */
export function routedPrefixes(networks: readonly NetworkView[]): string[] {
  const routed = networks
    .filter(({ reach }) => reach.kind === 'on')
    .flatMap(({ prefixes }) => prefixes.flatMap((prefix) => prefix.routed ?? []));
  return [...new Set(routed)];
}
