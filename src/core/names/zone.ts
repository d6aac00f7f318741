/**
 * All names of a bridge, made of what Docker has and of what is routed: pure. Which names there are, and who has one
 * that several could have, is told in docs/names.md; `zone-claims.ts` is that page as code.
 */
import type { Inventory } from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { routedPrefixes } from '../../shared/routed-prefixes';
import { domainsOf, zoneDomains } from './domains';
import { reverseZones, type Reverse } from './reverse';
import type { NameRecords, Zone } from './zone-data';
import { grantNames, type Granted } from './zone-names';
import { NOTHING, runningIn } from './zone-running';

export interface ZoneInput {
  readonly profile: Pick<Profile, 'name' | 'names'>;
  /** `null` until Docker answered: the apexes are there all the same. */
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
}

/** Names told for one address; several things have it only where networks overlap. */
const MAX_POINTERS = 4;

/** The same for any order of the inventory; never throws, whatever things are called. */
export function buildZone({ profile, inventory, networks }: ZoneInput): Zone {
  const running = inventory ? runningIn(inventory, networks) : [];
  const { own, classic } = zoneDomains(profile);
  const { records, names } = grantNames(running, { own, classic });
  const docker = networks.filter(({ kind, enabled }) => kind === 'docker' && enabled);
  const addresses = running.flatMap(({ addresses: { a, aaaa } }) => [...a, ...aaaa]);
  const reverse = reverseZones(routedPrefixes(docker), new Set(addresses));
  addPointers(records, names, reverse);
  const apexes = [...domainsOf(profile).zone, ...reverse.apexes];
  addBetween(records, [own, classic, ...reverse.parents], new Set(apexes));
  return { apexes, records, names: byId(names) };
}

function addPointers(
  records: Map<string, NameRecords>,
  names: Granted['names'],
  reverse: Reverse,
): void {
  for (const [{ addresses }, [name]] of names) {
    if (name === undefined) continue;
    for (const address of [...addresses.a, ...addresses.aaaa]) {
      const pointer = reverse.names.get(address);
      if (pointer === undefined) continue;
      const known = records.get(pointer) ?? NOTHING;
      if (known.ptr.length >= MAX_POINTERS) continue;
      records.set(pointer, { ...known, ptr: [...known.ptr, name] });
    }
  }
}

/** The apexes exist, and so does what is between one and a name below it (RFC 8020). */
function addBetween(
  records: Map<string, NameRecords>,
  names: readonly string[],
  apexes: ReadonlySet<string>,
): void {
  const add = (name: string): void => {
    if (!records.has(name)) records.set(name, NOTHING);
  };
  apexes.forEach(add);
  for (const name of names) {
    add(name);
    let above = name;
    while (!apexes.has(above)) {
      above = above.slice(above.indexOf('.') + 1);
      if (records.has(above)) break;
      records.set(above, NOTHING);
    }
  }
}

function byId(names: Granted['names']): Map<string, readonly string[]> {
  const ids = new Map<string, readonly string[]>();
  for (const [{ container, task }, own] of names) {
    if (own.length === 0) continue;
    if (container) ids.set(container.id, own);
    if (task) ids.set(task.id, own);
  }
  return ids;
}
