/** Reverse zones (RFC 1035, 3.5; RFC 3596, 2.5): which to answer, and what names in them are. Pure. */
import {
  comparePrefixes,
  parseIpAddress,
  parseIpPrefix,
  widthOf,
  type Family,
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

/** Bits that a label stands for, and below what. */
const LABELS = { 4: { bits: 8, root: 'in-addr.arpa' }, 6: { bits: 4, root: 'ip6.arpa' } };

/** `2.0.17.172.in-addr.arpa` of 172.17.0.2; `null` of what is no address. */
export function reverseName(address: string): string | null {
  const parsed = parseIpAddress(address);
  return parsed ? nameOf(parsed) : null;
}

/**
 * Apexes that cover `prefixes` exactly, on label boundaries: 16 of a /12 or a /20, one of a /24, one for each address
 * of what is longer. Where that would be too many, and for `addresses` outside, those of single addresses stand in for
 * as long as there is room.
 */
export function reverseApexes(prefixes: readonly string[], addresses: readonly string[]): string[] {
  const apexes = new Set<string>();
  let single = 0;
  for (const { prefix, count, isSingle } of splits(prefixes)) {
    if (apexes.size + count > MAX_APEXES || (isSingle && single + count > MAX_ADDRESSES)) continue;
    for (const apex of apexesOf(prefix)) apexes.add(apex);
    if (isSingle) single += count;
  }
  for (const address of addresses) {
    const name = reverseName(address);
    if (single >= MAX_ADDRESSES || apexes.size >= MAX_APEXES) break;
    if (name === null || apexes.has(name) || isBelow(name, apexes)) continue;
    apexes.add(name);
    single++;
  }
  return outermost([...apexes]);
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
      .slice(rest / LABELS[family].bits)
      .join('.');
  });
}

/** The bits of a prefix, and as many more as fill its last label. */
function labelBits({ family, length }: IpPrefix): number {
  const { bits } = LABELS[family];
  return Math.ceil(length / bits) * bits;
}

function nameOf({ family, value }: IpAddress): string {
  const labels = family === 4 ? octets(value) : nibbles(value);
  return `${labels.reverse().join('.')}.${rootOf(family)}`;
}

function rootOf(family: Family): string {
  return LABELS[family].root;
}

function octets(value: bigint): number[] {
  const number = Number(value);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255);
}

function nibbles(value: bigint): string[] {
  return Array.from(value.toString(16).padStart(32, '0'));
}
