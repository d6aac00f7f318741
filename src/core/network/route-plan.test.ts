import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../shared/errors';
import { planRoutes, type RoutePlanInput } from './route-plan';

const LAPTOP: RoutePlanInput['laptop'] = {
  addresses: [
    { interface: 'lo', address: '127.0.0.1', length: 8 },
    { interface: 'lo', address: '::1', length: 128 },
    { interface: 'wlan0', address: '192.168.1.23', length: 24 },
    { interface: 'wlan0', address: '2001:db8:1::23', length: 64 },
    { interface: 'wlan0', address: 'fe80::23', length: 64 },
    { interface: 'docker0', address: '172.17.0.1', length: 16 },
    { interface: 'vpn0', address: '10.64.3.9', length: 32 },
  ],
  routes: [
    { interface: 'wlan0', prefix: '0.0.0.0/0', via: '192.168.1.1' },
    { interface: 'wlan0', prefix: '::/0', via: 'fe80::1' },
    { interface: 'vpn0', prefix: '10.64.0.0/10', via: '10.200.0.1' },
    { interface: 'vpn0', prefix: 'fd10::/32', via: 'fd44::1' },
  ],
  nameservers: ['10.0.0.53', '192.168.1.1', 'fd53::53'],
};

const EMPTY: RoutePlanInput['laptop'] = { addresses: [], routes: [], nameservers: [] };

const BASE: RoutePlanInput = {
  bridge: '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01',
  wanted: [],
  laptop: LAPTOP,
  gateway: '203.0.113.21',
  gatewayUses: [],
  otherBridges: [],
  previous: [],
};

/** `wanted` as ids with their prefixes. */
function plan(wanted: Record<string, string[]>, change: Partial<RoutePlanInput> = {}) {
  const networks = Object.entries(wanted).map(([id, prefixes]) => ({ id, prefixes }));
  return planRoutes({ ...BASE, wanted: networks, ...change });
}

/** The one prefix of a plan that wants one. */
function planOne(prefix: string, change: Partial<RoutePlanInput> = {}) {
  const planned = plan({ app: [prefix] }, change);
  return { ...planned, view: planned.prefixes.get('app')?.[0] };
}

