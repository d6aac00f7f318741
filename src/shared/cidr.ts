/**
 * IPv4 addresses and prefixes as plain numbers, for what looks at every packet or is IPv4 by nature;
 * `cidr-ip.ts` has both families. Pure.
 */

/** An IPv4 prefix; `base` is the network address as an unsigned 32-bit number, host bits zero. */
export interface Prefix {
  readonly base: number;
  readonly length: number;
}

const ZERO = '0'.charCodeAt(0);
const DOT = '.'.charCodeAt(0);

/** Parses dotted-quad; `undefined` for anything else (no octal, no short forms). */
export function parseAddress(text: string): number | undefined {
  let [value, octet, digits, dots] = [0, 0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (digits === 0 || ++dots > 3) return undefined;
      value = value * 256 + octet;
      octet = digits = 0;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + digit;
      digits++;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

export function formatAddress(address: number): string {
  const octet = (shift: number): number => (address >>> shift) & 255;
  return `${octet(24)}.${octet(16)}.${octet(8)}.${octet(0)}`;
}

/** Parses `a.b.c.d/len` or a bare address (= /32); `undefined` if malformed or host bits are set. */
export function parsePrefix(text: string): Prefix | undefined {
  const [addressText = '', lengthText, ...rest] = text.split('/');
  const base = parseAddress(addressText);
  if (base === undefined || rest.length > 0) return undefined;
  if (lengthText === undefined) return { base, length: 32 };
  if (!/^(\d|[12]\d|3[0-2])$/.test(lengthText)) return undefined;
  const length = Number(lengthText);
  return (base & mask(length)) >>> 0 === base ? { base, length } : undefined;
}

export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress(prefix.base)}/${prefix.length}`;
}

/** Netmask of a prefix length as an unsigned number. */
export function mask(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** Whether `outer` contains all of `inner`. */
export function contains(outer: Prefix, inner: Prefix): boolean {
  return outer.length <= inner.length && (inner.base & mask(outer.length)) >>> 0 === outer.base;
}

export function overlaps(a: Prefix, b: Prefix): boolean {
  return contains(a, b) || contains(b, a);
}
