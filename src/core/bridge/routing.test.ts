import { beforeEach, describe, expect, it } from 'vitest';
import { errorInfo, failure, type ErrorInfo } from '../../shared/errors';
import type { HostNetwork, NetworkConfig } from '../../shared/helper-protocol';
import type { Inventory, Network } from '../../shared/inventory';
import type { NetworkView } from '../../shared/network-view';
import type { Profile } from '../../shared/profile';
import type { GatewayNetworks, GatewayNetworksResult, LinkOpened } from '../worker/protocol';
import { Routing, type RemapMemory } from './routing';

const BRIDGE = '6f1f7d0e-6b1f-4a54-9c0c-8e6d1f0f5a11';
const LAPTOP: HostNetwork = {
  addresses: [{ interface: 'eth0', address: '192.168.1.5', length: 24 }],
  routes: [{ interface: 'eth0', prefix: '0.0.0.0/0', via: '192.168.1.1' }],
  nameservers: [],
};
const LINK: LinkOpened = {
  mode: 'relay',
  rights: 'root',
  local: '198.18.0.2',
  peer: '198.18.0.3',
  mtu: 1500,
  gatewayUses: ['203.0.113.0/24'],
};

const network = (name: string, subnets: string[], driver = 'bridge'): Network => ({
  ...{ id: `id-${name}`, name, driver, subnets, internal: false, attachable: true, ingress: false },
  scope: driver === 'overlay' ? 'swarm' : 'local',
});
const inventory = (...networks: Network[]): Inventory => ({
  ...{ engine: '26.1.5', containers: [], swarm: null, networks },
});

let profile: Profile;
let memory: RemapMemory;
let asked: GatewayNetworks[];
let applied: NetworkConfig[];
let shown: (readonly NetworkView[])[];
let warned: (readonly ErrorInfo[])[];
let answer: () => Promise<GatewayNetworksResult>;

function routing(first: Inventory, link = LINK, otherRoutes: string[] = []): Routing {
  const facts = { bridge: BRIDGE, link, gateway: '203.0.113.21' };
  return new Routing(facts, { inventory: first, laptop: LAPTOP }, memory, {
    profile: () => profile,
    otherRoutes: () => otherRoutes,
    claim: () => undefined,
    setNetworks: (request) => {
      asked.push(request);
      return answer();
    },
    apply: (config) => Promise.resolve(applied.push(config)),
    publish: (networks) => shown.push(networks),
    warn: (warnings) => warned.push(warnings),
  });
}

const reachOf = (name: string) => shown.at(-1)?.find((view) => view.name === name)?.reach;

beforeEach(() => {
  profile = { id: BRIDGE, name: 'a', gateways: [{ host: 'a' }], cidrs: [], networks: {} };
  memory = { remaps: [] };
  [asked, applied, shown, warned] = [[], [], [], []];
  answer = () => Promise.resolve({ failed: {} });
});

