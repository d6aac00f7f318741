/**
 * What the helper refuses, whatever the app asks for: nothing may be cut off or shadowed that the
 * laptop reaches today. Pure; it looks at the machine as the helper found it, not at the app's word.
 */
import {
  formatIpPrefix,
  parseIpPrefix,
  parsePrefixAround,
  prefixContains,
  prefixesOverlap,
  type IpPrefix,
} from '../shared/cidr-ip';
import { PrefixIndex } from '../shared/cidr-index';
import { INNER_POOL, INNER_POOL6 } from '../shared/cidr-inner';
import { isDefaultRoute, isTooWide, RESERVED } from '../shared/cidr-special';
import { failure } from '../shared/errors';
import { MAX_ROUTES, type HostNetwork, type NetworkConfig } from '../shared/helper-protocol';

export const MAX_BRIDGES = 16;
/** Bytes: the least that IPv4 (RFC 791) and IPv6 (RFC 8200) hosts must take, and the most that an IP packet can have. */
const MIN_MTU = 576;
const MIN_MTU6 = 1280;
const MAX_MTU = 65_535;

export interface Refusal {
  readonly rule:
    | 'mtu'
    | 'too-many-routes'
    | 'inner-pair'
    | 'inner-range'
    | 'inner-in-use'
    | 'no-inner-ipv6'
    | 'no-ipv6'
    | 'default-route'
    | 'too-wide'
    | 'reserved'
    | 'gateway'
    | 'local-gateway'
    | 'router'
    | 'nameserver'
    | 'own-address'
    | 'connected-subnet'
    | 'existing-route'
    // Of names.
    | 'malformed'
    | 'port'
    | 'reserved-domain'
    | 'public-domain'
    | 'reverse-zone'
    | 'search-elsewhere'
    | 'one-label'
    | 'host-elsewhere'
    | 'address-not-routed';
  /** What was asked for. */
  readonly value: string | number;
  /** What it would have cut off. */
  readonly against?: string;
}

/** Throws `helper.refused` {rule, value, against?} unless `device` may be configured like this. */
export function permit(config: NetworkConfig, device: string, network: HostNetwork): void {
  const refused = refusal(config, device, network);
  if (refused) throw failure('helper.refused', { ...refused });
}

export function refusal(
  config: NetworkConfig,
  device: string,
  network: HostNetwork,
): Refusal | undefined {
  const minMtu = config.local6 === undefined ? MIN_MTU : MIN_MTU6;
  if (config.mtu < minMtu || config.mtu > MAX_MTU) return { rule: 'mtu', value: config.mtu };
  if (config.routes.length > MAX_ROUTES) {
    return { rule: 'too-many-routes', value: config.routes.length };
  }
  const others = new PrefixIndex(inUse(config, device, network));
  const inner = innerRefusal(config, others);
  if (inner) return inner;
  for (const value of config.routes) {
    const refused = routeRefusal(value, others) ?? familyRefusal(value, config, network);
    if (refused) return refused;
  }
  return undefined;
}

/** Something that must stay reachable as it is. A range may not even be overlapped. */
interface InUse {
  readonly rule: Refusal['rule'];
  readonly prefix: IpPrefix;
  readonly text: string;
}

/** In the order in which a clash is named: what explains most comes first. */
function inUse(config: NetworkConfig, device: string, network: HostNetwork): InUse[] {
  const routes = network.routes.filter((route) => route.interface !== device);
  const addresses = network.addresses.filter((address) => address.interface !== device);
  const isDefault = (route: { prefix: string }) => isDefaultRoute(prefix(route.prefix));
  const connected = addresses
    .map(({ address, length, interface: on }) => ({ on, text: around(address, length) }))
    .filter(({ text }) => !isDefaultRoute(prefix(text)));
  const isConnected = new Set(connected.map(({ on, text }) => `${on} ${text}`));
  const all = (rule: InUse['rule'], texts: readonly (string | undefined)[]): InUse[] =>
    [...new Set(texts)].flatMap((text) =>
      text === undefined ? [] : [{ rule, text, prefix: prefix(text) }],
    );
  const own = addresses.map(({ address }) => address);
  const [defaults, others] = [routes.filter(isDefault), routes.filter((r) => !isDefault(r))];
  return [
    ...all('gateway', [config.gateway]),
    ...all('local-gateway', vias(defaults)),
    ...all('nameserver', network.nameservers),
    ...all('own-address', own),
    ...others.map((route) => ({
      rule: isConnected.has(`${route.interface} ${route.prefix}`)
        ? ('connected-subnet' as const)
        : ('existing-route' as const),
      text: route.prefix,
      prefix: prefix(route.prefix),
    })),
    ...all('router', vias(others)),
    // Also those that no route leads to, on whose link their neighbours may be asked for all the same.
    ...all(
      'connected-subnet',
      connected.map(({ text }) => text),
    ),
  ];
}

function vias(routes: HostNetwork['routes']): (string | undefined)[] {
  return routes.map(({ via }) => via);
}

function innerRefusal(config: NetworkConfig, others: PrefixIndex<InUse>): Refusal | undefined {
  const { local, peer, local6, peer6 } = config;
  const refused = pairRefusal(local, peer, INNER_POOL, others);
  if (refused || (local6 === undefined && peer6 === undefined)) return refused;
  if (local6 === undefined || peer6 === undefined) {
    return { rule: 'inner-pair', value: local6 ?? peer6 ?? '' };
  }
  return pairRefusal(local6, peer6, INNER_POOL6, others);
}

function pairRefusal(
  local: string,
  peer: string,
  pool: IpPrefix,
  others: PrefixIndex<InUse>,
): Refusal | undefined {
  const here = prefix(local);
  const there = prefix(peer);
  // The two ends of one /31 (RFC 3021) or /127 (RFC 6164) differ in the last bit alone.
  if ((here.base ^ there.base) !== 1n) return { rule: 'inner-pair', value: `${local} ${peer}` };
  if (!prefixContains(pool, here) || !prefixContains(pool, there)) {
    return { rule: 'inner-range', value: local };
  }
  for (const [value, end] of [[local, here] as const, [peer, there] as const]) {
    const taken = others.first(end);
    if (taken) return { rule: 'inner-in-use', value, against: taken.text };
  }
  return undefined;
}

function routeRefusal(value: string, others: PrefixIndex<InUse>): Refusal | undefined {
  const route = prefix(value);
  if (route.length === 0) return { rule: 'default-route', value };
  if (isTooWide(route)) return { rule: 'too-wide', value };
  if (RESERVED.some((range) => prefixesOverlap(range, route))) return { rule: 'reserved', value };
  const clash = others.first(route);
  if (clash) return { rule: clash.rule, value, against: clash.text };
  return undefined;
}

/** What could not be done, however harmless. */
function familyRefusal(
  value: string,
  { local6 }: NetworkConfig,
  { ipv6 }: HostNetwork,
): Refusal | undefined {
  if (prefix(value).family === 4) return undefined;
  if (ipv6 === false) return { rule: 'no-ipv6', value };
  return local6 === undefined ? { rule: 'no-inner-ipv6', value } : undefined;
}

/** Of text that a schema or a parser has checked; a bare address is all its bits. */
export function prefix(text: string): IpPrefix {
  const parsed = parseIpPrefix(text);
  if (!parsed) throw failure('helper.refused', { rule: 'malformed', value: text });
  return parsed;
}

/** The subnet that an address lies in. */
function around(address: string, length: number): string {
  const parsed = parsePrefixAround(`${address}/${length}`);
  return parsed ? formatIpPrefix(parsed) : address;
}
