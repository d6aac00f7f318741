/** On entries captured from Docker Engine 20.10.24 (API 1.41), shortened to what varies. */
import { describe, expect, it } from 'vitest';
import { engineVersion, negotiate } from './api-version';
import { compareContainers, containerSchema, toContainer } from './container';
import { aliasesSchema, toAliases, toListed } from './listed';
import { networkSchema, toNetwork } from './network';
import { readSocketTests, socketTests } from './socket-state';

const API = {
  Id: '8140dd3b2b1493df2b89009e979e0228aee602fe77b2fd8d642e6f070db502e9',
  Names: ['/api'],
  Image: 'nginx:1.22.1',
  ImageID: 'sha256:9f024bc1b64965b9850220bdce4451ced2063f954614e0b3214b076435b40591',
  Command: 'nginx',
  Created: 1795366003,
  Ports: [{ PrivatePort: 80, Type: 'tcp' }],
  Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'api' },
  State: 'running',
  Status: 'Up 19 seconds (healthy)',
  HostConfig: { NetworkMode: 'backend' },
  NetworkSettings: {
    Networks: {
      backend: {
        IPAMConfig: null,
        Links: null,
        Aliases: null,
        NetworkID: 'ca422c2a9793dd16d016bfc886ab042f7c2677350e50ac222819547c926734b3',
        EndpointID: 'aa2343d6fb977263b6b8c9e552850863c7e6c09e543d2eeb31b6de39efe1fa8e',
        Gateway: '172.18.0.1',
        IPAddress: '172.18.0.2',
        IPPrefixLen: 16,
        IPv6Gateway: '',
        GlobalIPv6Address: '',
        GlobalIPv6PrefixLen: 0,
        MacAddress: '02:42:ac:12:00:02',
        DriverOpts: null,
      },
    },
  },
  Mounts: [],
};

const map = (change: object) => toContainer(containerSchema.parse({ ...API, ...change }));

describe('toContainer', () => {
  it('maps a running container', () => {
    expect(map({})).toEqual({
      id: API.Id,
      name: 'api',
      image: 'nginx:1.22.1',
      status: 'running',
      health: 'healthy',
      statusText: 'Up 19 seconds (healthy)',
      createdAt: 1795366003000,
      endpoints: [{ network: 'backend', ipv4: '172.18.0.2', ipv6: null }],
      ports: [{ container: 80, protocol: 'tcp', host: null }],
      project: 'shop',
      service: 'api',
      task: null,
    });
  });

  it('reads what it runs of a Swarm from its labels', () => {
    const swarm = (name: string): string => `com.docker.swarm.${name}`;
    const labels = {
      [swarm('node.id')]: 'm1n2',
      [swarm('service.name')]: 'store_shop',
      [swarm('task.id')]: '7pqx',
      [swarm('task.name')]: 'store_shop.1.7pqx',
      'com.docker.stack.namespace': 'store',
    };
    expect(map({ Labels: labels })).toMatchObject({
      ...{ project: 'store', service: null },
      task: {
        id: '7pqx',
        name: 'store_shop.1',
        service: 'store_shop',
        stack: 'store',
        node: 'm1n2',
      },
    });
  });

  it('maps a stopped one, which has networks but no addresses', () => {
    const stopped = map({
      State: 'exited',
      Status: 'Exited (0) 17 seconds ago',
      Ports: [],
      Labels: {},
      NetworkSettings: { Networks: { backend: { IPAddress: '', GlobalIPv6Address: '' } } },
    });
    expect(stopped).toMatchObject({
      status: 'exited',
      health: 'none',
      endpoints: [{ network: 'backend', ipv4: null, ipv6: null }],
      ports: [],
      project: null,
      service: null,
    });
  });

  it.each([
    ['Up 5 seconds (health: starting)', 'starting'],
    ['Up 2 hours (healthy)', 'healthy'],
    ['Up 2 hours (unhealthy)', 'unhealthy'],
    ['Up 2 hours (Paused)', 'none'],
    ['Up 2 hours', 'none'],
  ])('reads health from %j', (Status, health) => {
    expect(map({ Status }).health).toBe(health);
  });

  it('lists a published port once, with both address families, and sorts ports', () => {
    const published = { PrivatePort: 80, PublicPort: 8080, Type: 'tcp' };
    const { ports } = map({
      Ports: [
        { PrivatePort: 443, Type: 'tcp' },
        { ...published, IP: '0.0.0.0' },
        { ...published, IP: '::' },
        { PrivatePort: 53, Type: 'udp' },
      ],
    });
    expect(ports).toEqual([
      { container: 53, protocol: 'udp', host: null },
      { container: 80, protocol: 'tcp', host: 8080 },
      { container: 443, protocol: 'tcp', host: null },
    ]);
  });

  it('gives every network’s addresses, by name', () => {
    const { endpoints } = map({
      NetworkSettings: {
        Networks: {
          'net-10': { IPAddress: '10.10.0.2', GlobalIPv6Address: 'fd00::2' },
          'net-2': { IPAddress: '10.2.0.2', GlobalIPv6Address: '' },
          gone: null,
        },
      },
    });
    expect(endpoints).toEqual([
      { network: 'gone', ipv4: null, ipv6: null },
      { network: 'net-2', ipv4: '10.2.0.2', ipv6: null },
      { network: 'net-10', ipv4: '10.10.0.2', ipv6: 'fd00::2' },
    ]);
  });

  it.each([
    ['own name beside legacy links', { Names: ['/web/db', '/db'] }, { name: 'db' }],
    ['no name at all', { Names: null }, { name: '8140dd3b2b14' }],
    ['an image that lost its tag', { Image: API.ImageID }, { image: '9f024bc1b649' }],
    [
      'an image pinned by Swarm',
      { Image: `nginx:1.22.1@${API.ImageID}` },
      { image: 'nginx:1.22.1' },
    ],
    ['a stack', { Labels: { 'com.docker.stack.namespace': 'prod' } }, { project: 'prod' }],
    [
      'nulls where lists belong',
      { Ports: null, Labels: null, NetworkSettings: null },
      { ports: [], endpoints: [] },
    ],
  ])('understands %s', (_name, change, expected) => {
    expect(map(change)).toMatchObject(expected);
  });

  it('sorts running ones first, then by name as people count', () => {
    const given = [
      map({ Names: ['/b'], State: 'exited' }),
      map({ Names: ['/web-10'] }),
      map({ Names: ['/web-2'], State: 'paused' }),
      map({ Names: ['/a'], State: 'created' }),
    ];
    expect(given.sort(compareContainers).map(({ name }) => name)).toEqual([
      'web-2',
      'web-10',
      'a',
      'b',
    ]);
  });
});

