/** Which networks of a gateway a profile wants: a person's choices, and sensible ones where there are none. Pure. */
import {
  formatIpPrefix,
  parseIpAddress,
  parseIpPrefix,
  prefixAround,
  prefixContains,
  widthOf,
  type IpPrefix,
} from '../../shared/cidr-ip';
import { errorInfo, type ErrorInfo } from '../../shared/errors';
import type { Inventory, Network } from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';

/** What a `NetworkView` says before anything is routed. */
export interface NetworkChoice extends Pick<
  NetworkView,
  'id' | 'name' | 'kind' | 'driver' | 'scope' | 'enabled' | 'containers' | 'nodes'
> {
  /** In Docker's order; host bits zero. */
  readonly prefixes: readonly string[];
  /** Why it cannot be enabled: `net.ingress`, `.internal`, `.unsupported` or `.needs-manager`; never enabled then. */
  readonly refusal: ErrorInfo | null;
  /** The gateway reaches into it by an attachment only. */
  readonly attachment: boolean;
}

/** Swarm makes it on every node, for published ports: a network of no container's own. */
const SWARM_BRIDGE = 'docker_gwbridge';

/** Drivers of `host`, `none` and config-only networks: nothing that has an address. */
const NO_NETWORK = ['host', 'null'];

/**
 * Docker's networks and the additional CIDRs, in order of priority: of two with the same prefix the first
 * is routed. What the gateway has anyway comes first, then overlays, then CIDRs; each by name. A nameserver of the
 * profile that none of them covers is one more CIDR.
 */
export function chooseNetworks(
  inventory: Inventory | null,
  profile: Pick<Profile, 'networks' | 'cidrs' | 'names'>,
): NetworkChoice[] {
  const networks = dockerNetworks(inventory, profile);
  const covered = networks.flatMap(({ enabled, prefixes }) => (enabled ? prefixes : []));
  const cidrs = [...profile.cidrs, ...nameserversOutside(profile, [...covered, ...profile.cidrs])];
  return [
    ...networks,
    ...[...new Set(cidrs)].map((cidr) => ({
      ...{ id: cidr, name: cidr, kind: 'cidr' as const, driver: 'cidr', scope: 'local' as const },
      ...{ prefixes: [cidr], refusal: null, enabled: true, attachment: false },
      ...{ containers: 0, nodes: [] },
    })),
  ];
}

/**
 * As prefixes of one address. Only of IPv4: the machines behind a gateway know no way back to the laptop, and the
 * guard masquerades nothing else.
 */
function nameserversOutside(
  { names }: Pick<Profile, 'names'>,
  prefixes: readonly string[],
): string[] {
  const inside = prefixes.flatMap((text) => parseIpPrefix(text) ?? []);
  const isInside = (one: IpPrefix): boolean => inside.some((prefix) => prefixContains(prefix, one));
  return (names?.nameservers ?? [])
    .flatMap(({ address }) => parseIpAddress(address) ?? [])
    .map((address) => prefixAround(address, widthOf(address.family)))
    .filter((prefix) => prefix.family === 4 && !isInside(prefix))
    .map(formatIpPrefix);
}

function dockerNetworks(
  inventory: Inventory | null,
  profile: Pick<Profile, 'networks'>,
): NetworkChoice[] {
  const chosen = new Map(Object.entries(profile.networks));
  const networks = (inventory?.networks ?? []).filter(({ driver }) => !NO_NETWORK.includes(driver));
  const answering = inventory ? answeringIn(inventory) : new Map<string, Answering>();
  return networks
    .map((network) => {
      const refusal = refusalOf(network, inventory?.swarm?.manager ?? false);
      const { id, name, driver, scope, subnets: prefixes } = network;
      return {
        ...{ id, name, driver, scope, prefixes, refusal, kind: 'docker' as const },
        enabled: refusal === null && (chosen.get(name) ?? isOnByDefault(network)),
        attachment: driver === 'overlay',
        containers: answering.get(name)?.containers.size ?? 0,
        nodes: scope === 'swarm' ? [...(answering.get(name)?.nodes ?? [])].sort(compare) : [],
      };
    })
    .sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name) || compare(a.id, b.id));
}

/** An overlay puts a container on the gateway, so that takes a person's word. */
function isOnByDefault({ name, driver, scope }: Network): boolean {
  return driver === 'bridge' && scope === 'local' && name !== SWARM_BRIDGE;
}

function refusalOf(network: Network, isManager: boolean): ErrorInfo | null {
  const { name, driver, internal, ingress, attachable } = network;
  if (ingress) return errorInfo('net.ingress', { network: name });
  if (internal) return errorInfo('net.internal', { network: name });
  if (driver !== 'bridge' && driver !== 'overlay') {
    return errorInfo('net.unsupported', { network: name, driver });
  }
  if (driver === 'overlay' && !attachable && !isManager) {
    return errorInfo('net.needs-manager', { network: name });
  }
  return null;
}

interface Answering {
  /** Ids: a task's container that runs here is in both lists. */
  readonly containers: Set<string>;
  readonly nodes: Set<string>;
}

/** By name of network: what has an address there. */
function answeringIn({ containers, swarm }: Inventory): Map<string, Answering> {
  const found = new Map<string, Answering>();
  const on = (network: string): Answering => {
    const known = found.get(network) ?? { containers: new Set(), nodes: new Set() };
    found.set(network, known);
    return known;
  };
  const hostnames = new Map(swarm?.nodes.map(({ id, hostname }) => [id, hostname]));
  const here = swarm && hostnames.get(swarm.node);
  for (const { id, endpoints } of containers) {
    for (const { network, ipv4, ipv6 } of endpoints) {
      if (ipv4 === null && ipv6 === null) continue;
      on(network).containers.add(id);
      if (here) on(network).nodes.add(here);
    }
  }
  for (const { id, container, node, endpoints } of swarm?.tasks ?? []) {
    for (const { network } of endpoints) {
      on(network).containers.add(container ?? id);
      on(network).nodes.add(hostnames.get(node) ?? node);
    }
  }
  return found;
}

function rank({ driver }: { readonly driver: string }): number {
  return driver === 'bridge' ? 0 : driver === 'overlay' ? 1 : 2;
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
