import { describe, expect, it } from 'vitest';
import type { Container, SwarmTask } from '../../../shared/inventory';
import type { Entry } from './entries';
import { rowsOf, type Row } from './grouping';

const TITLES = {
  ...{ running: 'Running', elsewhere: 'Elsewhere', stopped: 'Stopped' },
  ...{ noNetwork: 'No network', noProject: 'No project' },
};

function container(name: string, networks: readonly string[], change: Partial<Container>): Entry {
  const endpoints = networks.map((network) => ({ network, ipv4: null, ipv6: null }));
  return {
    ...{ kind: 'container', id: name, name },
    container: {
      ...{ id: name, name, image: 'nginx', status: 'running', health: 'none', statusText: 'Up' },
      ...{ createdAt: 0, ports: [], project: null, endpoints },
      ...change,
    },
  };
}

const TASK: SwarmTask = {
  ...{ id: 'cache.1', name: 'cache.1', service: 'cache', stack: 'shop', image: 'redis' },
  ...{ node: 'n2', container: null, endpoints: [{ network: 'front', ipv4: null, ipv6: null }] },
};

const ENTRIES: readonly Entry[] = [
  container('web', ['front', 'back'], { project: 'shop' }),
  container('lone', [], {}),
  container('shop.1', ['net-10'], {
    task: { id: 't', name: 'shop.1', service: 'shop', stack: 'shop', node: 'n1' },
  }),
  { kind: 'task', id: 'cache.1', name: 'cache.1', node: 'worker', task: TASK },
  container('old', ['net-2'], { status: 'exited', project: 'batch' }),
];

const words = (row: Row): string =>
  row.kind === 'heading' ? `${row.title} ${row.count}` : row.entry.name;

describe('groups', () => {
  it.each([
    ['state', ['Running 3', 'web', 'lone', 'shop.1', 'Elsewhere 1', 'cache.1', 'Stopped 1', 'old']],
    [
      'network',
      [
        ...['back 1', 'web', 'front 2', 'web', 'cache.1', 'net-2 1', 'old', 'net-10 1', 'shop.1'],
        ...['No network 1', 'lone'],
      ],
    ],
    ['project', ['batch 1', 'old', 'shop 3', 'web', 'shop.1', 'cache.1', 'No project 1', 'lone']],
  ] as const)('by %s', (grouping, titles) => {
    const rows = rowsOf(ENTRIES, grouping, TITLES, new Set());
    expect(rows.map(words)).toEqual(titles);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('close, and still say how many they hold', () => {
    const rows = rowsOf(ENTRIES, 'state', TITLES, new Set(['state:Running']));
    expect(rows.map(words).slice(0, 3)).toEqual(['Running 3', 'Elsewhere 1', 'cache.1']);
    expect(rows[0]).toMatchObject({ open: false });
  });

  it('are none of nothing', () => expect(rowsOf([], 'network', TITLES, new Set())).toEqual([]));
});
