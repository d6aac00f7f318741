/** Where the inner addresses of links come from: ranges that are nobody's networks. */
import { parseAddress } from './cidr';
import { formatIpAddress, parseIpPrefix, type IpPrefix } from './cidr-ip';

/** For benchmarks of network devices (RFC 2544): not used on the internet, and rarely anywhere else. */
export const INNER_POOL = known('198.18.0.0/15');

/** Unique local (RFC 4193), with a random global id. */
export const INNER_POOL6 = known('fda5:36a2:f221::/48');

/** The IPv6 twin of an inner IPv4 address: the two ends of a /31 get the two ends of a /127 (RFC 6164). */
export function innerIpv6(ipv4: string): string | undefined {
  const value = parseAddress(ipv4);
  if (value === undefined) return undefined;
  return formatIpAddress({ family: 6, value: INNER_POOL6.base + BigInt(value) });
}

function known(text: string): IpPrefix {
  const prefix = parseIpPrefix(text);
  if (!prefix) throw new RangeError(text);
  return prefix;
}
