/**
 * All names of a bridge, made of what Docker has and of what is routed: pure. Which names there are, and who has one
 * that several could have, is told in docs/names.md; `zone-claims.ts` is that page as code.
 */
import type { Inventory } from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import { routedPrefixes } from '../../shared/routed-prefixes';
import { domainsOf, isBelow, zoneDomains } from './domains';
import { reverseApexes, reverseName } from './reverse';
import type { NameRecords, Zone } from './zone-data';
import { grantNames } from './zone-names';
import { runningIn, type Running } from './zone-running';

export interface ZoneInput {
  readonly profile: Pick<Profile, 'name' | 'names'>;
  /** `null` until Docker answered: the apexes are there all the same. */
  readonly inventory: Inventory | null;
  readonly networks: readonly NetworkView[];
}

/** Names told for one address; several things have it only where networks overlap. */
const MAX_POINTERS = 4;

const NOTHING: NameRecords = { a: [], aaaa: [], ptr: [] };

/** The same for any order of the inventory; never throws, whatever things are called. */
export function buildZone({ profile, inventory, networks }: ZoneInput): Zone {
  const running = inventory ? runningIn(inventory, networks) : [];
  const { records, names } = grantNames(running, zoneDomains(profile));
  const docker = networks.filter(({ kind, enabled }) => kind === 'docker' && enabled);
  const addresses = [...new Set(running.flatMap((one) => one.addresses))];
  const reverse = reverseApexes(routedPrefixes(docker), addresses);
  const apexes = [...domainsOf(profile).zone, ...reverse];
  const answered = new Set(apexes);
  for (const [name, ptr] of pointersOf(names)) {
    if (answered.has(name) || isBelow(name, answered)) records.set(name, { ...NOTHING, ptr });
  }
  addBetween(records, answered);
  return { apexes, records, names: byId(names) };
}

/** By reverse name: whose address it is. */
function pointersOf(names: ReadonlyMap<Running, readonly string[]>): Map<string, string[]> {
  const pointers = new Map<string, string[]>();
  for (const [{ addresses }, [name]] of names) {
    if (name === undefined) continue;
    for (const address of addresses) {
      const reverse = reverseName(address) ?? '';
      const known = pointers.get(reverse);
      if (!known) pointers.set(reverse, [name]);
      else if (known.length < MAX_POINTERS) known.push(name);
    }
  }
  return pointers;
}

/** The apexes exist, and so does every name between one and a name below it (RFC 8020). */
function addBetween(records: Map<string, NameRecords>, apexes: ReadonlySet<string>): void {
  for (const apex of apexes) if (!records.has(apex)) records.set(apex, NOTHING);
  for (const name of [...records.keys()]) {
    let above = apexes.has(name) ? name : parentOf(name);
    while (!records.has(above)) {
      records.set(above, NOTHING);
      above = parentOf(above);
    }
  }
}

function parentOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function byId(names: ReadonlyMap<Running, readonly string[]>): Map<string, readonly string[]> {
  const ids = new Map<string, readonly string[]>();
  for (const [{ container, task }, own] of names) {
    if (own.length === 0) continue;
    if (container) ids.set(container.id, own);
    if (task) ids.set(task.id, own);
  }
  return ids;
}
