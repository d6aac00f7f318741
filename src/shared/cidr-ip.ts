/**
 * Addresses and prefixes of both families as values; `cidr.ts` has the plain numbers of IPv4. Pure and
 * small, because the privileged helper's policy stands on it.
 */
import { formatAddress, parseAddress } from './cidr';
import type { Remap } from './network-view';

export type Family = 4 | 6;

export interface IpAddress {
  readonly family: Family;
  readonly value: bigint;
}

/** `base` is the network address, host bits zero. */
export interface IpPrefix {
  readonly family: Family;
  readonly base: bigint;
  readonly length: number;
}

const GROUPS = 8;
const GROUP_BITS = 16n;

/** Bits of an address. */
export function widthOf(family: Family): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/** Dotted quad, or any form of RFC 4291; no zone, no brackets. `undefined` for anything else. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const ipv4 = parseAddress(text);
  if (ipv4 !== undefined) return { family: 4, value: BigInt(ipv4) };
  const ipv6 = parseIpv6(text);
  return ipv6 === undefined ? undefined : { family: 6, value: ipv6 };
}

/** IPv6 as RFC 5952 wants it, without its dotted quads. */
export function formatIpAddress({ family, value }: IpAddress): string {
  return family === 4 ? formatAddress(Number(value)) : formatIpv6(value);
}

/** `address/length` or a bare address (all its bits); `undefined` if malformed or host bits are set. */
export function parseIpPrefix(text: string): IpPrefix | undefined {
  const address = parseIpAddress(addressIn(text));
  const prefix = address && around(address, text);
  return prefix?.base === address?.value ? prefix : undefined;
}

/** The prefix that `address/length` lies in, as `ip address` and Docker's IPAM write them: host bits may be set. */
export function parsePrefixAround(text: string): IpPrefix | undefined {
  const address = parseIpAddress(addressIn(text));
  return address && around(address, text);
}

/** Always with its length. */
export function formatIpPrefix({ family, base, length }: IpPrefix): string {
  return `${formatIpAddress({ family, value: base })}/${length}`;
}

/** The prefix of `length` that an address lies in. */
export function prefixAround({ family, value }: IpAddress, length: number): IpPrefix {
  const hostBits = BigInt(widthOf(family) - length);
  return { family, base: (value >> hostBits) << hostBits, length };
}

/** Its highest address. */
export function lastOf({ family, base, length }: IpPrefix): bigint {
  return base | ((1n << BigInt(widthOf(family) - length)) - 1n);
}

/** Whether `outer` contains all of `inner`; never across families. */
export function prefixContains(outer: IpPrefix, inner: IpPrefix): boolean {
  if (outer.family !== inner.family || outer.length > inner.length) return false;
  const hostBits = BigInt(widthOf(outer.family) - outer.length);
  return outer.base >> hostBits === inner.base >> hostBits;
}

export function prefixesOverlap(a: IpPrefix, b: IpPrefix): boolean {
  return prefixContains(a, b) || prefixContains(b, a);
}

/** Order by family, address, and then the wider first. */
export function comparePrefixes(a: IpPrefix, b: IpPrefix): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.base !== b.base) return a.base < b.base ? -1 : 1;
  return a.length - b.length;
}

/** The stand-in for an address of `real`; `undefined` for one that is outside, and for a malformed remap. */
export function mapAddress(address: string, { real, mapped }: Remap): string | undefined {
  const from = parseIpPrefix(real);
  const to = parseIpPrefix(mapped);
  const found = parseIpAddress(address);
  if (!from || !to || !found) return undefined;
  if (to.family !== from.family || to.length !== from.length) return undefined;
  if (!prefixContains(from, prefixAround(found, widthOf(found.family)))) return undefined;
  return formatIpAddress({ family: to.family, value: to.base + (found.value - from.base) });
}

function addressIn(text: string): string {
  const slash = text.indexOf('/');
  return slash < 0 ? text : text.slice(0, slash);
}

/** Reads what follows the address. */
function around(address: IpAddress, text: string): IpPrefix | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return prefixAround(address, widthOf(address.family));
  const lengthText = text.slice(slash + 1);
  const length = Number(lengthText);
  if (!/^(0|[1-9]\d{0,2})$/.test(lengthText) || length > widthOf(address.family)) return undefined;
  return prefixAround(address, length);
}

/** RFC 4291, 2.2: groups, one `::` for at least one group, and a dotted quad at the end. */
function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...rest] = text.split('::');
  if (rest.length > 0) return undefined;
  const front = groupsIn(head, tail === undefined);
  const back = tail === undefined ? [] : groupsIn(tail, true);
  if (!front || !back) return undefined;
  const missing = GROUPS - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array<number>(missing).fill(0), ...back];
  return groups.reduce((value, group) => (value << GROUP_BITS) | BigInt(group), 0n);
}

function groupsIn(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const words = text.split(':');
  const quad = isEnd ? parseAddress(words.at(-1) ?? '') : undefined;
  const hex = quad === undefined ? words : words.slice(0, -1);
  if (!hex.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  const last = quad === undefined ? [] : [quad >>> 16, quad & 0xffff];
  return [...hex.map((word) => parseInt(word, 16)), ...last];
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    ((value >> (GROUP_BITS * BigInt(GROUPS - 1 - index))) & 0xffffn).toString(16),
  );
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The first of the longest runs (RFC 5952, 4.2.3). */
function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== '0') start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  }
  return best;
}
