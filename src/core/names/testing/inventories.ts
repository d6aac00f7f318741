/** What Docker may have, for tests of names. */
import type { Container, Endpoint, Inventory, SwarmTask } from '../../../shared/inventory';
import type { NetworkView } from '../../../shared/network-view';

export function network(
  name: string,
  prefixes: Readonly<Record<string, string | null>>,
  change: Partial<NetworkView> = {},
): NetworkView {
  return {
    ...{ id: name, name, kind: 'docker', driver: 'bridge', scope: 'local', enabled: true },
    ...{ reach: { kind: 'on' }, containers: 0, nodes: [] },
    prefixes: Object.entries(prefixes).map(([real, routed]) => ({ real, routed })),
    ...change,
  };
}

/** `at` is `network address address6`, and behind it aliases. */
function endpoint(at: string): Endpoint {
  const [name = '', ipv4 = null, ipv6 = null, ...aliases] = at.split(' ');
  const given = (text: string | null): string | null => (text === '-' ? null : text);
  const further = aliases.length > 0 && { aliases };
  return { network: name, ipv4: given(ipv4), ipv6: given(ipv6), ...further };
}

/** Created at the second that `order` says; its id is of that, too. */
export function container(
  order: number,
  name: string,
  at: readonly string[],
  change: Partial<Container> = {},
): Container {
  return {
    ...{ id: idOf(order), name, image: 'app:1', status: 'running', health: 'none' },
    ...{ statusText: 'Up', createdAt: order * 1_000, ports: [], project: null },
    endpoints: at.map(endpoint),
    ...change,
  };
}

export function task(
  order: number,
  name: string,
  at: readonly string[],
  change: Partial<SwarmTask> = {},
): SwarmTask {
  return {
    ...{ id: `task${order}`, name, service: name.replace(/\.\d+$/, ''), stack: null },
    ...{ image: 'app:1', node: 'n2', container: idOf(order) },
    endpoints: at.map(endpoint),
    ...change,
  };
}

/** 64 digits; the first twelve are `order`. */
export function idOf(order: number): string {
  return order.toString(16).padStart(12, '0').padEnd(64, 'f');
}

export function inventory(
  containers: readonly Container[],
  tasks: readonly SwarmTask[] = [],
): Inventory {
  return {
    ...{ containers, networks: [], engine: '26.1.5' },
    swarm: tasks.length > 0 ? { node: 'n1', manager: true, nodes: [], tasks } : null,
  };
}
