import { EventEmitter } from 'node:events';
import { openSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BridgeState } from '../../shared/bridge-state';
import { failure } from '../../shared/errors';
import type { HostNetwork, NetworkConfig, ResolverConfig } from '../../shared/helper-protocol';
import type { Inventory } from '../../shared/inventory';
import type { Gateway, Profile } from '../../shared/profile';
import type { Prompt } from '../../shared/prompt';
import type { BridgeView } from '../../shared/snapshot';
import type { HelperClient } from '../helper';
import type { BridgeNames } from '../names/zone-data';
import type {
  GatewayNetworks,
  GatewayNetworksResult,
  LinkRequest,
  LinkTried,
  PingResult,
  SshReached,
} from '../worker/protocol';
import { BridgeController } from './controller';

const ID = '6f1f7d0e-6b1f-4a54-9c0c-8e6d1f0f5a11';
const INVENTORY: Inventory = {
  engine: '26.1.5',
  swarm: null,
  containers: [],
  networks: [
    {
      id: 'n',
      name: 'bridge',
      driver: 'bridge',
      scope: 'local',
      internal: false,
      attachable: true,
      ingress: false,
      subnets: ['172.17.0.0/16'],
    },
  ],
};
const LAPTOP: HostNetwork = {
  addresses: [{ interface: 'eth0', address: '192.168.1.5', length: 24 }],
  routes: [{ interface: 'eth0', prefix: '0.0.0.0/0', via: '192.168.1.1' }],
  nameservers: [],
};

/** A helper that notes what it is asked; its devices are descriptors of nothing. */
class FakeHelper {
  running = false;
  opened = 0;
  cleaned = 0;
  applied: NetworkConfig[] = [];
  start = (): Promise<void> => {
    this.running = true;
    return Promise.resolve();
  };
  openTun = (): Promise<{ interface: string; fd: number }> => {
    this.opened += 1;
    return Promise.resolve({ interface: 'gangway0', fd: openSync('/dev/null', 'r') });
  };
  inspect = (): Promise<HostNetwork> => Promise.resolve(LAPTOP);
  apply = (_bridge: string, config: NetworkConfig): Promise<string[][]> => {
    this.applied.push(config);
    return Promise.resolve([]);
  };
  told: ResolverConfig[] = [];
  names = (_bridge: string, config: ResolverConfig) => {
    this.told.push(config);
    return Promise.resolve({ resolver: 'systemd-resolved' as const, commands: [] });
  };
  clean = (): Promise<void> => {
    this.cleaned += 1;
    return Promise.resolve();
  };
}

/** A worker whose calls succeed at once, unless a test replaces them. */
class FakeWorker extends EventEmitter {
  connected: Gateway[] = [];
  asks: (boolean | undefined)[] = [];
  links: LinkRequest[] = [];
  closed = 0;
  connect = (gateway: Gateway, asks?: boolean): Promise<SshReached> => {
    this.connected.push(gateway);
    this.asks.push(asks);
    const endpoint = `${gateway.host}:22`;
    return Promise.resolve({ endpoint, address: '203.0.113.21', resolved: [] });
  };
  openLink = (request: LinkRequest) => {
    this.links.push(request);
    return Promise.resolve({
      mode: 'tun-channel' as const,
      rights: 'root' as const,
      gatewayUses: ['203.0.113.0/24'],
      local: '198.18.0.2',
      peer: '198.18.0.3',
      mtu: 1500,
    });
  };
  tryLink = (): Promise<LinkTried> =>
    Promise.resolve({ mode: 'relay', rights: 'root', gatewayUses: [], ipv6: false });
  asked: GatewayNetworks[] = [];
  setNetworks = (request: GatewayNetworks): Promise<GatewayNetworksResult> => {
    this.asked.push(request);
    return Promise.resolve({ failed: {} });
  };
  ping = (): Promise<PingResult> => Promise.resolve({ kind: 'answered', rttMs: 1 });
  openDocker = (): Promise<Inventory> => Promise.resolve(INVENTORY);
  serveDocker = (): Promise<void> => Promise.resolve();
  verify = (): Promise<number> => Promise.resolve(1);
  close = (): Promise<void> => {
    this.closed += 1;
    return Promise.resolve();
  };
  answer = vi.fn();
  terminate = (): Promise<void> => Promise.resolve();
}

let helper: FakeHelper;
let workers: FakeWorker[];
let prepare: (worker: FakeWorker) => void;
let published: Partial<BridgeView>[];
let profile: Profile;
let claims: (readonly string[])[];
let served: (BridgeNames | null)[];
let contexts: string[];
let prompts: Map<string, Prompt>;

