/** Who answers a name, of all that the bridges have: pure. */
import { isLoopback } from '../../shared/cidr-special';
import type { Label } from './wire/query';
import type { BridgeNames, NameRecords, Nameserver } from './zone-data';

/** A domain that we have the last word on; several bridges may have names in it. */
export interface OwnDomain {
  readonly kind: 'own';
  readonly domain: string;
  readonly parts: readonly Part[];
  /** Grows with every catalog: the serial of the zone (RFC 1035, 3.3.13). */
  readonly serial: number;
}

interface Part {
  readonly profile: string;
  readonly records: ReadonlyMap<string, NameRecords>;
}

interface ForwardedDomain {
  readonly kind: 'forwarded';
  readonly domain: string;
  /** Profile id and name of the bridge that it is behind. */
  readonly bridge: string;
  readonly profile: string;
  readonly servers: readonly Nameserver[];
}

export type Domain = OwnDomain | ForwardedDomain;

export interface Catalog {
  /** The domain that a name is in, the longest there is, and at which of its labels that begins. */
  find(name: string, labels: readonly Label[]): { domain: Domain; label: number } | undefined;
  /** Nameservers of the laptop, for a name that may not depend on a bridge. */
  outside(name: string): readonly Nameserver[] | undefined;
  readonly search: readonly string[];
}

let serial = 0;

/** By profile id. Where one bridge owns a domain that another has forwarded, the owner answers. */
export function buildCatalog(bridges: ReadonlyMap<string, BridgeNames>): Catalog {
  serial = (serial + 1) >>> 0;
  const domains = new Map<string, Domain>();
  const outside = new Map<string, readonly Nameserver[]>();
  for (const [bridge, { profile, forwards }] of bridges) {
    for (const { domain, servers } of forwards) {
      const known = domains.get(domain);
      const before = known?.kind === 'forwarded' ? known : { bridge, profile, servers: [] };
      const all = [...before.servers, ...servers];
      domains.set(domain, { ...before, kind: 'forwarded', domain, servers: all });
    }
  }
  for (const { profile, zone } of bridges.values()) {
    for (const domain of zone.apexes) {
      const known = domains.get(domain);
      const parts = known?.kind === 'own' ? known.parts : [];
      const all = [...parts, { profile, records: zone.records }];
      domains.set(domain, { kind: 'own', domain, parts: all, serial });
    }
  }
  for (const names of bridges.values()) {
    // What is on loopback asks us.
    const servers = names.outsideServers.filter(({ address }) => !isLoopback(address));
    for (const name of names.outside) {
      outside.set(name, [...(outside.get(name) ?? []), ...servers]);
    }
  }
  return {
    find: (name, labels) => {
      for (const [label, { text }] of labels.entries()) {
        const domain = domains.get(text === 0 ? name : name.slice(text));
        if (domain) return { domain, label };
      }
      return undefined;
    },
    outside: (name) => outside.get(name),
    search: [...new Set([...bridges.values()].flatMap(({ search }) => search))],
  };
}

const united = new WeakMap<OwnDomain, Map<string, NameRecords>>();

/** All that is known of a name in a domain of ours; `undefined` if it does not exist. */
export function recordsOf(domain: OwnDomain, name: string): NameRecords | undefined {
  const [only] = domain.parts;
  if (domain.parts.length === 1) return only?.records.get(name);
  let known = united.get(domain);
  if (!known) united.set(domain, (known = new Map<string, NameRecords>()));
  const before = known.get(name);
  if (before) return before;
  const found = domain.parts.flatMap(({ records }) => records.get(name) ?? []);
  if (found.length === 0) return undefined;
  const records = {
    a: union(found.map(({ a }) => a)),
    aaaa: union(found.map(({ aaaa }) => aaaa)),
    ptr: union(found.map(({ ptr }) => ptr)),
  };
  known.set(name, records);
  return records;
}

/** The profile that has a name, else the first that has the domain. */
export function profileOf(domain: Domain, name: string): string {
  if (domain.kind === 'forwarded') return domain.profile;
  const part = domain.parts.find(({ records }) => records.has(name)) ?? domain.parts[0];
  return part?.profile ?? '';
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
