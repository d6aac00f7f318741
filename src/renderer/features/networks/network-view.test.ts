import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../../shared/errors';
import type { NetworkView } from '../../../shared/network-view';
import { createTexts } from '../../../shared/texts';
import {
  factWords,
  groupsOf,
  isClosed,
  isMapped,
  isRefused,
  networkTone,
  reasonsOf,
} from './network-view';

const network = (change: Partial<NetworkView>): NetworkView => ({
  id: 'n',
  name: 'back',
  kind: 'docker',
  driver: 'bridge',
  scope: 'local',
  prefixes: [{ real: '172.20.0.0/16', routed: '172.20.0.0/16' }],
  enabled: true,
  reach: { kind: 'on' },
  containers: 2,
  nodes: [],
  ...change,
});
const internal = errorInfo('net.internal', { network: 'back' });
const full = errorInfo('net.remap-full', { prefix: '172.20.0.0/16' });
const closed = network({ enabled: false, reach: { kind: 'refused', error: internal } });
const refused = network({ reach: { kind: 'refused', error: full } });

describe('networks', () => {
  it('are grouped by what can be done with them, and keep their places when switched', () => {
    const all = [
      network({ name: 'net10' }),
      network({ name: '10.20.0.0/16', kind: 'cidr', driver: 'cidr' }),
      closed,
      network({ name: 'net9', enabled: false, reach: { kind: 'off' } }),
      network({ name: 'lost', reach: refused.reach }),
    ];
    expect(
      groupsOf(all).map(({ kind, networks }) => [kind, ...networks.map(({ name }) => name)]),
    ).toEqual([
      ['docker', 'lost', 'net9', 'net10'],
      ['closed', 'back'],
      ['cidr', '10.20.0.0/16'],
    ]);
    expect(groupsOf([])).toEqual([]);
  });

  it.each([
    [network({}), 'on', false, false],
    [network({ enabled: false, reach: { kind: 'off' } }), 'off', false, false],
    [network({ reach: { kind: 'opening' } }), 'busy', false, false],
    [refused, 'bad', false, true],
    [closed, 'off', true, false],
  ])('%o', (given, tone, isItClosed, isItRefused) => {
    expect(networkTone(given)).toBe(tone);
    expect([isClosed(given), isRefused(given)]).toEqual([isItClosed, isItRefused]);
  });

  it.each([
    [{}, 'en', 'bridge · 2 containers'],
    [{ containers: 0 }, 'en', 'bridge · no containers'],
    [{ driver: 'overlay', scope: 'swarm', containers: 1 }, 'en', 'overlay, swarm · 1 container'],
    [{ containers: 0 }, 'de', 'bridge · keine Container'],
  ] as const)('%o reads well in %s', (change, language, words) => {
    expect(factWords(network(change), createTexts(language).t)).toBe(words);
  });

  it('give each reason once', () => {
    const prefixes = [
      { real: '172.20.0.0/16', routed: null, reason: full },
      { real: '172.21.0.0/16', routed: '172.21.0.0/16' },
    ];
    expect(reasonsOf(network({ reach: refused.reach, prefixes }))).toEqual([full]);
    expect(reasonsOf(network({ prefixes }))).toEqual([full]);
    expect(reasonsOf(network({}))).toEqual([]);
  });

  it('leave a remap to explain itself', () => {
    const mapped = { real: '172.20.0.0/16', routed: '10.201.0.0/16', reason: full };
    expect(isMapped(mapped)).toBe(true);
    expect(reasonsOf(network({ prefixes: [mapped] }))).toEqual([]);
  });
});
