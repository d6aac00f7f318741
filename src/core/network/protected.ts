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
import type { ErrorDetail } from '../../shared/errors';
import type { HostNetwork } from '../../shared/helper-protocol';

export interface Protected {
  readonly prefix: IpPrefix;
  /** `with`, `kind` and `interface` of a `net.conflict` or `net.remapped`. */
  readonly detail: ErrorDetail;
}

/** Anything wider is a default route, whole or in pieces (`0.0.0.0/1`, `2000::/3`), and takes nothing over. */
const WIDEST = { 4: 8, 6: 16 };

/** This host, loopback, link-local, multicast and above; mapped IPv4 (RFC 6890, RFC 4291). */
const RESERVED = [
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'],
  ...['::/8', 'fe80::/10', 'ff00::/8'],
];

export function isTooWide({ family, length }: IpPrefix): boolean {
  return length < WIDEST[family];
}

/** Never anybody's network. */
export function reservedRanges(): Protected[] {
  return entries('reserved', RESERVED);
}

/** The most telling reason first, then by address: the same for any order of the laptop's tables. */
export function protectedOn(
  { addresses, routes, nameservers }: HostNetwork,
  gateway: string,
  otherBridges: readonly string[],
): Protected[] {
  const groups = [
    entries('gateway', [gateway]),
    entries('nameserver', nameservers),
    routes.flatMap(({ via, interface: device }) => (via ? entries('router', [via], device) : [])),
    entries('bridge', otherBridges),
    entries('link', [INNER_POOL, INNER_POOL6].map(formatIpPrefix)),
    addresses.flatMap(({ address, length, interface: device }) =>
      entries('local', [connected(address, length)], device),
    ),
    routes.flatMap(({ prefix, interface: device }) => entries('route', [prefix], device)),
  ];
  return groups.flatMap((group) => group.sort(compareEntries));
}

function entries(kind: string, texts: readonly string[], device?: string): Protected[] {
  return texts.flatMap((text) => {
    const prefix = parseIpPrefix(text);
    if (!prefix || isTooWide(prefix)) return [];
    const { family, base, length } = prefix;
    const isHost = length === widthOf(family);
    return {
      prefix,
      detail: {
        with: isHost ? formatIpAddress({ family, value: base }) : formatIpPrefix(prefix),
        kind,
        ...(device !== undefined && { interface: device }),
      },
    };
  });
}

/** The subnet that an interface address lies in; of one that claims half the world, the address. */
function connected(address: string, length: number): string {
  const subnet = parsePrefixAround(`${address}/${length}`);
  if (!subnet || !isTooWide(subnet)) return subnet ? formatIpPrefix(subnet) : address;
  const own = parseIpAddress(address);
  return own ? formatIpPrefix(prefixAround(own, widthOf(own.family))) : address;
}

function compareEntries(a: Protected, b: Protected): number {
  const order = comparePrefixes(a.prefix, b.prefix);
  if (order !== 0) return order;
  const [one, other] = [String(a.detail['interface']), String(b.detail['interface'])];
  return one < other ? -1 : one > other ? 1 : 0;
}
