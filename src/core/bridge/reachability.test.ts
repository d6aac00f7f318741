import { describe, expect, it } from 'vitest';
import { errorInfo } from '../../shared/errors';
import type { Container, Inventory } from '../../shared/inventory';
import type { NetworkReach, NetworkView } from '../../shared/network-view';
import type { PingResult } from '../worker/protocol';
import { reach } from './reachability';

const ANSWERED: PingResult = { kind: 'answered', rttMs: 1.2 };
const SILENT: PingResult = { kind: 'silent' };

function container(change: Partial<Container> = {}): Container {
  return {
    ...{ id: 'c1', name: 'web', image: 'nginx', status: 'running', health: 'none' },
    ...{ statusText: 'Up', createdAt: 0, ports: [], project: null },
    endpoints: [{ network: 'bridge', ipv4: '172.17.0.2', ipv6: null }],
    ...change,
  };
}

function view(reach: NetworkReach, routed: string | null = '172.17.0.0/16'): NetworkView {
  return {
    ...{ id: 'n1', name: 'bridge', kind: 'docker', driver: 'bridge', scope: 'local', reach },
    ...{ enabled: reach.kind !== 'off', containers: 1, nodes: [] },
    prefixes: [{ real: '172.17.0.0/16', routed }],
  };
}

const ON = view({ kind: 'on' });

function ask(found: Container, networks: NetworkView[], ...pings: PingResult[]) {
  const inventory: Inventory = { containers: [found], networks: [], swarm: null, engine: '' };
  const asked: string[] = [];
  const ping = (address: string, bytes: number) => {
    asked.push(`${address} ${bytes}`);
    return Promise.resolve(pings.shift() ?? SILENT);
  };
  return reach('c1', { inventory, networks, mtu: 1500, ping }).then((result) => ({
    asked,
    result: result.kind === 'reachable' ? result : result.error.code,
  }));
}

describe('reach', () => {
  it('asks with a small and a large packet', async () => {
    expect(await ask(container(), [ON], ANSWERED, ANSWERED)).toEqual({
      asked: ['172.17.0.2 84', '172.17.0.2 1500'],
      result: { kind: 'reachable', address: '172.17.0.2', rttMs: 1.2 },
    });
  });

  it('asks by the address that the laptop uses', async () => {
    const remapped = view({ kind: 'on' }, '10.201.0.0/16');
    const { asked } = await ask(container(), [remapped], ANSWERED, ANSWERED);
    expect(asked[0]).toBe('10.201.0.2 84');
  });

  it('does not ask another network that has the same prefix', async () => {
    const conflict = errorInfo('net.conflict', { prefix: '172.17.0.0/16' });
    const twin = { ...ON, id: 'n2', name: 'twin' };
    const refused = view({ kind: 'refused', error: conflict }, null);
    expect(await ask(container(), [twin, refused], ANSWERED)).toEqual({
      ...{ asked: [], result: 'net.conflict' },
    });
  });

  it('takes "too large" for an answer, but not silence', async () => {
    const tooLarge: PingResult = { kind: 'refused', type: 3, code: 4 };
    expect((await ask(container(), [ON], ANSWERED, tooLarge)).result).toMatchObject({
      kind: 'reachable',
    });
    expect((await ask(container(), [ON], ANSWERED, SILENT)).result).toBe('net.mtu');
  });

  it.each([
    ['silence', container(), ON, 'net.no-answer'],
    ['stopped', container({ status: 'exited' }), ON, 'net.container-stopped'],
    ['switched off', container(), view({ kind: 'off' }, null), 'net.not-enabled'],
    [
      'host network',
      container({ endpoints: [{ network: 'host', ipv4: null, ipv6: null }] }),
      ON,
      'net.host-network',
    ],
    ['no network', container({ endpoints: [] }), ON, 'net.no-network'],
    [
      'internal',
      container(),
      view({ kind: 'refused', error: errorInfo('net.internal') }, null),
      'net.internal',
    ],
  ])('says why not: %s', async (_case, found, networks, code) => {
    expect((await ask(found, [networks])).result).toBe(code);
  });
});
