import { describe, expect, it } from 'vitest';
import type { Container, Port } from '../../../shared/inventory';
import {
  addressesOf,
  conditionOf,
  containerTone,
  distinctPorts,
  matches,
  rowsOf,
  urlOf,
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
    endpoints: [{ network: 'bridge', ipv4: '172.17.0.2', ipv6: null }],
    ports: [{ container: 80, protocol: 'tcp', host: null }],
    project: 'shop',
    ...change,
  };
}

const tcp = (port: number): Port => ({ container: port, protocol: 'tcp', host: null });

describe('containers', () => {
  it('are grouped by running and stopped', () => {
    const rows = rowsOf([container({}), container({ name: 'old', status: 'exited' })], '');
    expect(rows.map((row) => (row.kind === 'heading' ? row.title : row.container.name))).toEqual([
      'Running',
      'web',
      'Stopped',
      'old',
    ]);
    expect(rowsOf([], '')).toEqual([]);
  });

  it.each([
    ['', true],
    ['WEB', true],
    ['nginx shop', true],
    ['172.17.0.2', true],
    ['80', true],
    ['bridge', true],
    ['redis', false],
    ['web redis', false],
  ])('match %j: %s', (query, expected) => expect(matches(container({}), query)).toBe(expected));

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

  it('know which of their addresses a route leads to', () => {
    const both = container({
      endpoints: [
        { network: 'bridge', ipv4: '172.17.0.2', ipv6: null },
        { network: 'backend', ipv4: '172.20.0.3', ipv6: null },
        { network: 'gone', ipv4: null, ipv6: null },
      ],
    });
    const routed = addressesOf(both, ['172.20.0.0/16']).map(({ address, routed: is }) => [
      address,
      is,
    ]);
    expect(routed).toEqual([
      ['172.17.0.2', false],
      ['172.20.0.3', true],
    ]);
  });
});

describe('ports', () => {
  it.each<[Port, string | null]>([
    [tcp(80), 'http://172.17.0.2/'],
    [tcp(8080), 'http://172.17.0.2:8080/'],
    [tcp(443), 'https://172.17.0.2/'],
    [tcp(8443), 'https://172.17.0.2:8443/'],
    [tcp(6379), null],
    [{ container: 80, protocol: 'udp', host: null }, null],
  ])('%o opens %s', (port, url) => expect(urlOf('172.17.0.2', port)).toBe(url));

  it('are listed once, however often they are published', () => {
    const ports: Port[] = [
      { container: 53, protocol: 'udp', host: 53 },
      { container: 80, protocol: 'tcp', host: 8080 },
      { container: 80, protocol: 'tcp', host: 8080 },
      { container: 53, protocol: 'tcp', host: null },
    ];
    expect(distinctPorts(ports)).toHaveLength(3);
  });
});