describe('planRoutes', () => {
  it('routes what is free, in address order', () => {
    const { routes, remaps, prefixes, warnings } = plan({
      app: ['172.20.0.0/16', 'fd20::/64'],
      db: ['172.19.0.0/24'],
      bare: [],
    });
    expect(routes).toEqual(['172.19.0.0/24', '172.20.0.0/16', 'fd20::/64']);
    expect([remaps, warnings]).toEqual([[], []]);
    expect([...prefixes]).toEqual([
      [
        'app',
        [
          { real: '172.20.0.0/16', routed: '172.20.0.0/16' },
          { real: 'fd20::/64', routed: 'fd20::/64' },
        ],
      ],
      ['db', [{ real: '172.19.0.0/24', routed: '172.19.0.0/24' }]],
      ['bare', []],
    ]);
  });

  it('routes a prefix inside another one once', () => {
    const { routes, prefixes } = plan({ app: ['172.20.1.0/24'], vpc: ['172.20.0.0/16'] });
    expect(routes).toEqual(['172.20.0.0/16']);
    expect(prefixes.get('app')).toEqual([{ real: '172.20.1.0/24', routed: '172.20.1.0/24' }]);
  });

  it('keeps a free prefix whose surrounding prefix clashes', () => {
    const { routes, remaps } = plan({ vpc: ['203.0.0.0/16'], app: ['203.0.7.0/24'] });
    expect(remaps.map(({ real }) => real)).toEqual(['203.0.0.0/16']);
    expect(routes).toContain('203.0.7.0/24');
  });

  it.each([
    ['172.17.0.0/16', { with: '172.17.0.0/16', kind: 'local', interface: 'docker0' }],
    ['192.168.0.0/16', { with: '192.168.1.1', kind: 'nameserver' }],
    ['192.168.1.128/25', { with: '192.168.1.0/24', kind: 'local', interface: 'wlan0' }],
    ['10.80.0.0/16', { with: '10.64.0.0/10', kind: 'route', interface: 'vpn0' }],
    ['10.64.3.0/24', { with: '10.64.3.9', kind: 'local', interface: 'vpn0' }],
    ['10.200.0.0/16', { with: '10.200.0.1', kind: 'router', interface: 'vpn0' }],
    ['10.0.0.0/16', { with: '10.0.0.53', kind: 'nameserver' }],
    ['203.0.113.0/24', { with: '203.0.113.21', kind: 'gateway' }],
    ['172.30.5.0/24', { with: '172.30.0.0/16', kind: 'bridge' }],
    ['198.18.0.0/24', { with: '198.18.0.0/15', kind: 'link' }],
  ])('gives %s a stand-in and says why', (prefix, clash) => {
    const { routes, remaps, view, warnings } = planOne(prefix, { otherBridges: ['172.30.0.0/16'] });
    const mapped = routes[0] ?? '';
    const reason = errorInfo('net.remapped', { prefix, mapped, ...clash });
    expect(mapped).toMatch(/^10\.(1[2-9]\d|2\d\d)\..*\/\d+$/);
    expect(mapped.split('/')[1]).toBe(prefix.split('/')[1]);
    expect(remaps).toEqual([{ real: prefix, mapped }]);
    expect(view).toEqual({ real: prefix, routed: mapped, reason });
    expect(warnings).toEqual([reason]);
  });

  it.each([
    ['127.0.0.0/8', { with: '127.0.0.0/8', kind: 'reserved' }],
    ['169.254.169.0/24', { with: '169.254.0.0/16', kind: 'reserved' }],
    ['224.0.0.0/8', { with: '224.0.0.0/3', kind: 'reserved' }],
    ['0.1.0.0/16', { with: '0.0.0.0/8', kind: 'reserved' }],
    ['::1/128', { with: '::/8', kind: 'reserved' }],
    ['::ffff:a00:0/104', { with: '::/8', kind: 'reserved' }],
    ['fe80::/64', { with: 'fe80::/10', kind: 'reserved' }],
    ['ff05::/16', { with: 'ff00::/8', kind: 'reserved' }],
    ['0.0.0.0/0', { with: '0.0.0.0/0', kind: 'wide' }],
    ['128.0.0.0/1', { with: '0.0.0.0/0', kind: 'wide' }],
    ['172.0.0.0/7', { with: '0.0.0.0/0', kind: 'wide' }],
    ['2000::/3', { with: '::/0', kind: 'wide' }],
    ['2001:db8:1::/64', { with: '2001:db8:1::/64', kind: 'local', interface: 'wlan0' }],
    ['fd10:0:5::/48', { with: 'fd10::/32', kind: 'route', interface: 'vpn0' }],
    ['fd44::/64', { with: 'fd44::1', kind: 'router', interface: 'vpn0' }],
    ['fd53::/64', { with: 'fd53::53', kind: 'nameserver' }],
    ['fda5:36a2:f221:1::/64', { with: 'fda5:36a2:f221::/48', kind: 'link' }],
    ['everything', { with: '0.0.0.0/0', kind: 'wide' }],
  ])('refuses %s and says why', (prefix, clash) => {
    const { routes, remaps, view, warnings } = planOne(prefix);
    const reason = errorInfo('net.conflict', { prefix, ...clash });
    expect([routes, remaps]).toEqual([[], []]);
    expect(view).toEqual({ real: prefix, routed: null, reason });
    expect(warnings).toEqual([reason, errorInfo('net.nothing-to-route')]);
  });

  it('refuses the later of two networks with one prefix, and of it nothing else', () => {
    const { routes, prefixes } = plan({
      first: ['172.20.0.0/16', '172.20.0.0/16'],
      second: ['172.20.0.0/16', '172.21.0.0/16'],
    });
    expect(routes).toEqual(['172.20.0.0/16', '172.21.0.0/16']);
    expect(prefixes.get('first')).toEqual([{ real: '172.20.0.0/16', routed: '172.20.0.0/16' }]);
    expect(prefixes.get('second')?.[0]).toMatchObject({
      routed: null,
      reason: { code: 'net.conflict', detail: { with: '172.20.0.0/16', kind: 'network' } },
    });
  });

  it('refuses IPv6 on a laptop that has none, after what is worse', () => {
    const laptop = { ...LAPTOP, ipv6: false };
    const { routes, prefixes } = plan(
      { app: ['172.20.0.0/16', 'fd20::/64', 'fe80::/64'] },
      { laptop },
    );
    expect(routes).toEqual(['172.20.0.0/16']);
    expect(prefixes.get('app')?.map(({ reason }) => reason?.code)).toEqual([
      undefined,
      'net.no-ipv6',
      'net.conflict',
    ]);
  });

  it('takes no kind of default route for a clash', () => {
    const halves = [
      '0.0.0.0/0',
      '0.0.0.0/1',
      '128.0.0.0/1',
      '::/0',
      '2000::/3',
      '::/1',
      '8000::/1',
    ];
    const routes = halves.map((prefix) => ({ interface: 'vpn0', prefix }));
    const laptop = { ...EMPTY, routes };
    const wanted = ['172.20.0.0/16', '2001:db8::/32'];
    expect(plan({ app: wanted }, { laptop }).routes).toEqual(wanted);
  });

  it('takes an address that claims half the world for that address', () => {
    const addresses = [{ interface: 'vpn0', address: '10.8.0.6', length: 1 }];
    const laptop = { ...EMPTY, addresses };
    expect(planOne('10.9.0.0/16', { laptop }).remaps).toEqual([]);
    expect(planOne('10.8.0.0/16', { laptop }).remaps).toHaveLength(1);
  });
});

