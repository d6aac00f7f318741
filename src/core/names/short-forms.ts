/** `web.staging` for `web.staging.gangway.internal`, as names that are answered by themselves: pure. */
import { specialDomain } from '../../shared/special-domains';
import type { NameRecords, Zone } from './zone-data';

/**
 * The zone, and what is left of its apexes without a searched domain, e.g. `staging`, as apexes of their own. Not every
 * resolver appends searched domains (macOS is told none, systemd-resolved completes single labels only), and those that
 * do ask the public DNS for `web.staging` first. Not for what is a public top-level domain, such as `dev`.
 */
export function withShortForms(zone: Zone, search: readonly string[]): Zone {
  const apexes = new Set<string>();
  const records = new Map<string, NameRecords>(zone.records);
  for (const apex of zone.apexes) {
    const domain = search.find((each) => apex.endsWith(`.${each}`));
    const short = domain === undefined ? '' : apex.slice(0, -domain.length - 1);
    if (domain === undefined || specialDomain(short) !== undefined) continue;
    apexes.add(short);
    for (const [name, found] of zone.records) {
      if (name !== apex && !name.endsWith(`.${apex}`)) continue;
      const left = name.slice(0, -domain.length - 1);
      if (!records.has(left)) records.set(left, found);
    }
  }
  return { ...zone, apexes: [...zone.apexes, ...apexes], records };
}
