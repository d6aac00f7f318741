import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  formatPrefix,
  mask,
  overlaps,
  parsePrefix,
  type Prefix,
} from '../../shared/cidr';
import type { Inventory, Network } from '../../shared/inventory';
import { planRoutes, type RoutePlanInput } from './route-plan';

const LAPTOP: RoutePlanInput['laptop'] = {
  addresses: [
    { interface: 'lo', address: '127.0.0.1', length: 8 },
    { interface: 'wlan0', address: '192.168.1.23', length: 24 },
    { interface: 'docker0', address: '172.17.0.1', length: 16 },
  ],
  routes: [
    { interface: 'wlan0', prefix: '0.0.0.0/0', via: '192.168.1.1' },
    { interface: 'vpn0', prefix: '10.64.0.0/10', via: '10.200.0.1' },
  ],
  nameservers: ['10.0.0.53', '192.168.1.1'],
};

function network(name: string, subnets: string[], change: Partial<Network> = {}): Network {
  const plain = { driver: 'bridge', scope: 'local', internal: false } as const;
  return { id: name, name, subnets, ...plain, ...change };
}

function inventory(...networks: Network[]): Inventory {
  return { containers: [], networks, engine: '20.10.24' };
}

function plan(change: Partial<RoutePlanInput>) {
  const base = { networks: [], inventory: null, gateway: '203.0.113.21', otherBridges: [] };
  return planRoutes({ ...base, laptop: LAPTOP, ...change });
}

describe('planRoutes', () => {
  it('routes what the profile names, whatever Docker has', () => {
    const { routes, warnings } = plan({
      networks: ['172.20.0.0/16'],
      inventory: inventory(network('app', ['172.18.0.0/16'])),
    });
    expect(routes).toEqual(['172.20.0.0/16']);
    expect(warnings).toEqual([]);
  });

  it('routes every local bridge network that is not internal if the profile names none', () => {
    const { routes } = plan({
      inventory: inventory(
        network('app', ['172.18.0.0/16', '172.19.0.0/24']),
        network('secret', ['172.21.0.0/16'], { internal: true }),
        network('swarm', ['10.0.9.0/24'], { driver: 'overlay', scope: 'swarm' }),
        network('lan', ['10.1.0.0/16'], { driver: 'macvlan' }),
      ),
    });
    expect(routes).toEqual(['172.18.0.0/16', '172.19.0.0/24']);
  });

  it('merges duplicates and prefixes inside others', () => {
    const { routes } = plan({ networks: ['172.20.1.0/24', '172.20.0.0/16', '172.20.0.0/16'] });
    expect(routes).toEqual(['172.20.0.0/16']);
  });

  it('keeps a free prefix whose surrounding prefix clashes', () => {
    const { routes, warnings } = plan({ networks: ['203.0.0.0/16', '203.0.7.0/24'] });
    expect(routes).toEqual(['203.0.7.0/24']);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['172.17.0.0/16', { with: '172.17.0.0/16', kind: 'local', interface: 'docker0' }],
    ['192.168.0.0/16', { with: '192.168.1.1', kind: 'nameserver' }],
    ['192.168.1.128/25', { with: '192.168.1.0/24', kind: 'local', interface: 'wlan0' }],
    ['10.80.0.0/16', { with: '10.64.0.0/10', kind: 'route', interface: 'vpn0' }],
    ['10.200.0.0/16', { with: '10.200.0.1', kind: 'router', interface: 'vpn0' }],
    ['10.0.0.0/16', { with: '10.0.0.53', kind: 'nameserver' }],
    ['203.0.113.0/24', { with: '203.0.113.21', kind: 'gateway' }],
    ['172.30.5.0/24', { with: '172.30.0.0/16', kind: 'bridge' }],
    ['127.0.0.0/8', { with: '127.0.0.0/8', kind: 'local', interface: 'lo' }],
    ['169.254.169.0/24', { with: '169.254.0.0/16', kind: 'reserved' }],
    ['224.0.0.0/8', { with: '224.0.0.0/3', kind: 'reserved' }],
  ])('leaves out %s and says why', (prefix, detail) => {
    const { routes, warnings } = plan({ networks: [prefix], otherBridges: ['172.30.0.0/16'] });
    expect(routes).toEqual([]);
    expect(warnings.map(({ code, detail: facts }) => [code, facts])).toEqual([
      ['net.conflict', { prefix, ...detail }],
      ['net.nothing-to-route', {}],
    ]);
  });

  it('does not take a default route in two halves for a clash', () => {
    const routes = ['0.0.0.0/1', '128.0.0.0/1'].map((prefix) => ({ interface: 'vpn0', prefix }));
    const laptop = { addresses: [], routes, nameservers: [] };
    expect(plan({ laptop, networks: ['172.20.0.0/16'] }).routes).toEqual(['172.20.0.0/16']);
  });

  it('says so when there is nothing to route', () => {
    expect(plan({}).warnings.map(({ code }) => code)).toEqual(['net.nothing-to-route']);
  });
});

describe('planRoutes, for any laptop', () => {
  const address = fc
    .tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })))
    .map((octets) => octets.join('.'));
  const prefix = fc
    .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 8, max: 32 }))
    .map(([base, length]) => formatPrefix({ base: (base & mask(length)) >>> 0, length }));
  const input = fc.record({
    networks: fc.array(prefix, { minLength: 1, maxLength: 8 }),
    inventory: fc.constant(null),
    gateway: address,
    otherBridges: fc.array(prefix, { maxLength: 3 }),
    laptop: fc.record({
      addresses: fc.array(
        fc.record({
          interface: fc.constant('eth0'),
          address,
          length: fc.integer({ min: 8, max: 32 }),
        }),
        { maxLength: 4 },
      ),
      routes: fc.array(fc.record({ interface: fc.constant('eth0'), prefix, via: address }), {
        maxLength: 4,
      }),
      nameservers: fc.array(address, { maxLength: 3 }),
    }),
  });

  const prefixes = (texts: readonly string[]): Prefix[] =>
    texts.map((text) => parsePrefix(text)).filter((value) => value !== undefined);

  function taken({ gateway, otherBridges, laptop }: RoutePlanInput): Prefix[] {
    const connected = laptop.addresses.flatMap(({ address: own, length }) =>
      prefixes([own]).map(({ base }) => ({ base: (base & mask(length)) >>> 0, length })),
    );
    const others = [
      gateway,
      ...otherBridges,
      ...laptop.nameservers,
      ...laptop.routes.flatMap((route) => [route.prefix, route.via ?? gateway]),
      '127.0.0.0/8',
    ];
    return [...connected, ...prefixes(others)];
  }

  it('never routes over anything that is taken', () => {
    fc.assert(
      fc.property(input, (given) => {
        const protectedPrefixes = taken(given);
        for (const route of prefixes(planRoutes(given).routes))
          expect(protectedPrefixes.filter((other) => overlaps(route, other))).toEqual([]);
      }),
    );
  });

  it('routes disjoint prefixes, and accounts for everything that was wanted', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { routes, warnings } = planRoutes(given);
        const kept = prefixes(routes);
        for (const [index, one] of kept.entries())
          for (const other of kept.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
        for (const wanted of prefixes(given.networks)) {
          const routed = kept.some((route) => contains(route, wanted));
          const told = warnings.some(({ detail }) => detail['prefix'] === formatPrefix(wanted));
          expect(routed || told).toBe(true);
        }
      }),
    );
  });
});
