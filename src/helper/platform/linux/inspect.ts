/** Reads the machine's network. The parsers are pure; what they do not know, they leave out. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import {
  formatIpAddress,
  formatIpPrefix,
  parseIpAddress,
  parseIpPrefix,
} from '../../../shared/cidr-ip';
import type { HostNetwork } from '../../../shared/helper-protocol';
import { capture } from '../run';

/**
 * The others name the resolvers behind the stub of systemd-resolved, or of NetworkManager's dnsmasq, which the first
 * one shows instead. Our own server is in none of them: neither may name one on another port than 53.
 */
const RESOLVER_FILES = [
  '/etc/resolv.conf',
  '/run/systemd/resolve/resolv.conf',
  '/run/NetworkManager/no-stub-resolv.conf',
];

/** Missing where the kernel was built without IPv6, or started with `ipv6.disable=1`. */
const IPV6_SETTINGS = '/proc/sys/net/ipv6';

export async function inspect(): Promise<HostNetwork> {
  const ip = (...args: string[]) => capture({ argv: ['ip', '-j', ...args] });
  // All tables: VPNs keep theirs apart. Unicast: not what is local, broadcast or blackholed.
  const unicast = ['route', 'show', 'table', 'all', 'type', 'unicast'];
  const [addresses, routes, routes6, ...resolvers] = await Promise.all([
    ip('address', 'show'),
    ip('-4', ...unicast),
    ip('-6', ...unicast),
    ...RESOLVER_FILES.map((path) => readFile(path, 'utf8').catch(() => '')),
  ]);
  return {
    addresses: parseAddresses(addresses),
    routes: [...parseRoutes(routes, '0.0.0.0/0'), ...parseRoutes(routes6, '::/0')],
    nameservers: [...new Set(resolvers.flatMap(parseNameservers))],
    ...(!existsSync(IPV6_SETTINGS) && { ipv6: false }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Of `ip -j address show`. */
export function parseAddresses(json: string): HostNetwork['addresses'] {
  return list(json).flatMap(({ ifname, addr_info }) =>
    objects(addr_info).flatMap(({ local, prefixlen }) => {
      const address = canonicalAddress(local);
      return address !== undefined && typeof ifname === 'string' && typeof prefixlen === 'number'
        ? [{ interface: ifname, address, length: prefixlen }]
        : [];
    }),
  );
}

/**
 * Of `ip -j -4 route show` or `ip -j -6 route show`; `everything` is what it calls the default. A route with
 * several next hops is listed once for each.
 */
export function parseRoutes(json: string, everything: string): HostNetwork['routes'] {
  return list(json).flatMap((route) => {
    const prefix = canonicalPrefix(route['dst'], everything);
    const hops = route['nexthops'] === undefined ? [route] : objects(route['nexthops']);
    return hops.flatMap(({ dev, gateway }) => {
      const via = canonicalAddress(gateway);
      return prefix !== undefined && typeof dev === 'string'
        ? [{ interface: dev, prefix, ...(via !== undefined && { via }) }]
        : [];
    });
  });
}

/** Of resolv.conf(5), without the interface that a link-local one is on. */
export function parseNameservers(text: string): string[] {
  return [...text.matchAll(/^nameserver[ \t]+([^\s%]+)/gm)].flatMap(
    ([, address]) => canonicalAddress(address) ?? [],
  );
}

function canonicalPrefix(destination: unknown, everything: string): string | undefined {
  if (typeof destination !== 'string') return undefined;
  const prefix = parseIpPrefix(destination === 'default' ? everything : destination);
  return prefix && formatIpPrefix(prefix);
}

function canonicalAddress(value: unknown): string | undefined {
  const address = typeof value === 'string' ? parseIpAddress(value) : undefined;
  return address && formatIpAddress(address);
}

/** Older iproute2 prints nothing at all instead of an empty list. */
function list(json: string): Fields[] {
  return objects(json.trim() === '' ? [] : JSON.parse(json));
}

function objects(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Fields => typeof item === 'object' && item !== null);
}