describe('the stand-ins of planRoutes', () => {
  const clashing = { laptop: { ...EMPTY, addresses: LAPTOP.addresses } };

  it('stay out of what either side uses', () => {
    const taken = { gatewayUses: ['10.128.0.0/10', '10.192.4.7'], otherBridges: ['10.200.0.0/13'] };
    const [route = ''] = planOne('172.17.0.0/16', { ...clashing, ...taken }).routes;
    expect(route).toMatch(/^10\.(19[3-9]|20[89]|2[1-5]\d)\.0\.0\/16$/);
  });

  it('come from the next range when one is full, and not at all when all are', () => {
    const full = ['10.128.0.0/9', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
    const expected = [/^172\.(1[689]|2\d|3[01])\.0\.0\/16$/, /^192\.168\.0\.0\/16$/, /^100\./];
    for (const [index, pattern] of expected.entries()) {
      const gatewayUses = full.slice(0, index + 1);
      const laptop = { ...EMPTY, routes: [{ interface: 'docker0', prefix: '172.17.0.0/16' }] };
      expect(planOne('172.17.0.0/16', { laptop, gatewayUses }).routes[0]).toMatch(pattern);
    }
    const { view } = planOne('172.17.0.0/16', { ...clashing, gatewayUses: full });
    expect(view).toEqual({
      real: '172.17.0.0/16',
      routed: null,
      reason: errorInfo('net.remap-full', {
        ...{ prefix: '172.17.0.0/16', with: '172.17.0.0/16', kind: 'local', interface: 'docker0' },
      }),
    });
  });

  it('do not exist for what is wider than every range', () => {
    const laptop = { ...EMPTY, routes: [{ interface: 'vpn0', prefix: '11.3.0.0/16' }] };
    expect(planOne('11.0.0.0/8', { laptop }).view?.reason?.code).toBe('net.remap-full');
  });

  it('differ from bridge to bridge', () => {
    const bridges = Array.from({ length: 20 }, (_, index) => `bridge ${index}`);
    const found = bridges.map(
      (bridge) => planOne('172.17.0.0/16', { ...clashing, bridge }).routes[0],
    );
    expect(new Set(found).size).toBeGreaterThan(15);
  });

  it('stay when the clash is over, and say that it is', () => {
    const { remaps } = planOne('172.17.0.0/16', clashing);
    const { routes, view } = planOne('172.17.0.0/16', { laptop: EMPTY, previous: remaps });
    const mapped = remaps[0]?.mapped ?? '';
    expect(routes).toEqual([mapped]);
    expect(view?.reason?.detail).toEqual({ prefix: '172.17.0.0/16', mapped, kind: 'earlier' });
    expect(planOne('172.17.0.0/16', { laptop: EMPTY }).routes).toEqual(['172.17.0.0/16']);
  });

  it('go when somebody else has taken them', () => {
    const { remaps } = planOne('172.17.0.0/16', clashing);
    const routes = [{ interface: 'vpn0', prefix: remaps[0]?.mapped ?? '' }];
    const laptop = { ...EMPTY, addresses: LAPTOP.addresses, routes };
    const next = planOne('172.17.0.0/16', { laptop, previous: remaps });
    expect(next.remaps).toHaveLength(1);
    expect(next.remaps).not.toEqual(remaps);
  });

  it.each(['8.8.0.0/16', '10.128.0.0/24', '10.128.0.1/16', 'fd00::/16', 'nothing'])(
    'are never %s, whatever was before',
    (mapped) => {
      const previous = [{ real: '172.17.0.0/16', mapped }];
      expect(planOne('172.17.0.0/16', { ...clashing, previous })).toEqual(
        planOne('172.17.0.0/16', clashing),
      );
    },
  );
});
