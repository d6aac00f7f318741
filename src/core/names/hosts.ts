/** A zone as lines of `/etc/hosts`, for a laptop that can be told nothing else: pure. */
import { MAX_HOSTS } from '../../shared/helper-protocol';
import type { ResolverConfig } from '../../shared/helper-protocol';
import type { Zone } from './zone-data';

/** Of one address; glibc reads no more than it has room for in a line. */
const MAX_NAMES = 32;

/**
 * Every name that has an address, by address; nothing appends `search` domains to a name there, so the short forms
 * stand beside the whole ones. A name of one label could be anybody's and is left out. At most `MAX_HOSTS` entries.
 */
export function hostEntries(zone: Zone, search: readonly string[]): ResolverConfig['hosts'] {
  const byAddress = new Map<string, string[]>();
  for (const [name, { a, aaaa }] of zone.records) {
    for (const address of [...a, ...aaaa]) {
      const names = byAddress.get(address);
      if (names) names.push(name);
      else byAddress.set(address, [name]);
    }
  }
  return [...byAddress].slice(0, MAX_HOSTS).map(([address, names]) => ({
    address,
    names: [...new Set([...names, ...names.flatMap((name) => shortForms(name, search))])].slice(
      0,
      MAX_NAMES,
    ),
  }));
}

/** `web.staging` of `web.staging.gangway.internal`, where `gangway.internal` is searched. */
function shortForms(name: string, search: readonly string[]): string[] {
  return search.flatMap((domain) => {
    const short = name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : '';
    return short.includes('.') ? [short] : [];
  });
}
