import { describe, expect, it } from 'vitest';
import { endpointAddresses, networkOf } from './endpoint-address';
import type { NetworkReach, NetworkView, PrefixView } from './network-view';

const view = (
  name: string,
  prefixes: readonly PrefixView[],
  kind: NetworkReach['kind'] = 'on',
): NetworkView => ({
  id: name,
  name,
  kind: name.includes('/') ? 'cidr' : 'docker',
  driver: 'bridge',
  scope: 'local',
  prefixes,
  enabled: true,
  reach: { kind } as NetworkReach,
  containers: 0,
  nodes: [],
});
const on = (network: string, ipv4: string | null, ipv6: string | null = null) => ({
  network,
  ipv4,
  ipv6,
});
const same = (real: string): PrefixView => ({ real, routed: real });

describe('endpointAddresses', () => {
  const bridge = view('bridge', [{ real: '172.17.0.0/16', routed: '10.201.0.0/16' }]);
  const back = view('back', [same('172.20.0.0/16'), same('fd00:20::/64')]);

  it.each([
    ['a remapped one', on('bridge', '172.17.0.2'), [['172.17.0.2', '10.201.0.2']]],
    ['one as it is', on('back', '172.20.0.3'), [['172.20.0.3', '172.20.0.3']]],
    [
      'a routed IPv6 address too',
      on('back', '172.20.0.3', 'fd00:20::3'),
      [
        ['172.20.0.3', '172.20.0.3'],
        ['fd00:20::3', 'fd00:20::3'],
      ],
    ],
    [
      'no IPv6 address that is not',
      on('bridge', '172.17.0.2', 'fd00:17::2'),
      [['172.17.0.2', '10.201.0.2']],
    ],
    [
      'an address on a network of the same prefix',
      on('twin', '172.20.0.3'),
      [['172.20.0.3', null]],
    ],
    ['none of what does not run', on('back', null), []],
  ])('gives %s', (_name, endpoint, expected) => {
    const found = endpointAddresses([endpoint], [bridge, back]);
    expect(found.map(({ real, here }) => [real, here])).toEqual(expected);
    expect(found.every(({ network }) => network === endpoint.network)).toBe(true);
  });

  it('promises nothing of a network that is still opening', () => {
    const opening = view('back', back.prefixes, 'opening');
    expect(endpointAddresses([on('back', '172.20.0.3')], [opening])).toMatchObject([
      { here: null },
    ]);
    expect(networkOf('back', [bridge, opening])).toBe(opening);
  });

  it('reaches a network that is off by an additional CIDR around it', () => {
    const off = view('back', [{ real: '172.20.0.0/16', routed: null }], 'off');
    const around = view('172.16.0.0/12', [same('172.16.0.0/12')]);
    expect(endpointAddresses([on('back', '172.20.0.3')], [off, around])).toMatchObject([
      { here: '172.20.0.3' },
    ]);
  });
});