function makeBridge(): BridgeController {
  return new BridgeController(() => profile, {
    helper: helper as unknown as HelperClient,
    startWorker: () => {
      const worker = new FakeWorker();
      prepare(worker);
      workers.push(worker);
      return worker;
    },
    otherRoutes: () => [],
    claim: (routes) => claims.push(routes),
    publish: (change) => published.push(change),
    ask: (prompt) => void prompts.set(prompt.id, prompt),
    withdraw: (id) => void prompts.delete(id),
    names: {
      start: () => Promise.resolve(5353),
      set: (_bridge, names) => void served.push(names),
    },
    docker: {
      socketOf: (name) => `/run/docker-${name}.sock`,
      createContext: (name) => {
        contexts.push(name);
        return `gangway-${name}`;
      },
      removeContext: (name) => void contexts.splice(contexts.indexOf(name), 1),
    },
  });
}

const comesTo = (bridge: BridgeController, kind: BridgeState['kind']): Promise<void> =>
  vi.waitFor(() => expect(bridge.state.kind).toBe(kind));

beforeEach(() => {
  helper = new FakeHelper();
  workers = [];
  published = [];
  claims = [];
  served = [];
  contexts = [];
  prompts = new Map();
  prepare = () => undefined;
  profile = { id: ID, name: 'staging', gateways: [{ host: 'a' }], cidrs: [], networks: {} };
});
afterEach(() => vi.useRealTimers());

