/** Which containers are shown, in what order and as what: pure. */
import { describeError } from '../../../shared/error-text';
import {
  endpointAddresses,
  networkOf,
  type EndpointAddress,
} from '../../../shared/endpoint-address';
import type { Container, Endpoint, Inventory, SwarmTask } from '../../../shared/inventory';
import { namesHere } from '../../../shared/names-here';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import type { DotTone } from '../../components/dot';

export type Row =
  | { readonly kind: 'heading'; readonly title: string; readonly count: number }
  /** `name` is that of its Swarm task, if it has one, without the task’s id. */
  | { readonly kind: 'container'; readonly container: Container; readonly name: string }
  | { readonly kind: 'task'; readonly task: SwarmTask; readonly node: string };

type EntryRow = Exclude<Row, { kind: 'heading' }>;

/** What matches every word of `query`, in groups: running here, tasks on other nodes, stopped. */
export function rowsOf(
  inventory: Inventory,
  query: string,
  networks: readonly NetworkView[] = [],
  names: NamesView | null = null,
): Row[] {
  const isShown = (row: EntryRow): boolean =>
    query === '' || matches([...wordsOf(row, networks), ...namesOf(row, names)].join(' '), query);
  const taskNames = new Map(inventory.swarm?.tasks.map((task) => [task.container, task.name]));
  const containers = inventory.containers
    .map((container) => {
      const name = taskNames.get(container.id) ?? container.name;
      return { kind: 'container', container, name } as const;
    })
    .filter(isShown);
  return [
    ...group(
      'Running',
      containers.filter(({ container }) => isUp(container)),
    ),
    ...group('On other nodes', tasksElsewhere(inventory).filter(isShown)),
    ...group(
      'Stopped',
      containers.filter(({ container }) => !isUp(container)),
    ),
  ];
}

/** How many rows there would be without a query. */
export function entryCount(inventory: Inventory): number {
  return inventory.containers.length + tasksElsewhere(inventory).length;
}

/** Tasks of the Swarm that run on other nodes than the gateway, by name, with their node's host name. */
function tasksElsewhere({ swarm }: Inventory): Extract<Row, { kind: 'task' }>[] {
  if (!swarm) return [];
  const names = new Map(swarm.nodes.map(({ id, hostname }) => [id, hostname]));
  return swarm.tasks
    .filter(({ node }) => node !== swarm.node)
    .map((task) => ({ kind: 'task', task, node: names.get(task.node) ?? task.node }) as const)
    .sort((a, b) => a.task.name.localeCompare(b.task.name, 'en', { numeric: true }));
}

function group(title: string, rows: readonly Row[]): Row[] {
  if (rows.length === 0) return [];
  return [{ kind: 'heading', title, count: rows.length }, ...rows];
}

/** All that a person may look for in a row. */
function wordsOf(row: EntryRow, networks: readonly NetworkView[]): string[] {
  if (row.kind === 'task') {
    const { name, service, stack, image, endpoints } = row.task;
    const words = [name, service, stack ?? '', image, row.node];
    return [...words, ...endpointWords(endpoints, networks)];
  }
  const { name, image, project, id, endpoints, ports } = row.container;
  const words = [name, image, project ?? '', id.slice(0, 12)];
  const numbers = ports.map((port) => String(port.container));
  return [...words, ...endpointWords(endpoints, networks), ...numbers];
}

function namesOf(row: EntryRow, names: NamesView | null): readonly string[] {
  return namesHere(names, row.kind === 'task' ? row.task.id : row.container.id);
}

function endpointWords(endpoints: readonly Endpoint[], networks: readonly NetworkView[]): string[] {
  return [
    ...endpoints.flatMap(({ network, ipv4, ipv6 }) => [network, ipv4 ?? '', ipv6 ?? '']),
    ...endpointAddresses(endpoints, networks).map(({ here }) => here ?? ''),
  ];
}

function matches(words: string, query: string): boolean {
  const text = words.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function isUp({ status }: Container): boolean {
  return status === 'running' || status === 'restarting' || status === 'paused';
}

export function containerTone(container: Container): DotTone {
  if (!isUp(container)) return 'off';
  if (container.health === 'unhealthy') return 'bad';
  const settled = container.status === 'running' && container.health !== 'starting';
  return settled ? 'on' : 'busy';
}

/** A word for what the dot says; `null` when all is as it should be. */
export function conditionOf(container: Container): string | null {
  if (container.status !== 'running') return container.status;
  return container.health === 'unhealthy' || container.health === 'starting'
    ? container.health
    : null;
}

/** Why an address does not answer here, in a few words; `null` if it is routed. */
export function unroutedWords(
  { here, network }: EndpointAddress,
  networks: readonly NetworkView[],
): string | null {
  if (here !== null) return null;
  const reach = networkOf(network, networks)?.reach;
  switch (reach?.kind) {
    case 'off':
      return 'network off';
    case 'opening':
      return 'opening…';
    case 'refused':
      return describeError(reach.error).title.toLowerCase();
    case 'on':
    case undefined:
      return 'not routed';
  }
}

/** Where an address would stand for what runs without one; `null` if it has one or does not run. */
export function addressless(endpoints: readonly Endpoint[]): string | null {
  if (endpoints.some(({ network }) => network === 'host')) return 'network of the host';
  return endpoints.some(({ ipv4 }) => ipv4 !== null) ? null : 'no network';
}