describe('Routing', () => {
  it('routes bridge networks, and overlays once they are chosen', async () => {
    const bridge = routing(
      inventory(network('bridge', ['172.17.0.0/16']), network('mesh', ['10.20.1.0/24'], 'overlay')),
    );
    await bridge.update();
    expect(applied.at(-1)?.routes).toEqual(['172.17.0.0/16']);
    expect(reachOf('mesh')).toEqual({ kind: 'off' });

    profile = { ...profile, networks: { mesh: true } };
    await bridge.update();
    expect(asked.at(-1)?.attachments).toEqual(['id-mesh']);
    expect(applied.at(-1)?.routes).toEqual(['10.20.1.0/24', '172.17.0.0/16']);
    const reaches = shown.map((views) => views.find(({ name }) => name === 'mesh')?.reach.kind);
    expect(reaches).toEqual(['off', 'off', 'opening', 'on']);
  });

  it('asks gateway and helper only for what has changed', async () => {
    const first = inventory(network('bridge', ['172.17.0.0/16']));
    const bridge = routing(first);
    await bridge.update();
    await bridge.update({ inventory: { ...first, engine: '28.5.2' } });
    await bridge.update({ laptop: { ...LAPTOP, nameservers: ['192.168.1.1'] } });
    expect({ asked: asked.length, applied: applied.length }).toEqual({ asked: 1, applied: 1 });
  });

  it('follows networks as they come and go', async () => {
    const bridge = routing(inventory(network('bridge', ['172.17.0.0/16'])));
    await bridge.update();
    await bridge.update({
      inventory: inventory(
        network('bridge', ['172.17.0.0/16']),
        network('fresh', ['172.30.0.0/16']),
      ),
    });
    expect(applied.at(-1)?.routes).toEqual(['172.17.0.0/16', '172.30.0.0/16']);
    await bridge.update({ inventory: inventory(network('bridge', ['172.17.0.0/16'])) });
    expect(applied.at(-1)?.routes).toEqual(['172.17.0.0/16']);
  });

  it('remaps what another bridge routes, and keeps the remap over a reconnect', async () => {
    const networks = inventory(network('bridge', ['172.17.0.0/16']));
    await routing(networks, LINK, ['172.17.0.0/16']).update();
    const [remap] = asked[0]?.remaps ?? [];
    expect(remap?.real).toBe('172.17.0.0/16');
    expect(applied.at(-1)?.routes).toEqual([remap?.mapped]);
    await routing(networks, LINK, ['172.17.0.0/16']).update();
    expect(asked.at(-1)?.remaps).toEqual([remap]);
  });

  it('does not route an overlay that could not be attached, and says why', async () => {
    const error = errorInfo('gateway.attach-failed', { network: 'mesh', message: 'no space' });
    answer = () => Promise.resolve({ failed: { 'id-mesh': error } });
    profile = { ...profile, networks: { mesh: true } };
    const bridge = routing(
      inventory(network('bridge', ['172.17.0.0/16']), network('mesh', ['10.20.1.0/24'], 'overlay')),
    );
    await bridge.update();
    expect(applied.at(-1)?.routes).toEqual(['172.17.0.0/16']);
    expect(reachOf('mesh')).toEqual({ kind: 'refused', error });
    // Put back by the worker: routed without a word from anybody.
    await bridge.attachmentsChanged({ failed: {} });
    expect(applied.at(-1)?.routes).toEqual(['10.20.1.0/24', '172.17.0.0/16']);
  });

  it('does not route a prefix that could not be remapped', async () => {
    const error = errorInfo('gateway.setup-failed', { step: 'remap', message: 'no NETMAP' });
    answer = () => Promise.resolve({ failed: { '172.17.0.0/16': error } });
    const networks = inventory(
      network('bridge', ['172.17.0.0/16']),
      network('other', ['172.18.0.0/16']),
    );
    await routing(networks, LINK, ['172.17.0.0/16']).update();
    expect(applied.at(-1)?.routes).toEqual(['172.18.0.0/16']);
    expect(reachOf('bridge')).toEqual({ kind: 'refused', error });
  });

  it('masquerades additional CIDRs', async () => {
    profile = { ...profile, cidrs: ['10.0.0.0/16'] };
    await routing(inventory()).update();
    expect(asked.at(-1)?.masquerade).toEqual(['10.0.0.0/16']);
    expect(applied.at(-1)?.routes).toEqual(['10.0.0.0/16']);
  });

  it('routes IPv6 where the link has it, and else says that it does not', async () => {
    const networks = inventory(network('six', ['172.30.0.0/16', 'fd00:6a::/64']));
    const six = { local: 'fd67::2', peer: 'fd67::3' };
    await routing(networks, { ...LINK, six }).update();
    expect(applied.at(-1)).toMatchObject({
      ...{ local6: six.local, peer6: six.peer, routes: ['172.30.0.0/16', 'fd00:6a::/64'] },
    });
    await routing(networks).update();
    expect(applied.at(-1)?.routes).toEqual(['172.30.0.0/16']);
    expect(shown.at(-1)?.[0]?.prefixes[1]?.reason?.code).toBe('net.no-ipv6');
  });

  it('tries again after a refusal, even with the same plan', async () => {
    const bridge = routing(inventory(network('bridge', ['172.17.0.0/16'])));
    answer = () => Promise.reject(failure('gateway.setup-failed', { step: 'apply' }));
    await expect(bridge.update()).rejects.toThrow('gateway.setup-failed');
    answer = () => Promise.resolve({ failed: {} });
    await bridge.update();
    expect(applied).toHaveLength(1);
  });

  it('serves calls that come while one runs with one more round', async () => {
    let release: (result: GatewayNetworksResult) => void = () => undefined;
    answer = () => new Promise((resolve) => (release = resolve));
    const bridge = routing(inventory(network('bridge', ['172.17.0.0/16'])));
    const first = bridge.update();
    await Promise.resolve();
    profile = { ...profile, cidrs: ['10.9.0.0/16'] };
    const later = [bridge.update(), bridge.update(), bridge.update()];
    answer = () => Promise.resolve({ failed: {} });
    release({ failed: {} });
    await Promise.all([first, ...later]);
    expect(asked).toHaveLength(2);
  });
});
