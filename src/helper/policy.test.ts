import { describe, expect, it } from 'vitest';
import type { HostNetwork, NetworkConfig } from '../shared/helper-protocol';
import { permit, refusal, type Refusal } from './policy';

const laptop: HostNetwork = {
  addresses: [
    { interface: 'lo', address: '127.0.0.1', length: 8 },
    { interface: 'wlan0', address: '192.168.1.20', length: 24 },
    { interface: 'docker0', address: '172.18.0.1', length: 16 },
    { interface: 'gangway1', address: '198.18.0.8', length: 32 },
    { interface: 'gangway0', address: '198.18.0.2', length: 32 },
    { interface: 'lo', address: '::1', length: 128 },
    { interface: 'wlan0', address: '2001:db8:1::20', length: 64 },
    { interface: 'wlan0', address: 'fe80::20', length: 64 },
    { interface: 'gangway1', address: 'fda5:36a2:f221::8', length: 128 },
    { interface: 'gangway0', address: 'fda5:36a2:f221::2', length: 128 },
    // An address without a route to its subnet (noprefixroute), and one that claims everything.
    { interface: 'br0', address: 'fd66::1', length: 64 },
    { interface: 'vpn0', address: '100.64.9.9', length: 0 },
  ],
  routes: [
    { interface: 'wlan0', prefix: '0.0.0.0/0', via: '192.168.1.1' },
    // A VPN that takes all the traffic without touching the default route.
    { interface: 'vpn0', prefix: '0.0.0.0/1', via: '100.64.9.1' },
    { interface: 'vpn0', prefix: '128.0.0.0/1', via: '100.64.9.1' },
    { interface: 'wlan0', prefix: '192.168.1.0/24' },
    { interface: 'docker0', prefix: '172.18.0.0/16' },
    { interface: 'vpn0', prefix: '10.20.0.0/16', via: '100.64.0.1' },
    { interface: 'gangway1', prefix: '198.18.0.9/32' },
    { interface: 'gangway1', prefix: '10.99.0.0/16' },
    // Our own, from an earlier apply.
    { interface: 'gangway0', prefix: '198.18.0.3/32' },
    { interface: 'gangway0', prefix: '172.17.0.0/16' },
    { interface: 'wlan0', prefix: '::/0', via: 'fe80::1' },
    { interface: 'vpn0', prefix: '2000::/3' },
    { interface: 'wlan0', prefix: '2001:db8:1::/64' },
    { interface: 'wlan0', prefix: 'fe80::/64' },
    { interface: 'vpn0', prefix: 'fd40::/16', via: 'fd44::1' },
    { interface: 'gangway1', prefix: 'fda5:36a2:f221::9/128' },
    { interface: 'gangway0', prefix: 'fda5:36a2:f221::3/128' },
    { interface: 'gangway0', prefix: 'fd20::/64' },
  ],
  nameservers: ['127.0.0.53', '10.0.0.53', 'fd53::53'],
};

const wanted: NetworkConfig = {
  local: '198.18.0.2',
  peer: '198.18.0.3',
  mtu: 1400,
  routes: ['172.17.0.0/16'],
  gateway: '203.0.113.21',
};

/** A bridge that carries IPv6 as well. */
const inner6 = { local6: 'fda5:36a2:f221::2', peer6: 'fda5:36a2:f221::3' };
const routes6 = (...prefixes: string[]): Partial<NetworkConfig> => ({
  ...inner6,
  routes: prefixes,
});

const routes = (...prefixes: string[]): Partial<NetworkConfig> => ({ routes: prefixes });

