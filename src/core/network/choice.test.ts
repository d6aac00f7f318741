import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../shared/errors';
import type { Container, Inventory, Network, Swarm, SwarmTask } from '../../shared/inventory';
import { chooseNetworks } from './choice';

function network(name: string, change: Partial<Network> = {}): Network {
  return {
    ...{ id: `id-${name}`, name, driver: 'bridge', scope: 'local', internal: false },
    ...{ attachable: true, ingress: false, subnets: [] },
    ...change,
  };
}

const overlay = (name: string, change: Partial<Network> = {}): Network =>
  network(name, { driver: 'overlay', scope: 'swarm', ...change });

function container(id: string, networks: Record<string, string | null>): Container {
  return {
    ...{ id, name: id, image: 'web', status: 'running', health: 'none', statusText: 'Up' },
    ...{ createdAt: 0, ports: [], project: null },
    endpoints: Object.entries(networks).map(([name, ipv4]) => ({
      network: name,
      ipv4,
      ipv6: null,
    })),
  };
}

function task(id: string, change: Partial<SwarmTask>): SwarmTask {
  return {
    ...{ id, name: id, service: 'web', stack: null, image: 'web', node: 'n1', container: null },
    ...{ endpoints: [{ network: 'app', ipv4: '10.0.1.9', ipv6: null }] },
    ...change,
  };
}

const SWARM: Swarm = {
  ...{ node: 'n1', manager: true, tasks: [] },
  nodes: ['a', 'b', 'c'].map((hostname, index) => ({
    ...{ id: `n${index + 1}`, hostname, role: 'worker', available: true },
  })),
};

function inventory(networks: Network[], change: Partial<Inventory> = {}): Inventory {
  return { containers: [], networks, swarm: SWARM, engine: '20.10.24', ...change };
}

function choose(
  networks: Network[],
  choices: Record<string, boolean> = {},
  change: Partial<Inventory> = {},
) {
  return chooseNetworks(inventory(networks, change), { networks: choices, cidrs: [] });
}

