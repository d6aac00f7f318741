/** Reads the machine's network. The parsers are pure; what they do not know, they leave out. */
import { readFile } from 'node:fs/promises';
import { formatPrefix, parseAddress, parsePrefix } from '../../../shared/cidr';
import type { HostNetwork } from '../../../shared/helper-protocol';
import { capture } from '../run';

/** The second names the resolvers behind systemd-resolved's stub, which the first one shows instead. */
const RESOLVER_FILES = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

export async function inspect(): Promise<HostNetwork> {
  const ip = (...args: string[]) => capture({ argv: ['ip', '-j', '-4', ...args] });
  const [addresses, routes, ...resolvers] = await Promise.all([
    ip('address', 'show'),
    // All tables: VPNs keep theirs apart. Unicast: not what is local, broadcast or blackholed.
    ip('route', 'show', 'table', 'all', 'type', 'unicast'),
    ...RESOLVER_FILES.map((path) => readFile(path, 'utf8').catch(() => '')),
  ]);
  return {
    addresses: parseAddresses(addresses),
    routes: parseRoutes(routes),
    nameservers: [...new Set(resolvers.flatMap(parseNameservers))],
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Of `ip -j -4 address show`. */
export function parseAddresses(json: string): HostNetwork['addresses'] {
  return list(json).flatMap(({ ifname, addr_info }) =>
    objects(addr_info).flatMap(({ local, prefixlen }) =>
      isAddress(local) && typeof ifname === 'string' && typeof prefixlen === 'number'
        ? [{ interface: ifname, address: local, length: prefixlen }]
        : [],
    ),
  );
}

/** Of `ip -j -4 route show`; a route with several next hops is listed once for each. */
export function parseRoutes(json: string): HostNetwork['routes'] {
  return list(json).flatMap((route) => {
    const prefix = typeof route['dst'] === 'string' ? canonical(route['dst']) : undefined;
    const hops = route['nexthops'] === undefined ? [route] : objects(route['nexthops']);
    return hops.flatMap(({ dev, gateway }) =>
      prefix !== undefined && typeof dev === 'string'
        ? [{ interface: dev, prefix, ...(isAddress(gateway) && { via: gateway }) }]
        : [],
    );
  });
}

/** Of resolv.conf(5): the IPv4 ones. */
export function parseNameservers(text: string): string[] {
  return [...text.matchAll(/^nameserver[ \t]+(\S+)/gm)].map((line) => line[1]).filter(isAddress);
}

function canonical(destination: string): string | undefined {
  const prefix = parsePrefix(destination === 'default' ? '0.0.0.0/0' : destination);
  return prefix && formatPrefix(prefix);
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && parseAddress(value) !== undefined;
}

/** Older iproute2 prints nothing at all instead of an empty list. */
function list(json: string): Fields[] {
  return objects(json.trim() === '' ? [] : JSON.parse(json));
}

function objects(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Fields => typeof item === 'object' && item !== null);
}
