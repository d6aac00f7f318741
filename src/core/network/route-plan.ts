/**
 * Decides which prefixes a bridge may route into its link. Pure. The rule is that a bridge never
 * takes over anything that the laptop already reaches some other way.
 */
import {
  contains,
  formatPrefix,
  overlaps,
  parseAddress,
  parsePrefix,
  mask,
  type Prefix,
} from '../../shared/cidr';
import { errorInfo, type ErrorDetail, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';

export interface RoutePlanInput {
  /** `profile.networks`. Empty: every local bridge network of the inventory that is not internal. */
  readonly networks: readonly string[];
  readonly inventory: Inventory | null;
  /** The laptop's network without the bridge's own tun interface. */
  readonly laptop: HostNetwork;
  /** IPv4 address that the SSH connection runs to. */
  readonly gateway: string;
  /** Prefixes that other bridges route. */
  readonly otherBridges: readonly string[];
}

export interface RoutePlan {
  /** Disjoint IPv4 prefixes, in address order. */
  readonly routes: readonly string[];
  /** A `net.conflict` {prefix, with, kind, interface?} per prefix left out; `net.nothing-to-route` if nothing is left. */
  readonly warnings: readonly ErrorInfo[];
}

export function planRoutes(input: RoutePlanInput): RoutePlan {
  const taken = takenOn(input);
  const free: Prefix[] = [];
  const warnings: ErrorInfo[] = [];
  for (const prefix of unique(wantedBy(input))) {
    const clash = taken.find((entry) => overlaps(entry.prefix, prefix));
    if (clash)
      warnings.push(errorInfo('net.conflict', { prefix: formatPrefix(prefix), ...clash.detail }));
    else free.push(prefix);
  }
  const routes = withoutCovered(free).sort((a, b) => a.base - b.base);
  if (routes.length === 0) warnings.push(errorInfo('net.nothing-to-route'));
  return { routes: routes.map(formatPrefix), warnings };
}

function wantedBy({ networks, inventory }: RoutePlanInput): Prefix[] {
  if (networks.length > 0) return narrow(networks);
  const reachable = (inventory?.networks ?? []).filter(
    ({ driver, scope, internal }) => driver === 'bridge' && scope === 'local' && !internal,
  );
  return narrow(reachable.flatMap(({ subnets }) => subnets));
}

/** A profile holds nothing wider, and the helper would refuse it. */
function narrow(texts: readonly string[]): Prefix[] {
  return parsed(texts).filter(({ length }) => length >= WIDEST);
}

interface Taken {
  readonly prefix: Prefix;
  readonly detail: ErrorDetail;
}

/** Never anybody's network: this host, loopback, link-local, multicast and above (RFC 6890). */
const RESERVED = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

/** A wider route is a default route in disguise, such as the `0.0.0.0/1` of some VPNs. */
const WIDEST = 8;

/** What must not be shadowed, the most telling reason first. */
function takenOn({ laptop, gateway, otherBridges }: RoutePlanInput): Taken[] {
  const taken = (kind: string, texts: readonly string[], device?: string): Taken[] =>
    parsed(texts).map((prefix) => ({
      prefix,
      detail: {
        with: prefix.length === 32 ? formatPrefix(prefix).slice(0, -3) : formatPrefix(prefix),
        kind,
        ...(device !== undefined && { interface: device }),
      },
    }));
  const { addresses, routes, nameservers } = laptop;
  return [
    ...taken('gateway', [gateway]),
    ...taken('nameserver', nameservers),
    ...routes.flatMap(({ via, interface: device }) => taken('router', via ? [via] : [], device)),
    ...taken('bridge', otherBridges),
    ...addresses.flatMap(({ address, length, interface: device }) =>
      taken('local', [connectedPrefix(address, length)], device),
    ),
    ...routes
      .filter(({ prefix }) => !isDefault(prefix))
      .flatMap(({ prefix, interface: device }) => taken('route', [prefix], device)),
    ...taken('reserved', RESERVED),
  ];
}

/** The subnet that an interface address lies in; an address that is not IPv4 gives nothing to parse. */
function connectedPrefix(address: string, length: number): string {
  const value = parseAddress(address);
  return value === undefined ? '' : formatPrefix({ base: (value & mask(length)) >>> 0, length });
}

function isDefault(text: string): boolean {
  const prefix = parsePrefix(text);
  return prefix !== undefined && prefix.length < WIDEST;
}

function parsed(texts: readonly string[]): Prefix[] {
  return texts.map(parsePrefix).filter((prefix) => prefix !== undefined);
}

function unique(prefixes: readonly Prefix[]): Prefix[] {
  return [...new Map(prefixes.map((prefix) => [formatPrefix(prefix), prefix])).values()];
}

/** Drops what another prefix of the list contains. Expects no duplicates. */
function withoutCovered(prefixes: readonly Prefix[]): Prefix[] {
  return prefixes.filter(
    (inner) => !prefixes.some((outer) => outer !== inner && contains(outer, inner)),
  );
}