describe('BridgeController', () => {
  it('runs the phases in order and says what it is connected by', async () => {
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    const phases = published.flatMap(({ state }) =>
      state?.kind === 'connecting' ? [state.phase] : [],
    );
    expect(phases).toEqual(['elevate', 'ssh', 'link', 'routes', 'names', 'verify']);
    expect(bridge.state).toMatchObject({
      link: { interface: 'gangway0', gateway: 'a:22' },
    });
    expect(helper.applied).toHaveLength(1);
    expect(helper.applied[0]).toMatchObject({ gateway: '203.0.113.21', routes: ['172.17.0.0/16'] });
    expect(claims).toEqual([['172.17.0.0/16']]);
    await bridge.disconnect();
    expect(claims.at(-1)).toEqual([]);
    expect({ state: bridge.state.kind, cleaned: helper.cleaned }).toEqual({
      state: 'idle',
      cleaned: 1,
    });
  });

  it('lets names and docker in, and takes them away with the bridge', async () => {
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    expect(published.findLast(({ docker }) => docker)?.docker).toEqual({
      socket: '/run/docker-staging.sock',
      context: 'gangway-staging',
    });
    expect(contexts).toEqual(['staging']);
    expect(served.at(-1)).toMatchObject({ profile: 'staging', outside: ['a'] });
    expect(helper.told[0]).toMatchObject({ port: 5353 });
    profile = { ...profile, name: 'renamed' };
    await bridge.disconnect();
    expect({ contexts, served: served.at(-1) }).toEqual({ contexts: [], served: null });
  });

  it('loses no change of Docker while the link is laid', async () => {
    const later: Inventory = {
      ...INVENTORY,
      networks: INVENTORY.networks.map((network) => ({ ...network, subnets: ['172.18.0.0/16'] })),
    };
    prepare = (worker) => {
      const openLink = worker.openLink;
      worker.openLink = (request) => {
        worker.emit('inventory', later);
        return openLink(request);
      };
    };
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    expect(helper.applied[0]).toMatchObject({ routes: ['172.18.0.0/16'] });
  });

  it('is connected without names and without docker, and says why', async () => {
    helper.names = () => Promise.reject(failure('names.apply-failed'));
    prepare = (worker) =>
      (worker.serveDocker = () => Promise.reject(failure('docker.socket-failed')));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    const { warnings } = published.findLast((change) => change.warnings) ?? {};
    expect(warnings?.map(({ code }) => code)).toEqual([
      'names.apply-failed',
      'docker.socket-failed',
    ]);
    expect(published.findLast(({ names }) => names)?.names?.resolver).toBeNull();
  });

  it('drops the result of an attempt that was given up', async () => {
    let answer: (reached: SshReached) => void = () => undefined;
    const login = new Promise<SshReached>((resolve) => (answer = resolve));
    prepare = (worker) => (worker.connect = () => login);
    const bridge = makeBridge();
    bridge.connect();
    await vi.waitFor(() => expect(bridge.state).toMatchObject({ phase: 'ssh' }));
    await bridge.disconnect();
    answer({ endpoint: 'a:22', address: '203.0.113.21', resolved: [] });
    await login;
    expect(bridge.state.kind).toBe('idle');
    expect(workers[0]?.closed).toBe(1);
    expect(helper.opened).toBe(0);
  });

  it('keeps the device and the inner addresses across a drop', async () => {
    vi.useFakeTimers();
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    workers[0]?.emit('lost', failure('ssh.lost').info);
    await comesTo(bridge, 'waiting');
    await vi.runOnlyPendingTimersAsync();
    await comesTo(bridge, 'connected');
    expect(workers).toHaveLength(2);
    expect({ opened: helper.opened, cleaned: helper.cleaned }).toEqual({ opened: 1, cleaned: 0 });
    expect(workers[1]?.links[0]?.preferred).toEqual({ local: '198.18.0.2', peer: '198.18.0.3' });
  });

  it('goes on to the next gateway where the first cannot be reached', async () => {
    profile = { ...profile, gateways: [{ host: 'a' }, { host: 'b' }] };
    prepare = (worker) => {
      const connect = worker.connect;
      worker.connect = (gateway) =>
        gateway.host === 'a' ? Promise.reject(failure('ssh.refused')) : connect(gateway);
    };
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    expect(bridge.state).toMatchObject({ link: { gateway: 'b:22' } });
  });

  it('does not try another gateway where a person has to act', async () => {
    profile = { ...profile, gateways: [{ host: 'a' }, { host: 'b' }] };
    prepare = (worker) =>
      (worker.connect = () => Promise.reject(failure('ssh.host-key-changed', { host: 'a' })));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'failed');
    expect(bridge.state).toMatchObject({ error: { code: 'ssh.host-key-changed' } });
  });

  it('stops after a drop where it would have to ask, and asks once a person connects', async () => {
    vi.useFakeTimers();
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    prepare = (worker) => {
      const connect = worker.connect;
      worker.connect = (gateway, asks) =>
        asks ? connect(gateway, asks) : Promise.reject(failure('ssh.needs-answer', { host: 'a' }));
    };
    workers[0]?.emit('lost', failure('ssh.lost').info);
    await comesTo(bridge, 'waiting');
    await vi.runOnlyPendingTimersAsync();
    await comesTo(bridge, 'failed');
    expect(bridge.state).toMatchObject({ error: { code: 'ssh.needs-answer' }, cleanup: 'clean' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(workers).toHaveLength(2);
    bridge.connect();
    await comesTo(bridge, 'connected');
    expect(workers.map(({ asks }) => asks)).toEqual([[true], [], [true]]);
  });

  it('tells of a changed host key until it was read, or a person connects again', async () => {
    const detail = { host: 'a', keyType: 'RSA', bits: 3072, file: '/known_hosts', line: 2 };
    prepare = (worker) =>
      (worker.connect = () => Promise.reject(failure('ssh.host-key-changed', detail)));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'failed');
    const told = [...prompts.values()];
    expect(told).toMatchObject([
      { profileId: ID, profile: 'staging', body: { kind: 'host-key-changed', ...detail } },
    ]);
    bridge.connect();
    expect([...prompts.values()]).toEqual([]);
    await comesTo(bridge, 'failed');
    expect(prompts.size).toBe(1);
    await bridge.disconnect();
    expect(prompts.size).toBe(0);
  });

  it('takes back the warnings of the attempt before', async () => {
    vi.useFakeTimers();
    prepare = (worker) =>
      (worker.serveDocker = () => Promise.reject(failure('docker.socket-failed')));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    prepare = () => undefined;
    workers[0]?.emit('lost', failure('ssh.lost').info);
    await comesTo(bridge, 'waiting');
    await vi.runOnlyPendingTimersAsync();
    await comesTo(bridge, 'connected');
    expect(published.findLast((change) => change.warnings)?.warnings).toEqual([]);
  });

  it('needs no Docker where the profile has CIDRs, and warns', async () => {
    profile = { ...profile, cidrs: ['10.20.0.0/16'] };
    prepare = (worker) => (worker.openDocker = () => Promise.reject(failure('docker.missing')));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'connected');
    expect(helper.applied[0]).toMatchObject({ routes: ['10.20.0.0/16'] });
    const warnings = published.findLast((change) => change.warnings)?.warnings;
    expect(warnings?.map(({ code }) => code)).toEqual(['docker.missing']);
  });

  it('fails without Docker where it would have said what to route', async () => {
    prepare = (worker) => (worker.openDocker = () => Promise.reject(failure('docker.missing')));
    const bridge = makeBridge();
    bridge.connect();
    await comesTo(bridge, 'failed');
    expect(helper.cleaned).toBe(1);
  });
});
