/** What a bridge must not take over: everything that the laptop reaches some other way. Pure. */
import {
  comparePrefixes,
  formatIpAddress,
  formatIpPrefix,
  parseIpAddress,
  parseIpPrefix,
  parsePrefixAround,
  prefixAround,
  widthOf,
  type IpPrefix,
} from '../../shared/cidr-ip';
import { INNER_POOL, INNER_POOL6 } from '../../shared/cidr-inner';
import { isDefaultRoute, RESERVED } from '../../shared/cidr-special';
import type { ErrorDetail } from '../../shared/errors';
import type { HostNetwork } from '../../shared/helper-protocol';

export interface Protected {
  readonly prefix: IpPrefix;
  readonly kind: string;
  readonly interface?: string | undefined;
}

/** Never anybody's network. */
export const reservedRanges: readonly Protected[] = RESERVED.map((prefix) => ({
  prefix,
  kind: 'reserved',
}));

/** Of all bridges, ours among them. */
const links: readonly Protected[] = [INNER_POOL, INNER_POOL6].map((prefix) => ({
  prefix,
  kind: 'link',
}));

/** The most telling reason first, then by interface and address: the same for any order of the laptop's tables. */
export function protectedOn(
  { addresses, routes, nameservers }: HostNetwork,
  gateway: string,
  otherBridges: readonly string[],
): Protected[] {
  const groups = [
    entries('gateway', [gateway]),
    entries('nameserver', nameservers),
    ...byInterface('router', routes, ({ via }) => via),
    entries('bridge', otherBridges),
    links,
    ...byInterface('local', addresses, ({ address, length }) => connected(address, length)),
    ...byInterface('route', routes, ({ prefix }) => prefix),
  ];
  return groups.flat();
}

/** `with`, `kind` and `interface` of a `net.conflict` or a `net.remapped`. */
export function describeClash({ prefix, kind, interface: device }: Protected): ErrorDetail {
  const { family, base, length } = prefix;
  const isHost = length === widthOf(family);
  return {
    with: isHost ? formatIpAddress({ family, value: base }) : formatIpPrefix(prefix),
    kind,
    ...(device !== undefined && { interface: device }),
  };
}

/** The subnet that an interface address lies in; of one that claims half the world, the address. */
function connected(address: string, length: number): string {
  const subnet = parsePrefixAround(`${address}/${length}`);
  if (!subnet || !isDefaultRoute(subnet)) return subnet ? formatIpPrefix(subnet) : address;
  const own = parseIpAddress(address);
  return own ? formatIpPrefix(prefixAround(own, widthOf(own.family))) : address;
}

/** Each text once: many routes have the same router. */
function entries(kind: string, texts: Iterable<string>, device?: string): Protected[] {
  return [...new Set(texts)]
    .flatMap((text) => parseIpPrefix(text) ?? [])
    .filter((prefix) => !isDefaultRoute(prefix))
    .sort(comparePrefixes)
    .map((prefix) => ({ prefix, kind, interface: device }));
}

/** The interfaces by name. */
function byInterface<Row extends { readonly interface: string }>(
  kind: string,
  rows: readonly Row[],
  textOf: (row: Row) => string | undefined,
): Protected[] {
  const texts = new Map<string, Set<string>>();
  for (const row of rows) {
    const text = textOf(row);
    if (text === undefined) continue;
    const known = texts.get(row.interface);
    if (known) known.add(text);
    else texts.set(row.interface, new Set([text]));
  }
  const devices = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  return devices.flatMap(([device, of]) => entries(kind, of, device));
}
