import { describe, expect, it } from 'vitest';
import { errorInfo, type ErrorCode } from '../../../shared/errors';
import type { Container } from '../../../shared/inventory';
import type { NetworkReach, NetworkView } from '../../../shared/network-view';
import { createTexts } from '../../../shared/texts';
import { addressless, conditionOf, containerTone, unroutedWords } from './container-view';

const t = createTexts('en').getFixedT(null, 'containers');
const inGerman = createTexts('de').getFixedT(null, 'containers');

function container(change: Partial<Container>): Container {
  return {
    ...{ id: 'a'.repeat(64), name: 'web', image: 'nginx:1.22', status: 'running' },
    ...{ health: 'none', statusText: 'Up 3 minutes', createdAt: 0, endpoints: [], ports: [] },
    ...{ project: null, ...change },
  };
}

describe('a container', () => {
  it.each([
    [{}, 'on', null],
    [{ health: 'healthy' }, 'on', null],
    [{ health: 'starting' }, 'busy', 'starting'],
    [{ health: 'unhealthy' }, 'bad', 'unhealthy'],
    [{ status: 'paused' }, 'busy', 'paused'],
    [{ status: 'exited', health: 'unhealthy' }, 'off', 'exited'],
  ] as const)('%o looks %s and says %s', (change, tone, condition) => {
    expect(containerTone(container(change))).toBe(tone);
    expect(conditionOf(t, container(change))).toBe(condition);
  });
});

function view(reach: NetworkReach): NetworkView {
  return {
    ...{ id: 'n', name: 'bridge', kind: 'docker', driver: 'bridge', scope: 'local', reach },
    ...{ prefixes: [], enabled: true, containers: 0, nodes: [] },
  };
}

describe('an address that does not answer here', () => {
  it.each<[NetworkReach, string]>([
    [{ kind: 'off' }, 'network off'],
    [{ kind: 'opening' }, 'opening…'],
    [{ kind: 'on' }, 'not routed'],
    [{ kind: 'refused', error: errorInfo('net.internal') }, 'internal network'],
  ])('says why: %o', (reach, words) => {
    const address = { network: 'bridge', real: '172.17.0.2' };
    expect(unroutedWords(t, { ...address, here: null }, [view(reach)])).toBe(words);
    expect(unroutedWords(t, { ...address, here: '172.17.0.2' }, [view(reach)])).toBeNull();
  });

  it.each<[ErrorCode, string, string]>([
    ['net.ingress', 'Swarm’s own network', 'Netzwerk des Swarm selbst'],
    ['net.needs-manager', 'needs a Swarm manager', 'braucht einen Swarm-Manager'],
    ['net.remap-full', 'not routed', 'nicht geroutet'],
  ])('says why, written as each language writes it: %s', (code, english, german) => {
    const address = { network: 'bridge', real: '172.17.0.2', here: null };
    const networks = [view({ kind: 'refused', error: errorInfo(code) })];
    expect(unroutedWords(t, address, networks)).toBe(english);
    expect(unroutedWords(inGerman, address, networks)).toBe(german);
  });

  it('is none at all for what has no network of its own', () => {
    const on = (network: string, ipv4: string | null) => [{ network, ipv4, ipv6: null }];
    expect(addressless(t, on('host', null))).toBe('network of the host');
    expect(addressless(t, [])).toBe('no network');
    expect(addressless(t, on('bridge', '172.17.0.2'))).toBeNull();
  });
});
