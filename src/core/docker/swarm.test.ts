/** On entries captured from Docker Engine 20.10.24 (API 1.41), shortened to what varies. */
import { describe, expect, it } from 'vitest';
import {
  membershipSchema,
  nodeSchema,
  NO_LISTS,
  serviceSchema,
  taskSchema,
  toMembership,
  toSwarm,
  type SwarmLists,
} from './swarm';

const NODE = {
  ID: 'llg45y0lvqyaf61lfjt3s9njx',
  Spec: { Labels: {}, Role: 'manager', Availability: 'active' },
  Description: { Hostname: 'a', Engine: { EngineVersion: '20.10.24+dfsg1' } },
  Status: { State: 'ready', Addr: '203.0.113.21' },
};
const SERVICE = {
  ID: 'wdm1civo0b6hur9xrcevaa4ms',
  Spec: { Name: 'shop_web', Labels: { 'com.docker.stack.namespace': 'shop' } },
};
const attachment = (ID: string, Name: string, ...Addresses: string[]) => ({
  ...{ Network: { ID, Spec: { Name, Attachable: true } }, Addresses },
});
const TASK = {
  ID: 'jxhvu2wf4fv3l5b7rxhhjy450',
  Spec: { ContainerSpec: { Image: 'nginx:1.22.1@sha256:4ae8524b2c64b09e173f' } },
  ServiceID: SERVICE.ID,
  Slot: 3,
  NodeID: 'wyludjvq3krvp9wvds3mdd60l',
  Status: {
    State: 'running',
    ContainerStatus: { ContainerID: 'ab6a3032f860300e35a2c13383ff6dcefad2503682364e0b70c4ef4d' },
  },
  DesiredState: 'running',
  NetworksAttachments: [
    attachment('kce4e9awexjr', 'shop_back', '10.0.2.4/24', 'fd00:2::4/64'),
    attachment('bqsjdrg43hfy', 'mesh', '10.0.1.4/24'),
  ],
};

const MANAGER = { node: NODE.ID, manager: true };

function swarm(change: { node?: object; service?: object; task?: object }) {
  const lists: SwarmLists = {
    nodes: [nodeSchema.parse({ ...NODE, ...change.node })],
    services: [serviceSchema.parse({ ...SERVICE, ...change.service })],
    tasks: [taskSchema.parse({ ...TASK, ...change.task })],
  };
  return toSwarm(MANAGER, lists);
}

describe('toSwarm', () => {
  it('maps a task with its addresses on every network', () => {
    expect(swarm({})).toEqual({
      ...MANAGER,
      nodes: [{ id: NODE.ID, hostname: 'a', role: 'manager', available: true }],
      tasks: [
        {
          id: TASK.ID,
          name: 'shop_web.3',
          service: 'shop_web',
          stack: 'shop',
          image: 'nginx:1.22.1',
          node: TASK.NodeID,
          container: TASK.Status.ContainerStatus.ContainerID,
          endpoints: [
            { network: 'mesh', ipv4: '10.0.1.4', ipv6: null },
            { network: 'shop_back', ipv4: '10.0.2.4', ipv6: 'fd00:2::4' },
          ],
        },
      ],
    });
  });

  it.each([
    ['a global service', { Slot: null }, { name: `shop_web.${TASK.NodeID}` }],
    ['one that has no container yet', { Status: { State: 'running' } }, { container: null }],
    ['one on no network', { NetworksAttachments: null }, { endpoints: [] }],
  ])('understands a task of %s', (_name, task, expected) => {
    expect(swarm({ task })?.tasks[0]).toMatchObject(expected);
  });

  it.each([
    ['id', 'bqsjdrg43hfy'],
    ['name', 'mesh'],
  ])('knows the aliases of a service on a network by its %s', (_name, Target) => {
    const Networks = [{ Target, Aliases: ['web', 'web', 'front'] }, { Target: 'kce4e9awexjr' }];
    const service = { Spec: { ...SERVICE.Spec, TaskTemplate: { Networks } } };
    const [mesh, back] = swarm({ service })?.tasks[0]?.endpoints ?? [];
    expect(mesh?.aliases).toEqual(['web', 'front']);
    expect(back).not.toHaveProperty('aliases');
  });

  it.each([
    ['that does not run', { task: { Status: { State: 'preparing' } } }],
    ['whose service is gone', { task: { ServiceID: 'gone' } }],
    ['of an attachment', { service: { Spec: { Name: 'x', Labels: { 'gangway.bridge': 'y' } } } }],
  ])('lists no task %s', (_name, change) => {
    expect(swarm(change)?.tasks).toEqual([]);
  });

  it.each([
    ['down', { Status: { State: 'down' } }, { available: false }],
    [
      'drained',
      { Spec: { Role: 'worker', Availability: 'drain' } },
      { available: false, role: 'worker' },
    ],
    ['not heard yet', { Description: null, Status: null }, { hostname: NODE.ID, available: false }],
  ])('understands a node that is %s', (_name, node, expected) => {
    expect(swarm({ node })?.nodes[0]).toMatchObject(expected);
  });

  it('is nothing on an engine by itself', () => {
    expect(toSwarm({ node: '', manager: false }, NO_LISTS)).toBeNull();
  });
});

describe('toMembership', () => {
  it.each([
    [
      'a worker',
      { Swarm: { NodeID: 'n', ControlAvailable: false } },
      { node: 'n', manager: false },
    ],
    ['a manager', { Swarm: { NodeID: 'n', ControlAvailable: true } }, { node: 'n', manager: true }],
    ['an engine that knows no Swarm', {}, { node: '', manager: false }],
  ])('understands %s', (_name, info, expected) => {
    expect(toMembership(membershipSchema.parse(info))).toEqual(expected);
  });
});
