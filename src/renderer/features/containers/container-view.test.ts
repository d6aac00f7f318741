import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../../shared/errors';
import type { Container, Inventory, SwarmTask } from '../../../shared/inventory';
import type { NamesView } from '../../../shared/names-view';
import type { NetworkReach, NetworkView } from '../../../shared/network-view';
import {
  addressless,
  conditionOf,
  containerTone,
  entryCount,
  rowsOf,
  unroutedWords,
  type Row,
} from './container-view';

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

function title(row: Row): string {
  if (row.kind === 'heading') return `${row.title} ${row.count}`;
  return row.kind === 'task' ? `${row.task.name} on ${row.node}` : row.name;
}

describe('containers', () => {
  it('are grouped by running here, on other nodes, and stopped', () => {
    expect(rowsOf(SWARM, '').map(title)).toEqual([
      'Running 1',
      'web',
      'On other nodes 2',
      'cache.2 on n3',
      'cache.10 on worker-b',
      'Stopped 1',
      'old',
    ]);
    expect(entryCount(SWARM)).toBe(4);
    expect(rowsOf(inventory({}), '')).toEqual([]);
  });

  it('are called as their task, without its id', () => {
    const id = 'b'.repeat(64);
    const task1 = { ...task('cache.1', 'n1'), container: id };
    const all = inventory({
      containers: [container({ id, name: 'cache.1.wo5lpa35p96zio8shebwzrrjb' })],
      swarm: { node: 'n1', manager: true, nodes: [], tasks: [task1] },
    });
    expect(rowsOf(all, 'wo5lp').map(title)).toEqual(['Running 1', 'cache.1']);
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
  ])('match %j: %j', (query, names) => {
    const rows = rowsOf(inventory({ containers: [container({})] }), query);
    expect(rows.slice(1).map(title)).toEqual(names);
  });

  it.each(['cache.10', 'worker-b', 'shop redis', 'front 10.0.9'])('finds a task by %j', (query) => {
    expect(rowsOf(SWARM, query).map(title)).toContain('cache.10 on worker-b');
  });

  it('are found by the address that the laptop uses, too', () => {
    const networks = [
      {
        ...view({ kind: 'on' }),
        prefixes: [{ real: '172.17.0.0/16', routed: '10.201.0.0/16' }],
      },
    ];
    const all = inventory({ containers: [container({})] });
    expect(rowsOf(all, '10.201.0.2', networks).map(title)).toContain('web');
    expect(rowsOf(all, '10.201.0.2')).toEqual([]);
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
    const found = (query: string, view: NamesView) => rowsOf(SWARM, query, [], view).map(title);
    expect(found('www.a.gangway.internal', names)).toContain('web');
    expect(found('cache.shop.a', names)).toEqual(['On other nodes 1', 'cache.10 on worker-b']);
    expect(found('cache.shop.a', { ...names, resolver: null })).toEqual([]);
  });

  it.each([
    [{}, 'on', null],
    [{ health: 'healthy' }, 'on', null],
    [{ health: 'starting' }, 'busy', 'starting'],
    [{ health: 'unhealthy' }, 'bad', 'unhealthy'],
    [{ status: 'paused' }, 'busy', 'paused'],
    [{ status: 'exited', health: 'unhealthy' }, 'off', 'exited'],
  ] as const)('%o looks %s and says %s', (change, tone, condition) => {
    expect(containerTone(container(change))).toBe(tone);
    expect(conditionOf(container(change))).toBe(condition);
  });
});

function view(reach: NetworkReach): NetworkView {
  return {
    ...{ id: 'n', name: 'bridge', kind: 'docker', driver: 'bridge', scope: 'local', reach },
    ...{ prefixes: [], enabled: true, containers: 0, nodes: [] },
  };
}

describe('an address that does not answer here', () => {
  it.each<[NetworkReach, string]>([
    [{ kind: 'off' }, 'network off'],
    [{ kind: 'opening' }, 'opening…'],
    [{ kind: 'on' }, 'not routed'],
    [{ kind: 'refused', error: errorInfo('net.internal') }, 'internal network'],
  ])('says why: %o', (reach, words) => {
    const address = { network: 'bridge', real: '172.17.0.2' };
    expect(unroutedWords({ ...address, here: null }, [view(reach)])).toBe(words);
    expect(unroutedWords({ ...address, here: '172.17.0.2' }, [view(reach)])).toBeNull();
  });

  it('is none at all for what has no network of its own', () => {
    const on = (network: string, ipv4: string | null) => [{ network, ipv4, ipv6: null }];
    expect(addressless(on('host', null))).toBe('network of the host');
    expect(addressless([])).toBe('no network');
    expect(addressless(on('bridge', '172.17.0.2'))).toBeNull();
  });
});