describe('chooseNetworks', () => {
  it.each([
    ['a bridge', network('app'), true],
    ['the default bridge', network('bridge'), true],
    ["Swarm's own bridge", network('docker_gwbridge'), false],
    ['a bridge of the whole Swarm', network('app', { scope: 'swarm' }), false],
    ['an overlay', overlay('app'), false],
  ])('has a sensible default for %s, and follows a choice', (_name, given, isOn) => {
    expect(choose([given])).toMatchObject([{ enabled: isOn, refusal: null }]);
    expect(choose([given], { [given.name]: true })).toMatchObject([{ enabled: true }]);
    expect(choose([given], { [given.name]: false })).toMatchObject([{ enabled: false }]);
  });

  it.each([
    ['net.ingress', overlay('ingress', { ingress: true, attachable: false }), {}],
    ['net.internal', network('secret', { internal: true }), {}],
    ['net.internal', overlay('secret', { internal: true }), {}],
    ['net.unsupported', network('lan', { driver: 'macvlan' }), { driver: 'macvlan' }],
    ['net.unsupported', network('lan', { driver: 'ipvlan' }), { driver: 'ipvlan' }],
    [
      'net.unsupported',
      network('weave', { driver: 'weaveworks/net' }),
      { driver: 'weaveworks/net' },
    ],
  ] as const)('refuses %s, whatever was chosen', (code, given, detail) => {
    const refusal = errorInfo(code, { network: given.name, ...detail });
    expect(choose([given])).toMatchObject([{ enabled: false, refusal }]);
    expect(choose([given], { [given.name]: true })).toMatchObject([{ enabled: false, refusal }]);
  });

  it('needs a manager for an overlay that no container may join', () => {
    const closed = overlay('app', { attachable: false });
    const refusal = errorInfo('net.needs-manager', { network: 'app' });
    const worker = { swarm: { ...SWARM, manager: false } };
    expect(choose([closed], { app: true })).toMatchObject([{ enabled: true, refusal: null }]);
    for (const change of [worker, { swarm: null }]) {
      expect(choose([closed], { app: true }, change)).toMatchObject([{ enabled: false, refusal }]);
    }
    expect(choose([overlay('app')], { app: true }, worker)).toMatchObject([{ enabled: true }]);
  });

  it('leaves out what is no network', () => {
    const none = network('none', { driver: 'null' });
    expect(choose([none, network('host', { driver: 'host' })])).toEqual([]);
  });

  it('puts first what the gateway has anyway, each kind by name', () => {
    const networks = [
      overlay('a'),
      network('c'),
      network('b'),
      network('d', { driver: 'macvlan' }),
    ];
    const cidrs = ['10.9.0.0/16', '10.8.0.0/16', '10.9.0.0/16'];
    const all = chooseNetworks(inventory(networks), { networks: {}, cidrs });
    expect(all.map(({ name }) => name)).toEqual(['b', 'c', 'a', 'd', '10.9.0.0/16', '10.8.0.0/16']);
    const backwards = inventory([...networks].reverse());
    expect(chooseNetworks(backwards, { networks: {}, cidrs })).toEqual(all);
    expect(all.map(({ attachment }) => attachment)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('routes additional CIDRs also before Docker answers', () => {
    const cidrs = ['10.9.0.0/16'];
    expect(chooseNetworks(null, { networks: {}, cidrs })).toEqual([
      {
        ...{ id: '10.9.0.0/16', name: '10.9.0.0/16', kind: 'cidr', driver: 'cidr', scope: 'local' },
        ...{ prefixes: cidrs, refusal: null, enabled: true, attachment: false },
        ...{ containers: 0, nodes: [] },
      },
    ]);
  });

  describe('of nameservers', () => {
    const cidrsFor = (addresses: string[], cidrs: string[] = [], choices = {}): string[] => {
      const networks = [
        network('app', { subnets: ['172.20.0.0/16', 'fd00:20::/64'] }),
        overlay('mesh', { subnets: ['10.0.1.0/24'] }),
      ];
      const nameservers = addresses.map((address) => ({ domain: 'consul', address }));
      const profile = { networks: choices, cidrs, names: { nameservers } };
      return chooseNetworks(inventory(networks), profile)
        .filter(({ kind, enabled }) => kind === 'cidr' && enabled)
        .map(({ id }) => id);
    };

    it.each([
      ['that nothing covers', ['10.0.0.10'], [], {}, ['10.0.0.10/32']],
      ['that several domains have', ['10.0.0.10', '10.0.0.10'], [], {}, ['10.0.0.10/32']],
      ['on a network that is on', ['172.20.0.53'], [], {}, []],
      ['on a network that is off', ['10.0.1.53'], [], {}, ['10.0.1.53/32']],
      ['on a network that was switched on', ['10.0.1.53'], [], { mesh: true }, []],
      ['in an additional CIDR', ['10.9.0.2'], ['10.9.0.0/16'], {}, ['10.9.0.0/16']],
      ['that is one itself', ['10.9.0.2'], ['10.9.0.2/32'], {}, ['10.9.0.2/32']],
      [
        'of IPv6, which the gateway does not masquerade',
        ['fd00:99::53', 'fd00:20::53'],
        [],
        {},
        [],
      ],
    ])('routes one %s', (_name, addresses, cidrs, choices, expected) => {
      expect(cidrsFor(addresses, cidrs, choices)).toEqual(expected);
    });
  });

  it('counts what answers on each, of this gateway and of every node', () => {
    const containers = [
      container('web', { app: '10.0.1.2', bridge: '172.17.0.2' }),
      container('old', { bridge: null }),
      container('task-here', { app: '10.0.1.3' }),
    ];
    const tasks = [
      task('t1', { container: 'task-here' }),
      task('t2', { node: 'n3', container: 'task-there' }),
      task('t3', { node: 'n2' }),
      task('t4', { node: 'unknown' }),
    ];
    const networks = [network('bridge'), overlay('app'), overlay('idle')];
    expect(choose(networks, {}, { containers, swarm: { ...SWARM, tasks } })).toMatchObject([
      { name: 'bridge', containers: 1, nodes: [] },
      { name: 'app', containers: 5, nodes: ['a', 'b', 'c', 'unknown'] },
      { name: 'idle', containers: 0, nodes: [] },
    ]);
  });
});
