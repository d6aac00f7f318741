/** Grants names to those who claim them: pure. */
import type { ZoneDomains } from './domains';
import { nameBelow } from './label';
import { idClaims, KINDS, nameClaims, type Claim } from './zone-claims';
import type { NameRecords } from './zone-data';
import { NOTHING, union, type Running } from './zone-running';

export interface Granted {
  /** Names that something that runs has, the more telling ones first, and those that they are below. */
  readonly records: Map<string, NameRecords>;
  /** Of what has an address here: its whole names, the one to show first. */
  readonly names: ReadonlyMap<Running, readonly string[]>;
}

/** One name for each of `KINDS`, at most. */
type Shown = (string | undefined)[];

/** `running` in order of age. */
export function grantNames(running: readonly Running[], domains: ZoneDomains): Granted {
  const ids = new Map<string, NameRecords>();
  const records = new Map<string, NameRecords>();
  const between = new Set<string>();
  const shown = new Map<Running, Shown>();
  for (const one of running) if (hasAddress(one)) shown.set(one, []);

  const grant = (to: Map<string, NameRecords>, zone: string, claim: Claim): void => {
    const { kind, labels, members } = claim;
    const name = nameBelow(zone, labels);
    if (name === null || ids.has(name) || records.has(name)) return;
    to.set(name, addressesOf(members));
    if (labels.length > 1) between.add(name.slice(name.indexOf('.') + 1));
    if (kind === null) return;
    const place = KINDS.indexOf(kind);
    for (const { of } of members) {
      const known = shown.get(of);
      if (known) known[place] ??= name;
    }
  };
  for (const claim of idClaims(running)) grant(ids, domains.own, claim);
  for (const { zone, claims } of nameClaims(running, domains)) {
    for (const claim of claims) grant(records, zone, claim);
  }
  for (const [name, record] of ids) records.set(name, record);
  for (const name of between) if (!records.has(name)) records.set(name, NOTHING);
  return { records, names: new Map([...shown].map(([one, known]) => [one, inOrder(known)])) };
}

function addressesOf(members: Claim['members']): NameRecords {
  const [first] = members;
  return first && members.length === 1
    ? first.addresses
    : union(members.map(({ addresses }) => addresses));
}

function hasAddress({ addresses: { a, aaaa } }: Running): boolean {
  return a.length > 0 || aaaa.length > 0;
}

/**
 * Of a task's container the task's name comes first and its own, which nobody would type, last. What lost its own
 * name to another is better shown by its id than by a name that it shares.
 */
function inOrder(shown: Shown): string[] {
  const [task, container, ...others] = shown;
  const id = shown[KINDS.indexOf('id')];
  const own = task ?? container ?? id;
  return [...new Set([own, ...others, container])].filter((name) => name !== undefined);
}
