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
  ],
  nameservers: ['127.0.0.53', '10.0.0.53'],
};

const wanted: NetworkConfig = {
  local: '198.18.0.2',
  peer: '198.18.0.3',
  mtu: 1400,
  routes: ['172.17.0.0/16'],
  gateway: '203.0.113.21',
};

const routes = (...prefixes: string[]): Partial<NetworkConfig> => ({ routes: prefixes });

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
    'more routes than 256',
    routes(...Array.from({ length: 257 }, (_, index) => `10.50.${index % 256}.0/24`)),
    { rule: 'too-many-routes', value: 257 },
  ],
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
  ['256 routes', routes(...Array.from({ length: 256 }, (_, index) => `10.50.${index}.0/24`))],
];

describe('policy', () => {
  it.each(refused)('refuses %s', (_name, change, expected) => {
    expect(refusal({ ...wanted, ...change }, 'gangway0', laptop)).toEqual(expected);
  });

  it.each(permitted)('permits %s', (_name, change) => {
    expect(refusal({ ...wanted, ...change }, 'gangway0', laptop)).toBeUndefined();
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