describe('toListed', () => {
  const listed = (Networks: object) =>
    toListed(containerSchema.parse({ ...API, NetworkSettings: { Networks } })).endpointIds;

  it('gives the endpoints that may have aliases', () => {
    const ids = listed({
      backend: { EndpointID: 'e1' },
      bridge: { EndpointID: 'e2' },
      stopped: { EndpointID: '' },
      old: {},
      gone: null,
    });
    expect([...ids]).toEqual([['backend', 'e1']]);
  });
});

describe('toAliases', () => {
  it('gives each alias of an endpoint once', () => {
    const Networks = {
      backend: { EndpointID: 'e1', Aliases: ['db', 'db', '8140dd3b2b14'] },
      other: { EndpointID: 'e2', Aliases: null },
      gone: null,
    };
    const aliases = toAliases(aliasesSchema.parse({ NetworkSettings: { Networks } }));
    expect(aliases.get('e1')).toEqual(['db', '8140dd3b2b14']);
    expect(aliases.get('e2')).toEqual([]);
  });
});

describe('toNetwork', () => {
  const BACKEND = {
    Name: 'backend',
    Id: 'ca422c2a9793dd16d016bfc886ab042f7c2677350e50ac222819547c926734b3',
    Scope: 'local',
    Driver: 'bridge',
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: {}, Config: [{ Subnet: '172.18.0.0/16' }] },
    Internal: false,
  };
  const network = (change: object) => toNetwork(networkSchema.parse({ ...BACKEND, ...change }));

  it('maps a bridge network', () => {
    expect(network({})).toEqual({
      id: BACKEND.Id,
      name: 'backend',
      driver: 'bridge',
      scope: 'local',
      internal: false,
      attachable: true,
      ingress: false,
      subnets: ['172.18.0.0/16'],
    });
  });

  it.each([
    ['no subnet', { IPAM: { Config: null } }, { subnets: [] }],
    [
      'IPv6 and host bits',
      { IPAM: { Config: [{ Subnet: 'FD00:0::1/64' }, { Subnet: '10.1.2.3/16' }] } },
      { subnets: ['fd00::/64', '10.1.0.0/16'] },
    ],
    [
      'an overlay',
      { Driver: 'overlay', Scope: 'swarm', Internal: true, Attachable: false },
      { driver: 'overlay', scope: 'swarm', internal: true, attachable: false },
    ],
    [
      'one that containers may join',
      { Driver: 'overlay', Scope: 'swarm', Attachable: true },
      { attachable: true, ingress: false },
    ],
    [
      'the routing mesh',
      { Driver: 'overlay', Scope: 'swarm', Ingress: true },
      { attachable: false, ingress: true },
    ],
    ['a macvlan', { Driver: 'macvlan' }, { driver: 'macvlan', attachable: true }],
  ])('understands %s', (_name, change, expected) => {
    expect(network(change)).toMatchObject(expected);
  });
});

describe('negotiate', () => {
  it.each([
    ['20.10', { Version: '20.10.24+dfsg1', ApiVersion: '1.41', MinAPIVersion: '1.12' }, '1.41'],
    ['the oldest', { Version: '1.12.6', ApiVersion: '1.24' }, '1.24'],
    ['one to come', { Version: '31.0.0', ApiVersion: '1.99', MinAPIVersion: '1.44' }, '1.51'],
  ])('agrees with Engine %s', (_name, version, api) => {
    expect(negotiate(version)).toBe(api);
  });

  it.each([
    ['too old', { Version: '1.9', ApiVersion: '1.21' }],
    ['too new', { Version: '40.0', ApiVersion: '1.99', MinAPIVersion: '1.60' }],
  ])('says so when an engine is %s', (_name, version) => {
    expect(() => negotiate(version)).toThrow('docker.failed');
  });

  it('leaves out what a distribution adds to the version', () => {
    expect(engineVersion({ Version: '20.10.24+dfsg1', ApiVersion: '1.41' })).toBe('20.10.24');
  });
});

describe('readSocketTests', () => {
  it('runs test on the path', () => {
    expect(socketTests('/run/a b.sock')).toEqual([
      ['test', '-S', '/run/a b.sock'],
      ['test', '-w', '/run/a b.sock'],
    ]);
  });

  it.each([
    [1, 1, 'missing'],
    [0, 1, 'denied'],
    [0, 0, 'unknown'],
    [127, 127, 'unknown'],
  ])('%d and %d mean %s', (isSocket, isWritable, state) => {
    expect(readSocketTests(isSocket, isWritable)).toBe(state);
  });
});
