import { describe, expect, it } from 'vitest';
import type { Container, Inventory, SwarmTask } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkView } from '../../../shared/network-view';
import { entriesOf, finder, type Entry } from './entries';

function container(change: Partial<Container>): Container {
  return {
    id: 'a'.repeat(64),
    name: 'web',
    image: 'nginx:1.22',
    status: 'running',
    health: 'none',
    statusText: 'Up 3 minutes',
    createdAt: 0,
    endpoints: [{ network: 'bridge', ipv4: '172.17.0.2', ipv6: 'fd00:17::2' }],
    ports: [{ container: 80, protocol: 'tcp', host: null }],
    project: 'shop',
    ...change,
  };
}

function task(name: string, node: string): SwarmTask {
  const endpoints = [{ network: 'front', ipv4: '10.0.9.7', ipv6: null }];
  const service = name.split('.')[0] ?? '';
  return {
    ...{ id: name, name, service, stack: 'shop', image: 'redis:7', node },
    ...{ container: null, endpoints },
  };
}

const inventory = (change: Partial<Inventory>): Inventory => ({
  containers: [],
  networks: [],
  swarm: null,
  engine: '20.10.24',
  ...change,
});

const SWARM = inventory({
  containers: [container({}), container({ name: 'old', status: 'exited' })],
  swarm: {
    node: 'n1',
    manager: true,
    nodes: [
      { id: 'n1', hostname: 'a', role: 'manager', available: true },
      { id: 'n2', hostname: 'worker-b', role: 'worker', available: true },
    ],
    tasks: [task('cache.10', 'n2'), task('cache.2', 'n3'), task('cache.1', 'n1')],
  },
});

const titles = (entries: readonly Entry[]): string[] =>
  entries.map((entry) => (entry.kind === 'task' ? `${entry.name} on ${entry.node}` : entry.name));

function found(
  all: Inventory,
  query: string,
  networks: readonly NetworkView[] = [],
  names: NamesView | null = null,
): string[] {
  return titles(finder(entriesOf(all), networks, names)(query));
}

describe('entries', () => {
  it('are what runs here, what runs on other nodes, and what is stopped', () => {
    expect(titles(entriesOf(SWARM))).toEqual([
      'web',
      'cache.2 on n3',
      'cache.10 on worker-b',
      'old',
    ]);
    expect(entriesOf(inventory({}))).toEqual([]);
  });

  it('are called as their task, without its id', () => {
    const id = 'b'.repeat(64);
    const all = inventory({
      containers: [container({ id, name: 'cache.1.wo5lpa35p96zio8shebwzrrjb' })],
      swarm: {
        ...{ node: 'n1', manager: true, nodes: [] },
        tasks: [{ ...task('cache.1', 'n1'), container: id }],
      },
    });
    expect(found(all, 'wo5lp')).toEqual(['cache.1']);
  });

  it.each([
    ['', ['web']],
    ['WEB', ['web']],
    ['nginx shop', ['web']],
    ['172.17.0.2', ['web']],
    ['fd00:17::2', ['web']],
    ['80', ['web']],
    ['bridge', ['web']],
    ['redis', []],
    ['web redis', []],
  ])('match %j: %j', (query, names) =>
    expect(found(inventory({ containers: [container({})] }), query)).toEqual(names),
  );

  it.each(['cache.10', 'worker-b', 'shop redis', 'front 10.0.9'])('finds a task by %j', (query) =>
    expect(found(SWARM, query)).toContain('cache.10 on worker-b'),
  );

  it('are found by the address that the laptop uses, too', () => {
    const networks: NetworkView[] = [
      {
        ...{ id: 'n', name: 'bridge', kind: 'docker', driver: 'bridge', scope: 'local' },
        ...{ reach: { kind: 'on' }, enabled: true, containers: 0, nodes: [] },
        prefixes: [{ real: '172.17.0.0/16', routed: '10.201.0.0/16' }],
      },
    ];
    const all = inventory({ containers: [container({})] });
    expect(found(all, '10.201.0.2', networks)).toEqual(['web']);
    expect(found(all, '10.201.0.2')).toEqual([]);
  });

  it('are found by their names, where those work', () => {
    const names: NamesView = {
      resolver: 'hosts-file',
      domains: ['a.gangway.internal'],
      search: [],
      names: {
        ['a'.repeat(64)]: ['web.a.gangway.internal', 'www.a.gangway.internal'],
        'cache.10': ['cache.shop.a.gangway.internal'],
      },
    };
    expect(found(SWARM, 'www.a.gangway.internal', [], names)).toContain('web');
    expect(found(SWARM, 'cache.shop.a', [], names)).toEqual(['cache.10 on worker-b']);
    expect(found(SWARM, 'cache.shop.a', [], { ...names, resolver: null })).toEqual([]);
  });
});
