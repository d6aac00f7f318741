/** What there is to list behind a bridge, and how it is found: pure. */
import { endpointRouter, type EndpointAddress } from '../../../shared/endpoint-address';
import type { Container, Endpoint, Inventory, SwarmTask } from '../../../shared/inventory';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { isUp } from './container-view';

export type Entry =
  /** `name` is that of its Swarm task, if it has one, without the task’s id. */
  | {
      readonly kind: 'container';
      readonly id: string;
      readonly name: string;
      readonly container: Container;
    }
  /** On another node than the gateway; `node` is its host name. */
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly name: string;
      readonly task: SwarmTask;
      readonly node: string;
    };

/** What runs here, tasks on other nodes, what is stopped; each in the inventory’s order. */
export function entriesOf(inventory: Inventory): readonly Entry[] {
  const taskNames = new Map(inventory.swarm?.tasks.map((task) => [task.container, task.name]));
  const containers = inventory.containers.map((container): Entry => {
    const name = taskNames.get(container.id) ?? container.name;
    return { kind: 'container', id: container.id, name, container };
  });
  return [
    ...containers.filter(isRunning),
    ...tasksElsewhere(inventory),
    ...containers.filter((entry) => !isRunning(entry)),
  ];
}

export function isRunning(entry: Entry): boolean {
  return entry.kind === 'task' || isUp(entry.container);
}

export function endpointsOf(entry: Entry): readonly Endpoint[] {
  return entry.kind === 'task' ? entry.task.endpoints : entry.container.endpoints;
}

/** Tasks of the Swarm that run on other nodes than the gateway, by name, with their node's host name. */
function tasksElsewhere({ swarm }: Inventory): Entry[] {
  if (!swarm) return [];
  const names = new Map(swarm.nodes.map(({ id, hostname }) => [id, hostname]));
  return swarm.tasks
    .filter(({ node }) => node !== swarm.node)
    .map((task): Entry => {
      const node = names.get(task.node) ?? task.node;
      return { kind: 'task', id: task.id, name: task.name, task, node };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/**
 * Finds the entries that have every word of a query somewhere: name, image, project, network, address, port. What is
 * searched is put together at the first query and kept, so that thousands of entries cost nothing before and little after.
 */
export function finder(
  entries: readonly Entry[],
  networks: readonly NetworkView[],
  names: NamesView | null,
): (query: string) => readonly Entry[] {
  let texts: readonly string[] | undefined;
  return (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return entries;
    texts ??= textsOf(entries, networks, names);
    const known = texts;
    return entries.filter((_entry, index) =>
      words.every((word) => known[index]?.includes(word) ?? false),
    );
  };
}

function textsOf(
  entries: readonly Entry[],
  networks: readonly NetworkView[],
  names: NamesView | null,
): readonly string[] {
  const addressesOf = endpointRouter(networks);
  return entries.map((entry) =>
    [
      ...wordsOf(entry),
      ...endpointsOf(entry).flatMap((endpoint) => endpointWords(endpoint, addressesOf(endpoint))),
      ...namesHere(names, entry.id),
    ]
      .join(' ')
      .toLowerCase(),
  );
}

function wordsOf(entry: Entry): string[] {
  if (entry.kind === 'task') {
    const { name, service, stack, image } = entry.task;
    return [name, service, stack ?? '', image, entry.node];
  }
  const { name, image, project, id, ports } = entry.container;
  return [name, image, project ?? '', id.slice(0, 12), ...ports.map((port) => `${port.container}`)];
}

function endpointWords(
  { network, ipv4, ipv6 }: Endpoint,
  addresses: readonly EndpointAddress[],
): string[] {
  return [network, ipv4 ?? '', ipv6 ?? '', ...addresses.map(({ here }) => here ?? '')];
}
