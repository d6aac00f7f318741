/** What is asked for, prefix by prefix, and what speaks against each. Pure. */
import { formatIpPrefix, parsePrefixAround, type IpPrefix } from '../../shared/cidr-ip';
import { PrefixIndex } from '../../shared/cidr-index';
import { isTooWide } from '../../shared/cidr-special';
import { errorInfo, type ErrorDetail, type ErrorInfo } from '../../shared/errors';
import { describeClash, reservedRanges, type Protected } from './protected';

export interface WantedNetwork {
  readonly id: string;
  readonly prefixes: readonly string[];
}

/** One wanted prefix of one network. */
export interface Claim {
  readonly id: string;
  /** In canonical form. */
  readonly real: string;
  readonly prefix: IpPrefix;
  /** Why it is left out: no stand-in helps, or none is possible (IPv6). */
  readonly refusal: ErrorInfo | null;
  /** Why it cannot be routed as it is. */
  readonly clash: Protected | null;
}

/** What a text that is no prefix counts as: it is refused like this one. */
const EVERYTHING: IpPrefix = { family: 4, base: 0n, length: 0 };

const RESERVED = new PrefixIndex(reservedRanges);

/** In order of priority; a prefix that a network names twice is one claim. */
export function claimsOf(
  wanted: readonly WantedNetwork[],
  inUse: readonly Protected[],
  hasIpv6: boolean,
): Claim[] {
  const clashes = new PrefixIndex(inUse);
  const held = new Set<string>();
  return wanted.flatMap(({ id, prefixes }) => {
    const claims = new Map<string, Claim>();
    for (const text of prefixes) {
      const parsed = parsePrefixAround(text);
      const prefix = parsed ?? EVERYTHING;
      const real = parsed ? formatIpPrefix(parsed) : text;
      const clash = clashes.first(prefix) ?? null;
      const against = held.has(real) ? { with: real, kind: 'network' } : whyNever(prefix, clash);
      const refusal = against
        ? errorInfo('net.conflict', { prefix: real, ...against })
        : whyNotHere(prefix, hasIpv6);
      claims.set(real, { id, real, prefix, refusal, clash });
    }
    for (const real of claims.keys()) held.add(real);
    return [...claims.values()];
  });
}

function whyNever(prefix: IpPrefix, clash: Protected | null): ErrorDetail | null {
  if (isTooWide(prefix)) return { with: prefix.family === 4 ? '0.0.0.0/0' : '::/0', kind: 'wide' };
  const reserved = RESERVED.first(prefix);
  if (reserved) return describeClash(reserved);
  // There is no 1:1 translation of IPv6 here (RFC 6296), so nothing can stand in.
  return prefix.family === 6 && clash ? describeClash(clash) : null;
}

function whyNotHere(prefix: IpPrefix, hasIpv6: boolean): ErrorInfo | null {
  if (prefix.family === 4 || hasIpv6) return null;
  return errorInfo('net.no-ipv6', { prefix: formatIpPrefix(prefix), where: 'laptop' });
}
