import { randomUUID } from 'node:crypto';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostNetwork, NetworkConfig } from '../shared/helper-protocol';
import { Bridges } from './bridges';
import { Journal } from './journal';
import { failure } from '../shared/errors';
import type { Applied, Platform, Told } from './platform/platform';

const BRIDGE = '5b0d6a43-8f5e-4a3f-9d0c-1f6f3f6d2a01';
const config: NetworkConfig = {
  ...{ local: '198.18.0.2', peer: '198.18.0.3', mtu: 1500, gateway: '203.0.113.21' },
  ...{ local6: 'FDA5:36a2:f221:0::2', peer6: 'fda5:36a2:f221::3' },
  routes: ['172.17.0.0/16', '10.5.0.7', '10.5.0.7/32', 'FD20:0::/64'],
};

let directory: string;
let network: HostNetwork;
/** What the platform was asked to lead from and to. */
let plans: [from: Applied | null, to: Applied | null][];
let bridges: Bridges;
let log: string[];
let removed: string[];
let tell: () => Promise<Told>;
let forget: () => Promise<string[][]>;

beforeEach(() => {
  log = [];
  removed = [];
  tell = () => Promise.resolve({ resolver: 'hosts-file', commands: [['write', '/etc/hosts']] });
  forget = () => Promise.resolve([['write', '/etc/hosts']]);
  directory = mkdtempSync(join(tmpdir(), 'bridges-'));
  network = { addresses: [], routes: [], nameservers: [] };
  plans = [];
  const platform: Platform = {
    stateDirectory: join(directory, 'state'),
    plan: (from, to) => {
      plans.push([from, to]);
      return [];
    },
    remove: (device) => {
      removed.push(device);
      return [];
    },
    startTime: () => '1',
    inspect: () => Promise.resolve(network),
    names: {
      tell: (device, told) => {
        log.push(`tell ${device} ${told.hosts.map(({ address }) => address).join()}`);
        return tell();
      },
      forget: (device) => {
        log.push(`forget ${device}`);
        return forget();
      },
      marked: () => [],
    },
    serviceLayout: () => {
      throw new Error('not asked for');
    },
    serviceManager: '/nowhere',
    asUser: (_uid, act) => act(),
    openTun: () => openSync('/dev/null', 'r'),
    peerUid: () => 0,
    sendDescriptor: () => undefined,
  };
  bridges = new Bridges(platform, new Journal(platform.stateDirectory, 7, () => '1'));
  bridges.open(BRIDGE);
});
afterEach(async () => {
  await bridges.cleanAll();
  rmSync(directory, { recursive: true });
});

const laid: Applied = {
  ...{ local: '198.18.0.2', peer: '198.18.0.3', mtu: 1500 },
  ...{ local6: 'fda5:36a2:f221::2', peer6: 'fda5:36a2:f221::3' },
  routes: ['172.17.0.0/16', '10.5.0.7/32', 'fd20::/64'],
};

it('speaks of addresses as the kernel does', async () => {
  await bridges.apply(BRIDGE, config);
  expect(plans).toEqual([[null, laid]]);
});

it('starts from the routes that the kernel has, those of the addresses aside', async () => {
  await bridges.apply(BRIDGE, config);
  const has = ['198.18.0.3/32', 'fda5:36a2:f221::2/128', 'fda5:36a2:f221::3/128', 'fd20::/64'];
  network = {
    ...network,
    routes: [
      ...has.map((prefix) => ({ interface: 'gangway0', prefix })),
      { interface: 'eth0', prefix: '10.0.0.0/16' },
    ],
  };
  await bridges.apply(BRIDGE, config);
  expect(plans[1]).toEqual([{ ...laid, routes: ['fd20::/64'] }, laid]);
});

it('leaves inner IPv6 addresses out where the system has no IPv6', async () => {
  network = { ...network, ipv6: false };
  await expect(bridges.apply(BRIDGE, config)).rejects.toMatchObject({
    info: { code: 'helper.refused', detail: { rule: 'no-ipv6', value: 'FD20:0::/64' } },
  });
  await bridges.apply(BRIDGE, { ...config, routes: ['172.17.0.0/16'] });
  const { local, peer, mtu } = laid;
  expect(plans).toEqual([[null, { local, peer, mtu, routes: ['172.17.0.0/16'] }]]);
});

describe('names', () => {
  const names = {
    port: 5353,
    domains: ['staging.gangway.internal', 'staging'],
    search: ['gangway.internal'],
    hosts: [{ address: 'FD20:0::2', names: ['web.staging.gangway.internal', 'web.staging'] }],
  };

  it('are told of a device whose routes cover them, in the words of the kernel', async () => {
    await expect(bridges.names(BRIDGE, names)).rejects.toMatchObject({
      info: { detail: { rule: 'address-not-routed', value: 'FD20:0::2' } },
    });
    await bridges.apply(BRIDGE, config);
    expect(await bridges.names(BRIDGE, names)).toEqual({
      resolver: 'hosts-file',
      commands: [['write', '/etc/hosts']],
    });
    expect(log).toEqual(['tell gangway0 fd20::2']);
    await expect(bridges.names(randomUUID(), names)).rejects.toMatchObject({
      info: { detail: { rule: 'unknown-bridge' } },
    });
  });

  it('fail with what was said', async () => {
    await bridges.apply(BRIDGE, config);
    tell = () => Promise.reject(failure('net.apply-failed', { command: 'x', message: 'no link' }));
    await expect(bridges.names(BRIDGE, names)).rejects.toMatchObject({
      info: { code: 'names.apply-failed', detail: { message: 'no link' } },
    });
    tell = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
    await expect(bridges.names(BRIDGE, names)).rejects.toMatchObject({
      info: { detail: { message: 'ENOSPC: no space left on device, write' } },
    });
  });

  it('go before the device, and are tried again where that failed', async () => {
    forget = () => Promise.reject(new Error('EROFS'));
    await expect(bridges.clean(BRIDGE)).rejects.toThrow('EROFS');
    expect(removed).toEqual(['gangway0']);
    forget = () => Promise.resolve([]);
    await bridges.clean(BRIDGE);
    expect(removed).toEqual(['gangway0', 'gangway0']);
    await bridges.clean(BRIDGE);
    expect(log).toEqual(['forget gangway0', 'forget gangway0']);
  });
});
