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
  /** `with`, `kind` and `interface` of a `net.conflict` or `net.remapped`. */
  readonly detail: ErrorDetail;
}

/** Never anybody's network. */
export const reservedRanges: readonly Protected[] = RESERVED.map((prefix) =>
  describe('reserved', prefix),
);

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
  return texts
    .flatMap((text) => parseIpPrefix(text) ?? [])
    .filter((prefix) => !isDefaultRoute(prefix))
    .map((prefix) => describe(kind, prefix, device));
}

function describe(kind: string, prefix: IpPrefix, device?: string): Protected {
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
}

/** The subnet that an interface address lies in; of one that claims half the world, the address. */
function connected(address: string, length: number): string {
  const subnet = parsePrefixAround(`${address}/${length}`);
  if (!subnet || !isDefaultRoute(subnet)) return subnet ? formatIpPrefix(subnet) : address;
  const own = parseIpAddress(address);
  return own ? formatIpPrefix(prefixAround(own, widthOf(own.family))) : address;
}

function compareEntries(a: Protected, b: Protected): number {
  const order = comparePrefixes(a.prefix, b.prefix);
  if (order !== 0) return order;
  const [one, other] = [String(a.detail['interface']), String(b.detail['interface'])];
  return one < other ? -1 : one > other ? 1 : 0;
}
