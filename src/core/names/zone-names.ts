/** Grants names to those who claim them: pure. */
import type { ZoneDomains } from './domains';
import { nameBelow } from './label';
import type { NameRecords } from './zone-data';
import { idClaims, KINDS, nameClaims, type Claim, type Kind, type Member } from './zone-claims';
import { unique, type Running } from './zone-running';

export interface Granted {
  /** Names that something that runs has, the more telling ones first. */
  readonly records: Map<string, NameRecords>;
  /** Of what has an address here: its whole names, the one to show first. */
  readonly names: ReadonlyMap<Running, readonly string[]>;
}

const NONE: readonly string[] = [];

/** One name for each kind, at most. */
type Shown = Map<Kind, string>;

/** `running` in order of age. */
export function grantNames(running: readonly Running[], domains: ZoneDomains): Granted {
  const shown = new Map<Running, Shown>(running.map((one) => [one, new Map()]));
  const ids = new Map<string, NameRecords>();
  const records = new Map<string, NameRecords>();
  const grant = (to: Map<string, NameRecords>, { kind, zone, labels, members }: Claim): void => {
    const name = nameBelow(zone, labels);
    if (name === null || ids.has(name) || records.has(name)) return;
    to.set(name, recordsOf(members));
    if (kind === null) return;
    for (const { of } of members) {
      const known = shown.get(of);
      if (known && !known.has(kind)) known.set(kind, name);
    }
  };
  for (const claim of idClaims(running, domains)) grant(ids, claim);
  for (const claim of nameClaims(running, domains)) grant(records, claim);
  for (const [name, record] of ids) records.set(name, record);
  return {
    records,
    names: new Map(
      running
        .filter(({ addresses }) => addresses.length > 0)
        .map((one) => [one, inOrder(shown.get(one) ?? new Map<Kind, string>())]),
    ),
  };
}

/** What lost its own name to another is better shown by its id than by a name that it shares. */
function inOrder(shown: Shown): string[] {
  const hasOwn = shown.has('task') || shown.has('container');
  const kinds = hasOwn ? KINDS : (['id', ...KINDS] as const);
  return [...new Set(kinds.flatMap((kind) => shown.get(kind) ?? []))];
}

function recordsOf(members: readonly Member[]): NameRecords {
  const [first] = members;
  const all =
    first && members.length === 1
      ? first.addresses
      : unique(members.flatMap(({ addresses }) => addresses));
  const isSix = (address: string): boolean => address.includes(':');
  const aaaa = all.some(isSix) ? all.filter(isSix) : NONE;
  return {
    a: aaaa.length === 0 ? all : all.filter((address) => !isSix(address)),
    aaaa,
    ptr: NONE,
  };
}
