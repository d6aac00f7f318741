/** What runs, once each, with the addresses that the laptop reaches it by: pure. */
import { endpointRouter } from '../../shared/endpoint-address';
import type {
  Container,
  ContainerStatus,
  Endpoint,
  Inventory,
  SwarmTask,
} from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { NameRecords } from './zone-data';

/** A container, a task of another node, or both: a task's container that is in the list. */
export interface Running {
  readonly container: Container | null;
  readonly task: SwarmTask | null;
  /** By name of network. */
  readonly endpoints: readonly RunningEndpoint[];
  /** Of all its endpoints, each once. */
  readonly addresses: NameRecords;
}

interface RunningEndpoint {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly addresses: NameRecords;
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
  const reach = endpointRouter(networks);
  return [
    ...containers
      .filter(({ status }) => RUNNING.includes(status))
      .sort((a, b) => a.createdAt - b.createdAt || compare(a.id, b.id))
      .map((container) => reached(container, tasks.get(container.id) ?? taskOf(container), reach)),
    ...(swarm?.tasks ?? [])
      .filter(({ container }) => container === null || !listed.has(container))
      .sort((a, b) => compare(a.id, b.id))
      .map((task) => reached(null, task, reach)),
  ];
}

/** Of a container that the manager has not told of yet, or never does: the gateway is none. */
function taskOf({ id, image, task }: Container): SwarmTask | null {
  return task ? { ...task, image, container: id, endpoints: [] } : null;
}

/** By code units: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of several things that share a name, in their order. */
export function union(all: readonly NameRecords[]): NameRecords {
  const [first, ...others] = all;
  if (first && others.length === 0) return first;
  return {
    a: unique(all.flatMap(({ a }) => a)),
    aaaa: unique(all.flatMap(({ aaaa }) => aaaa)),
    ptr: NONE,
  };
}

const NONE: readonly string[] = [];

/** Of a name that only others are below, and of what is not routed. */
export const NOTHING: NameRecords = { a: NONE, aaaa: NONE, ptr: NONE };

type Reach = ReturnType<typeof endpointRouter>;

function reached(container: Container | null, task: SwarmTask | null, reach: Reach): Running {
  const endpoints = endpointsOf(container, task).map((endpoint) => ({
    network: endpoint.network,
    aliases: endpoint.aliases ?? NONE,
    addresses: addressesOf(endpoint, reach),
  }));
  if (endpoints.length > 1) endpoints.sort((a, b) => compare(a.network, b.network));
  return { container, task, endpoints, addresses: union(endpoints.map((each) => each.addresses)) };
}

function addressesOf(endpoint: Endpoint, reach: Reach): NameRecords {
  const here = reach(endpoint).flatMap((address) => address.here ?? []);
  if (here.length === 0) return NOTHING;
  if (!here.some(isSix)) return { a: here, aaaa: NONE, ptr: NONE };
  return { a: here.filter((address) => !isSix(address)), aaaa: here.filter(isSix), ptr: NONE };
}

function isSix(address: string): boolean {
  return address.includes(':');
}

/** Of both: the container's own address is the newer one, and both know aliases. */
function endpointsOf(container: Container | null, task: SwarmTask | null): readonly Endpoint[] {
  if (!container || !task) return (container ?? task)?.endpoints ?? [];
  const byNetwork = new Map(task.endpoints.map((endpoint) => [endpoint.network, endpoint]));
  for (const { network, ipv4, ipv6, aliases = NONE } of container.endpoints) {
    const other = byNetwork.get(network);
    byNetwork.set(network, {
      ...{ network, ipv4: ipv4 ?? other?.ipv4 ?? null, ipv6: ipv6 ?? other?.ipv6 ?? null },
      aliases: unique([...(other?.aliases ?? NONE), ...aliases]),
    });
  }
  return [...byNetwork.values()];
}

/** Most are a few, for which a set takes longer. */
function unique(texts: readonly string[]): readonly string[] {
  if (texts.length > 8) return [...new Set(texts)];
  return texts.filter((text, index) => texts.indexOf(text) === index);
}
