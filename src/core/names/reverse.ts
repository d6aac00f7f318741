/** Reverse zones (RFC 1035, 3.5; RFC 3596, 2.5): which to answer, and what names in them are. Pure. */
import { formatAddress, parseAddress } from '../../shared/cidr';
import {
  comparePrefixes,
  parseIpAddress,
  parseIpPrefix,
  widthOf,
  type IpAddress,
  type IpPrefix,
} from '../../shared/cidr-ip';
import { isTooWide } from '../../shared/cidr-special';
import { MAX_DOMAINS } from '../../shared/helper-protocol';
import { isBelow, outermost } from './domains';

/** The rest of `MAX_DOMAINS` is for the zones of names, search domains and nameservers' domains. */
const MAX_APEXES = MAX_DOMAINS - 64;

/** Apexes that are one address each. */
const MAX_ADDRESSES = 256;

/** Bits that a label stands for, by family. */
const LABEL_BITS = { 4: 8, 6: 4 };

export interface Reverse {
  readonly apexes: readonly string[];
  /** By address: its name at or below an apex. */
  readonly names: ReadonlyMap<string, string>;
  /** The names above those, at or below an apex. */
  readonly parents: ReadonlySet<string>;
}

/**
 * Apexes that cover `prefixes` exactly, on label boundaries: 16 of a /12 or a /20, one of a /24, one for each address
 * of what is longer. Where that would be too many, and for `addresses` outside, those of single addresses stand in for
 * as long as there is room.
 */
export function reverseZones(prefixes: readonly string[], addresses: ReadonlySet<string>): Reverse {
  const apexes = new Set<string>();
  let single = 0;
  for (const { prefix, count, isSingle } of splits(prefixes)) {
    if (apexes.size + count > MAX_APEXES || (isSingle && single + count > MAX_ADDRESSES)) continue;
    for (const apex of apexesOf(prefix)) apexes.add(apex);
    if (isSingle) single += count;
  }
  const names = new Map<string, string>();
  const parents = new Set<string>();
  for (const address of addresses) {
    const name = reverseName(address);
    if (name === null) continue;
    const above = name.slice(name.indexOf('.') + 1);
    const isCovered = parents.has(above) || apexes.has(above) || isBelow(above, apexes);
    if (isCovered) parents.add(above);
    else if (!apexes.has(name)) {
      if (single >= MAX_ADDRESSES || apexes.size >= MAX_APEXES) continue;
      apexes.add(name);
      single++;
    }
    names.set(address, name);
  }
  return { apexes: outermost([...apexes]), names, parents };
}

/** `2.0.17.172.in-addr.arpa` of 172.17.0.2; `null` of what is no address. */
export function reverseName(address: string): string | null {
  if (parseAddress(address) !== undefined) return nameOfQuad(address);
  const parsed = parseIpAddress(address);
  return parsed ? nameOf(parsed) : null;
}

interface Split {
  readonly prefix: IpPrefix;
  /** Of apexes. */
  readonly count: number;
  /** Whether each of them is one address. */
  readonly isSingle: boolean;
}

/** Those that need the fewest apexes first. */
function splits(prefixes: readonly string[]): Split[] {
  return [...new Set(prefixes)]
    .flatMap((text) => parseIpPrefix(text) ?? [])
    .filter((prefix) => !isTooWide(prefix))
    .map((prefix) => {
      const bits = labelBits(prefix);
      const isSingle = bits === widthOf(prefix.family);
      return { prefix, count: 2 ** (bits - prefix.length), isSingle };
    })
    .sort((a, b) => a.count - b.count || comparePrefixes(a.prefix, b.prefix));
}

function apexesOf(prefix: IpPrefix): string[] {
  const { family, base, length } = prefix;
  const bits = labelBits(prefix);
  const rest = widthOf(family) - bits;
  return Array.from({ length: 2 ** (bits - length) }, (_, index) => {
    const name = nameOf({ family, value: base + (BigInt(index) << BigInt(rest)) });
    return name
      .split('.')
      .slice(rest / LABEL_BITS[family])
      .join('.');
  });
}

/** The bits of a prefix, and as many more as fill its last label. */
function labelBits({ family, length }: IpPrefix): number {
  const bits = LABEL_BITS[family];
  return Math.ceil(length / bits) * bits;
}

function nameOf({ family, value }: IpAddress): string {
  if (family === 4) return nameOfQuad(formatAddress(Number(value)));
  const nibbles = Array.from(value.toString(16).padStart(32, '0'));
  return `${nibbles.reverse().join('.')}.ip6.arpa`;
}

function nameOfQuad(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}
