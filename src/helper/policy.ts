/**
 * What the helper refuses, whatever the app asks for: nothing may be cut off or shadowed that the
 * laptop reaches today. Pure; it looks at the machine as the helper found it, not at the app's word.
 */
import { contains, overlaps, parsePrefix, type Prefix } from '../shared/cidr';
import { failure } from '../shared/errors';
import type { HostNetwork, NetworkConfig } from '../shared/helper-protocol';

export const MAX_BRIDGES = 16;
const MAX_ROUTES = 256;
/** Bytes: the least that IPv4 hosts must take (RFC 791), and the most that an IP packet can have. */
const MIN_MTU = 576;
const MAX_MTU = 65_535;

/** Anything wider is a default route in disguise, such as the 0.0.0.0/1 of some VPNs. */
const WIDEST = 8;

/** For benchmarks of network devices (RFC 2544), so nobody's real addresses. */
const INNER_RANGE = prefix('198.18.0.0/15');

/** "This" network, loopback, link-local, multicast and reserved (RFC 6890). */
const RESERVED = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].map(prefix);

export interface Refusal {
  readonly rule:
    | 'mtu'
    | 'too-many-routes'
    | 'inner-pair'
    | 'inner-range'
    | 'inner-in-use'
    | 'default-route'
    | 'too-wide'
    | 'reserved'
    | 'gateway'
    | 'local-gateway'
    | 'nameserver'
    | 'own-address'
    | 'connected-subnet'
    | 'existing-route';
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
  if (config.mtu < MIN_MTU || config.mtu > MAX_MTU) return { rule: 'mtu', value: config.mtu };
  if (config.routes.length > MAX_ROUTES) {
    return { rule: 'too-many-routes', value: config.routes.length };
  }
  const others = inUse(config, device, network);
  const inner = innerRefusal(config, others);
  if (inner) return inner;
  for (const value of config.routes) {
    const refused = routeRefusal(value, others);
    if (refused) return refused;
  }
  return undefined;
}

/** Something that must stay reachable as it is. A range may not even be overlapped. */
interface InUse {
  readonly rule: Refusal['rule'];
  readonly text: string;
}

/** In the order in which a clash is named: what explains most comes first. */
function inUse(config: NetworkConfig, device: string, network: HostNetwork): InUse[] {
  const routes = network.routes.filter((route) => route.interface !== device);
  const addresses = network.addresses.filter((address) => address.interface !== device);
  const isDefault = (route: { prefix: string }) => prefix(route.prefix).length < WIDEST;
  const isConnected = (route: { interface: string; prefix: string }) =>
    addresses.some(
      (address) =>
        address.interface === route.interface &&
        address.length === prefix(route.prefix).length &&
        contains(prefix(route.prefix), prefix(address.address)),
    );
  const all = (rule: InUse['rule'], texts: (string | undefined)[]): InUse[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ rule, text }]));
  return [
    ...all('gateway', [config.gateway]),
    ...all(
      'local-gateway',
      routes.filter(isDefault).map(({ via }) => via),
    ),
    ...all('nameserver', network.nameservers),
    ...all(
      'own-address',
      addresses.map(({ address }) => address),
    ),
    ...routes
      .filter((route) => !isDefault(route))
      .map((route) => ({
        rule: isConnected(route) ? ('connected-subnet' as const) : ('existing-route' as const),
        text: route.prefix,
      })),
  ];
}

function innerRefusal({ local, peer }: NetworkConfig, others: InUse[]): Refusal | undefined {
  const here = prefix(local);
  const there = prefix(peer);
  // The two ends of one /31 (RFC 3021) differ in the last bit alone.
  if ((here.base ^ there.base) !== 1) return { rule: 'inner-pair', value: `${local} ${peer}` };
  if (!contains(INNER_RANGE, here)) return { rule: 'inner-range', value: local };
  for (const [value, end] of [[local, here] as const, [peer, there] as const]) {
    const taken = others.find(({ text }) => overlaps(prefix(text), end));
    if (taken) return { rule: 'inner-in-use', value, against: taken.text };
  }
  return undefined;
}

function routeRefusal(value: string, others: InUse[]): Refusal | undefined {
  const route = prefix(value);
  if (route.length === 0) return { rule: 'default-route', value };
  if (route.length < WIDEST) return { rule: 'too-wide', value };
  if (RESERVED.some((range) => overlaps(range, route))) return { rule: 'reserved', value };
  const clash = others.find(({ text }) => overlaps(prefix(text), route));
  return clash && { rule: clash.rule, value, against: clash.text };
}

/** Of text that a schema or a parser has checked; a bare address is a /32. */
function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw failure('helper.refused', { rule: 'malformed', value: text });
  return parsed;
}
