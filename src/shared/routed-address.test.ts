import { describe, expect, it } from 'vitest';
import type { NetworkView } from './network-view';
import { routedAddress } from './routed-address';

function network(...prefixes: [real: string, routed: string | null][]): NetworkView {
  return {
    ...{ id: 'n', name: 'n', kind: 'docker', driver: 'bridge', scope: 'local', enabled: true },
    ...{ reach: { kind: 'on' }, containers: 0, nodes: [] },
    prefixes: prefixes.map(([real, routed]) => ({ real, routed })),
  };
}

const NETWORKS = [
  network(['172.17.0.0/16', '10.200.0.0/16'], ['fd01::/64', 'fd01::/64']),
  network(['172.18.0.0/16', '172.18.0.0/16'], ['172.19.0.0/16', null]),
  network(['10.0.0.0/8', '10.0.0.0/8']),
  network(['10.0.7.0/24', '192.168.40.0/24']),
];

describe('routedAddress', () => {
  it.each([
    ['an address as it is', '172.18.0.3', '172.18.0.3'],
    ['its stand-in', '172.17.4.2', '10.200.4.2'],
    ['IPv6 in its short form', 'fd01:0:0:0::A', 'fd01::a'],
    ['nothing for what is not routed', '172.19.0.2', null],
    ['nothing for a stranger', '8.8.8.8', null],
    ['nothing for no address', '', null],
    ['what the longest prefix says', '10.0.7.9', '192.168.40.9'],
    ['and the wider one around it', '10.0.8.9', '10.0.8.9'],
  ])('says %s', (_name, address, expected) => {
    expect(routedAddress(address, NETWORKS)).toBe(expected);
    expect(routedAddress(address, [...NETWORKS].reverse())).toBe(expected);
  });
});
