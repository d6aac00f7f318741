/** A zone as lines of `/etc/hosts`, for a laptop that can be told nothing else: pure. */
import { MAX_HOSTS } from '../../shared/helper-protocol';
import type { ResolverConfig } from '../../shared/helper-protocol';
import type { Zone } from './zone-data';

/** Of one address; glibc reads no more than it has room for in a line. */
const MAX_NAMES = 32;

/**
 * Every name that has an address, by address; a name of one label could be anybody's and is left out. At most
 * `MAX_HOSTS` entries.
 */
export function hostEntries(zone: Zone): ResolverConfig['hosts'] {
  const byAddress = new Map<string, string[]>();
  for (const [name, { a, aaaa }] of zone.records) {
    if (!name.includes('.')) continue;
    for (const address of [...a, ...aaaa]) {
      const names = byAddress.get(address) ?? [];
      if (names.length < MAX_NAMES) names.push(name);
      byAddress.set(address, names);
    }
  }
  return [...byAddress].slice(0, MAX_HOSTS).map(([address, names]) => ({ address, names }));
}
