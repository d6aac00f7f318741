/** What runs, once each, with the addresses that the laptop reaches it by: pure. */
import { endpointAddresses } from '../../shared/endpoint-address';
import type {
  Container,
  ContainerStatus,
  Endpoint,
  Inventory,
  SwarmTask,
} from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';

/** A container, a task of another node, or both: a task's container that is in the list. */
export interface Running {
  readonly container: Container | null;
  readonly task: SwarmTask | null;
  /** By name of network. */
  readonly endpoints: readonly RunningEndpoint[];
  /** Of all its endpoints; each once. */
  readonly addresses: readonly string[];
}

interface RunningEndpoint {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly addresses: readonly string[];
}

const RUNNING: readonly ContainerStatus[] = ['running', 'paused', 'restarting'];

/** The oldest first, then tasks of other nodes; in the same order for any order of the inventory. */
export function runningIn(
  { containers, swarm }: Inventory,
  networks: readonly NetworkView[],
): Running[] {
  const tasks = new Map<string, SwarmTask>();
  for (const task of swarm?.tasks ?? []) if (task.container) tasks.set(task.container, task);
  const listed = new Set(containers.map(({ id }) => id));
  const reach = reachBy(networks);
  return [
    ...containers
      .filter(({ status }) => RUNNING.includes(status))
      .sort((a, b) => a.createdAt - b.createdAt || compare(a.id, b.id))
      .map((container) => reached(container, tasks.get(container.id) ?? null, reach)),
    ...(swarm?.tasks ?? [])
      .filter(({ container }) => container === null || !listed.has(container))
      .sort((a, b) => compare(a.id, b.id))
      .map((task) => reached(null, task, reach)),
  ];
}

/** By code units: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Reach = (endpoint: Endpoint) => string[];

/** Few of many networks are a way to an endpoint, and they are the same for all that is on its network. */
function reachBy(networks: readonly NetworkView[]): Reach {
  const ways = new Map<string, NetworkView[]>();
  return (endpoint) => {
    let known = ways.get(endpoint.network);
    if (!known) {
      known = networks.filter(({ kind, name }) => kind === 'cidr' || name === endpoint.network);
      ways.set(endpoint.network, known);
    }
    return endpointAddresses([endpoint], known).flatMap(({ here }) => here ?? []);
  };
}

function reached(container: Container | null, task: SwarmTask | null, reach: Reach): Running {
  const endpoints = endpointsOf(container, task)
    .map((endpoint) => ({
      network: endpoint.network,
      aliases: endpoint.aliases ?? [],
      addresses: reach(endpoint),
    }))
    .sort((a, b) => compare(a.network, b.network));
  const addresses = unique(endpoints.flatMap((endpoint) => endpoint.addresses));
  return { container, task, endpoints, addresses };
}

/** Of both: the container's own address is the newer one, and both know aliases. */
function endpointsOf(container: Container | null, task: SwarmTask | null): readonly Endpoint[] {
  if (!container || !task) return (container ?? task)?.endpoints ?? [];
  const byNetwork = new Map(task.endpoints.map((endpoint) => [endpoint.network, endpoint]));
  for (const { network, ipv4, ipv6, aliases = [] } of container.endpoints) {
    const other = byNetwork.get(network);
    byNetwork.set(network, {
      ...{ network, ipv4: ipv4 ?? other?.ipv4 ?? null, ipv6: ipv6 ?? other?.ipv6 ?? null },
      aliases: unique([...(other?.aliases ?? []), ...aliases]),
    });
  }
  return [...byNetwork.values()];
}

export function unique(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}
