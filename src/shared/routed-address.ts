import { formatAddress, mask, parseAddress } from './cidr';
import {
  formatIpAddress,
  parseIpAddress,
  parseIpPrefix,
  prefixAround,
  prefixContains,
  widthOf,
  type IpPrefix,
} from './cidr-ip';
import type { NetworkView } from './network-view';

/**
 * The address that the laptop uses for a container's `address`: itself, or its stand-in where its prefix is
 * remapped; `null` if it is not routed. Two networks of one gateway may hold the same prefix (the later one
 * is refused then): where the container's network is known, pass that one alone.
 */
export function routedAddress(address: string, networks: readonly NetworkView[]): string | null {
  return addressRouter(networks)(address);
}

type Router = (address: string) => string | null;

/** `routedAddress` for many addresses. */
export function addressRouter(networks: readonly NetworkView[]): Router {
  const ways = waysOf(networks);
  const four = router4(ways.filter(({ real }) => real.family === 4));
  const six = router6(ways.filter(({ real }) => real.family === 6));
  return (address) => four(address) ?? six(address);
}

/** A prefix as the gateway and as the laptop know it: of one family and length. */
interface Way {
  readonly real: IpPrefix;
  readonly routed: IpPrefix;
}

/** The longest first: by that the gateway sends, too. */
function waysOf(networks: readonly NetworkView[]): Way[] {
  return networks
    .flatMap(({ prefixes }) => prefixes)
    .flatMap(({ real, routed }) => {
      const [from, to] = [parseIpPrefix(real), parseIpPrefix(routed ?? '')];
      const isSound = from?.family === to?.family && from?.length === to?.length;
      return from && to && isSound ? [{ real: from, routed: to }] : [];
    })
    .sort((a, b) => b.real.length - a.real.length);
}

/** In plain numbers: most addresses are of IPv4, and a gateway may have thousands. */
function router4(ways: readonly Way[]): Router {
  const rows = ways.map(({ real, routed }) => {
    const base = Number(real.base);
    return { base, netmask: mask(real.length), offset: Number(routed.base) - base };
  });
  return (address) => {
    const value = parseAddress(address);
    if (value === undefined) return null;
    const row = rows.find(({ base, netmask }) => (value & netmask) >>> 0 === base);
    return row ? formatAddress(value + row.offset) : null;
  };
}

function router6(ways: readonly Way[]): Router {
  return (address) => {
    const found = ways.length > 0 ? parseIpAddress(address) : undefined;
    if (!found) return null;
    const whole = prefixAround(found, widthOf(found.family));
    const way = ways.find(({ real }) => prefixContains(real, whole));
    if (!way) return null;
    const value = way.routed.base + (found.value - way.real.base);
    return formatIpAddress({ family: found.family, value });
  };
}
