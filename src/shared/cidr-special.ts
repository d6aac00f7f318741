/** Prefixes that are no ordinary networks: what may never be routed, and what counts as a default route. */
import { parseIpPrefix, type IpPrefix } from './cidr-ip';

/** This host, loopback, link-local, multicast and above (RFC 6890); of IPv6 mapped IPv4, too (RFC 4291). */
export const RESERVED: readonly IpPrefix[] = [
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'],
  ...['::/8', 'fe80::/10', 'ff00::/8'],
].flatMap((text) => parseIpPrefix(text) ?? []);

/** Nobody's network is wider: such a route would be a default route in disguise. */
const WIDEST = { 4: 8, 6: 16 };

/**
 * What VPNs split a default route into, some around the private ranges, is wider than these: 0.0.0.0/1,
 * 16.0.0.0/4, 2000::/3. A route for all unique local addresses (fc00::/7) is a real one.
 */
const DEFAULT = { 4: 8, 6: 7 };

/** Whether a prefix is too wide to be routed into a bridge. */
export function isTooWide({ family, length }: IpPrefix): boolean {
  return length < WIDEST[family];
}

/** Whether an existing route is a default route, whole or in pieces, beside which others are normal. */
export function isDefaultRoute({ family, length }: IpPrefix): boolean {
  return length < DEFAULT[family];
}

/** Whether an address is this machine's own (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
