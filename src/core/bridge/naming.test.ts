import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork, ResolverConfig } from '../../shared/helper-protocol';
import type { Container, Inventory } from '../../shared/inventory';
import type { NamesView, Resolver } from '../../shared/names-view';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import type { BridgeNames } from '../names/zone-data';
import { Naming, type NamingInput } from './naming';

const LAPTOP: HostNetwork = {
  addresses: [],
  routes: [],
  nameservers: ['127.0.0.53', '192.168.1.1'],
};

function network(name: string, prefix: string, kind: NetworkView['kind'] = 'docker'): NetworkView {
  return {
    ...{ id: name, name, kind, driver: 'bridge', scope: 'local', enabled: true },
    ...{ reach: { kind: 'on' }, containers: 1, nodes: [] },
    prefixes: [{ real: prefix, routed: prefix }],
  };
}

function inventory(name: string, ipv4: string): Inventory {
  const container: Container = {
    ...{ id: 'a1b2c3d4e5f6'.padEnd(64, '0'), name, image: 'nginx', status: 'running' },
    ...{ health: 'none', statusText: 'Up', createdAt: 0, ports: [], project: null },
    endpoints: [{ network: 'bridge', ipv4, ipv6: null }],
  };
  return { containers: [container], networks: [], swarm: null, engine: '26.1.5' };
}

let profile: Profile;
let served: BridgeNames[];
let told: ResolverConfig[];
let published: NamesView[];
let warnings: readonly ErrorInfo[];
let answer: (config: ResolverConfig) => Promise<{ resolver: Resolver }>;

beforeEach(() => {
  profile = {
    id: '6f1f7d0e-6b1f-4a54-9c0c-8e6d1f0f5a11',
    ...{ name: 'staging', gateways: [{ host: 'GW.staging.yourapp' }], cidrs: [], networks: {} },
    names: {
      suffix: 'yourapp',
      nameservers: [
        { domain: 'consul', address: '10.0.0.10' },
        { domain: 'corp.internal', address: '192.0.2.99' },
      ],
    },
  };
  [served, told, published, warnings] = [[], [], [], []];
  answer = () => Promise.resolve({ resolver: 'systemd-resolved' });
});

afterEach(() => vi.restoreAllMocks());

function naming(input: Partial<NamingInput> = {}): Naming {
  const networks = [
    network('bridge', '172.17.0.0/16'),
    network('10.0.0.10/32', '10.0.0.10/32', 'cidr'),
  ];
  const first = { inventory: inventory('web', '172.17.0.2'), networks, laptop: LAPTOP, ...input };
  return new Naming(['bastion.example.com', '203.0.113.1'], first, {
    profile: () => profile,
    port: () => Promise.resolve(5300),
    serve: (names) => void served.push(names),
    apply: (config) => {
      told.push(config);
      return answer(config);
    },
    publish: (names) => void published.push(names),
    warn: (now) => void (warnings = now),
  });
}

describe('Naming', () => {
  it('answers the zone, and the domains of nameservers that can be reached', async () => {
    await naming().update();
    expect(served[0]?.zone.records.get('web.staging.yourapp')?.a).toEqual(['172.17.0.2']);
    expect(served[0]?.zone.records.get('web.staging')?.a).toEqual(['172.17.0.2']);
    expect(served[0]?.forwards).toEqual([
      { domain: 'consul', servers: [{ address: '10.0.0.10', port: 53 }] },
      // Searched, so asked of us; but not ours.
      { domain: 'yourapp', servers: [{ address: '192.168.1.1', port: 53 }] },
    ]);
    expect(told).toEqual([
      {
        ...{ port: 5300, search: ['yourapp'], hosts: [] },
        domains: ['consul', 'staging.yourapp', '17.172.in-addr.arpa', 'staging'],
      },
    ]);
    expect(published).toMatchObject([{ resolver: 'systemd-resolved', search: ['yourapp'] }]);
  });

  it('asks for the ways to the gateway outside', async () => {
    await naming().update();
    expect(served[0]).toMatchObject({
      outside: ['gw.staging.yourapp', 'bastion.example.com'],
      outsideServers: [{ address: '192.168.1.1', port: 53 }],
    });
  });

  it('has the last word on what is below the suffix of all who chose none', async () => {
    profile = { ...profile, names: {} };
    await naming().update();
    expect(served[0]?.zone.apexes).toContain('gangway.internal');
    expect(served[0]?.forwards).toEqual([]);
    expect(told[0]?.domains).not.toContain('gangway.internal');
  });

  it('keeps to itself what a C library makes of its names', async () => {
    await naming().update();
    expect(served[0]?.zone.apexes).toContain('staging.yourapp.yourapp');
    expect(told[0]?.domains).not.toContain('staging.yourapp.yourapp');
  });

  it('tells a laptop again whose network has changed', async () => {
    const names = naming();
    await names.update();
    await names.update({ laptop: { ...LAPTOP, nameservers: [] } });
    expect(told).toHaveLength(2);
    expect(served.at(-1)?.outsideServers).toEqual([]);
  });

  it('rests after a zone that took its time, and then answers by the latest', async () => {
    // A zone takes 20 ms to make by this clock.
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20));
    const names = naming();
    await names.update();
    const latest = ['api', 'cache', 'worker'].map((name) =>
      names.update({ inventory: inventory(name, '172.17.0.3') }),
    );
    await Promise.all(latest);
    expect(served).toHaveLength(2);
    expect(served.at(-1)?.zone.records.has('worker.staging.yourapp')).toBe(true);
  });

  it('says nothing more once it is closed', async () => {
    const names = naming();
    await names.update();
    names.close();
    await names.update({ inventory: inventory('api', '172.17.0.3') });
    expect({ served: served.length, told: told.length }).toEqual({ served: 1, told: 1 });
  });

  it('tells systemd-resolved nothing where only a container is new', async () => {
    const names = naming();
    await names.update();
    await names.update({ inventory: inventory('api', '172.17.0.3') });
    expect(served.at(-1)?.zone.records.has('api.staging.yourapp')).toBe(true);
    expect(told).toHaveLength(1);
    expect(published).toHaveLength(2);
  });

  it('keeps the hosts file current', async () => {
    answer = () => Promise.resolve({ resolver: 'hosts-file' });
    const names = naming();
    await names.update();
    await names.update({ inventory: inventory('api', '172.17.0.3') });
    expect(told.map(({ hosts }) => hosts.map(({ address }) => address))).toEqual([
      [],
      ['172.17.0.2'],
      ['172.17.0.3'],
    ]);
    expect(told[1]?.hosts[0]?.names).toContain('web.staging');
  });

  it('goes on answering where the laptop cannot be told, and tells it again', async () => {
    answer = () => Promise.reject(failure('names.apply-failed'));
    const names = naming();
    await names.update();
    expect(warnings.map(({ code }) => code)).toEqual(['names.apply-failed']);
    expect(published.at(-1)?.resolver).toBeNull();
    answer = () => Promise.resolve({ resolver: 'systemd-resolved' });
    await names.update();
    expect(warnings).toEqual([]);
    expect(published.at(-1)?.resolver).toBe('systemd-resolved');
  });
});