function manyRoutes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.${48 + (index >> 8)}.${index & 255}.0/24`);
}

const refused: [string, Partial<NetworkConfig>, Refusal][] = [
  ['a default route', routes('0.0.0.0/0'), { rule: 'default-route', value: '0.0.0.0/0' }],
  ['half of everything', routes('128.0.0.0/1'), { rule: 'too-wide', value: '128.0.0.0/1' }],
  ['a /7', routes('172.0.0.0/7'), { rule: 'too-wide', value: '172.0.0.0/7' }],
  ['loopback', routes('127.0.0.0/8'), { rule: 'reserved', value: '127.0.0.0/8' }],
  ['an address in loopback', routes('127.0.0.53'), { rule: 'reserved', value: '127.0.0.53' }],
  ['link-local', routes('169.254.169.254'), { rule: 'reserved', value: '169.254.169.254' }],
  ['around link-local', routes('169.0.0.0/8'), { rule: 'reserved', value: '169.0.0.0/8' }],
  ['multicast', routes('224.0.0.0/8'), { rule: 'reserved', value: '224.0.0.0/8' }],
  ['broadcast', routes('255.255.255.255'), { rule: 'reserved', value: '255.255.255.255' }],
  ['network zero', routes('0.1.0.0/16'), { rule: 'reserved', value: '0.1.0.0/16' }],
  [
    'the gateway',
    routes('10.1.0.0/16', '203.0.113.0/24'),
    { rule: 'gateway', value: '203.0.113.0/24', against: '203.0.113.21' },
  ],
  [
    'the local gateway',
    routes('192.168.0.0/16'),
    { rule: 'local-gateway', value: '192.168.0.0/16', against: '192.168.1.1' },
  ],
  [
    "a VPN's gateway",
    routes('100.64.9.0/24'),
    { rule: 'local-gateway', value: '100.64.9.0/24', against: '100.64.9.1' },
  ],
  [
    'a nameserver',
    routes('10.0.0.0/24'),
    { rule: 'nameserver', value: '10.0.0.0/24', against: '10.0.0.53' },
  ],
  [
    'an own address',
    routes('192.168.1.16/28'),
    { rule: 'own-address', value: '192.168.1.16/28', against: '192.168.1.20' },
  ],
  [
    'part of a connected subnet',
    routes('172.18.128.0/17'),
    { rule: 'connected-subnet', value: '172.18.128.0/17', against: '172.18.0.0/16' },
  ],
  [
    'the same as an existing route',
    routes('10.20.0.0/16'),
    { rule: 'existing-route', value: '10.20.0.0/16', against: '10.20.0.0/16' },
  ],
  [
    'around an existing route',
    routes('10.16.0.0/12'),
    { rule: 'existing-route', value: '10.16.0.0/12', against: '10.20.0.0/16' },
  ],
  [
    'inside an existing route',
    routes('10.20.3.0/24'),
    { rule: 'existing-route', value: '10.20.3.0/24', against: '10.20.0.0/16' },
  ],
  [
    "another bridge's route",
    routes('10.99.1.0/24'),
    { rule: 'existing-route', value: '10.99.1.0/24', against: '10.99.0.0/16' },
  ],
  [
    'the router of an existing route',
    routes('100.64.0.0/24'),
    { rule: 'router', value: '100.64.0.0/24', against: '100.64.0.1' },
  ],
  ['more routes than 1024', routes(...manyRoutes(1025)), { rule: 'too-many-routes', value: 1025 }],
  ['the IPv6 default route', routes6('::/0'), { rule: 'default-route', value: '::/0' }],
  ['half of IPv6', routes6('8000::/1'), { rule: 'too-wide', value: '8000::/1' }],
  ['all global IPv6', routes6('2000::/3'), { rule: 'too-wide', value: '2000::/3' }],
  ['IPv6 loopback', routes6('::1'), { rule: 'reserved', value: '::1' }],
  ['mapped IPv4', routes6('::ffff:0:0/96'), { rule: 'reserved', value: '::ffff:0:0/96' }],
  ['IPv6 link-local', routes6('fe80::/64'), { rule: 'reserved', value: 'fe80::/64' }],
  ['IPv6 multicast', routes6('ff02::/16'), { rule: 'reserved', value: 'ff02::/16' }],
  [
    'an IPv6 gateway',
    { ...routes6('2001:db8:99::/48'), gateway: '2001:db8:99::1' },
    { rule: 'gateway', value: '2001:db8:99::/48', against: '2001:db8:99::1' },
  ],
  [
    'an IPv6 nameserver',
    routes6('fd53::/64'),
    { rule: 'nameserver', value: 'fd53::/64', against: 'fd53::53' },
  ],
  [
    'part of a connected IPv6 subnet',
    routes6('2001:db8:1:0:8000::/65'),
    { rule: 'connected-subnet', value: '2001:db8:1:0:8000::/65', against: '2001:db8:1::/64' },
  ],
  [
    'a subnet without a route',
    routes6('fd66::ff00/120'),
    { rule: 'connected-subnet', value: 'fd66::ff00/120', against: 'fd66::/64' },
  ],
  [
    'inside an existing IPv6 route',
    routes6('fd40:1::/32'),
    { rule: 'existing-route', value: 'fd40:1::/32', against: 'fd40::/16' },
  ],
  [
    'IPv6 without inner addresses for it',
    routes('fd20::/64'),
    { rule: 'no-inner-ipv6', value: 'fd20::/64' },
  ],
  [
    'half a pair of inner IPv6 addresses',
    { local6: inner6.local6 },
    { rule: 'inner-pair', value: inner6.local6 },
  ],
  [
    'inner IPv6 addresses elsewhere',
    { local6: 'fd00::2', peer6: 'fd00::3' },
    { rule: 'inner-range', value: 'fd00::2' },
  ],
  [
    "another bridge's inner IPv6 addresses",
    { local6: 'fda5:36a2:f221::8', peer6: 'fda5:36a2:f221::9' },
    { rule: 'inner-in-use', value: 'fda5:36a2:f221::8', against: 'fda5:36a2:f221::8' },
  ],
  ['an MTU that IPv6 cannot have', { ...inner6, mtu: 1279 }, { rule: 'mtu', value: 1279 }],
  ['a tiny MTU', { mtu: 575 }, { rule: 'mtu', value: 575 }],
  ['a huge MTU', { mtu: 65_536 }, { rule: 'mtu', value: 65_536 }],
  [
    'inner addresses elsewhere',
    { local: '10.66.0.0', peer: '10.66.0.1' },
    { rule: 'inner-range', value: '10.66.0.0' },
  ],
  [
    'inner addresses of two pairs',
    { local: '198.18.0.1', peer: '198.18.0.2' },
    { rule: 'inner-pair', value: '198.18.0.1 198.18.0.2' },
  ],
  [
    'one inner address twice',
    { local: '198.18.0.2', peer: '198.18.0.2' },
    { rule: 'inner-pair', value: '198.18.0.2 198.18.0.2' },
  ],
  [
    "another bridge's inner addresses",
    { local: '198.18.0.9', peer: '198.18.0.8' },
    { rule: 'inner-in-use', value: '198.18.0.9', against: '198.18.0.9/32' },
  ],
];

const permitted: [string, Partial<NetworkConfig>][] = [
  ['what is there already', {}],
  ['nothing to route', routes()],
  ['one address', routes('10.1.2.3')],
  ['a /8', routes('11.0.0.0/8')],
  ['new inner addresses', { local: '198.19.255.255', peer: '198.19.255.254' }],
  ['a gateway on this machine', { gateway: '127.0.0.1' }],
  ['1024 routes', routes(...manyRoutes(1024))],
  ['IPv6 beside IPv4', routes6('172.17.0.0/16', 'fd20::/64', '2001:db8:7::1')],
  ['the widest IPv6 there may be', routes6('fd20::/16')],
];

describe('policy', () => {
  it.each(refused)('refuses %s', (_name, change, expected) => {
    expect(refusal({ ...wanted, ...change }, 'gangway0', laptop)).toEqual(expected);
  });

  it.each(permitted)('permits %s', (_name, change) => {
    expect(refusal({ ...wanted, ...change }, 'gangway0', laptop)).toBeUndefined();
  });

  it('refuses IPv6 routes where there is no IPv6, but not the addresses for them', () => {
    const without = { ...laptop, ipv6: false };
    const refuse = (change: Partial<NetworkConfig>) =>
      refusal({ ...wanted, ...change }, 'gangway0', without);
    expect(refuse(routes6('fd20::/64'))).toEqual({ rule: 'no-ipv6', value: 'fd20::/64' });
    expect(refuse(routes6('172.17.0.0/16'))).toBeUndefined();
  });

  it('throws helper.refused with the rule', () => {
    expect(() => permit({ ...wanted, ...routes('0.0.0.0/0') }, 'gangway0', laptop)).toThrow(
      expect.objectContaining({
        info: expect.objectContaining({
          code: 'helper.refused',
          detail: { rule: 'default-route', value: '0.0.0.0/0' },
        }) as unknown,
      }) as Error,
    );
  });
});
