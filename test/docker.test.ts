/** The live list against a real dockerd: gateway b of the lab, through its Unix socket. */
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChannelAgent } from '../src/core/docker/agent';
import { openClient } from '../src/core/docker/client';
import { openDocker, type DockerWatch } from '../src/core/docker';
import type { ErrorInfo } from '../src/shared/errors';
import type { Container, Inventory } from '../src/shared/inventory';
import { lab, labDocker, labStatus, stopDockerd, type LabDocker } from './support/lab-docker';

/** Containers and networks of these tests, swept before and after. */
const MARK = 'gangway-docker-test';

let gateway: LabDocker;
let wasUp: boolean;

const docker = (...args: string[]) => gateway.docker(...args);

async function sweep(): Promise<void> {
  const containers = await docker('ps', '--all', '--quiet', '--filter', `name=${MARK}`);
  if (containers) await docker('rm', '--force', ...containers.split('\n'));
  const networks = await docker('network', 'ls', '--quiet', '--filter', `name=${MARK}`);
  if (networks) await docker('network', 'rm', ...networks.split('\n'));
}

let image: string;
beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  gateway = await labDocker('b');
  image = gateway.imageOf('worker');
  await sweep();
});
afterAll(async () => {
  if (!wasUp) await lab('down');
});

let opened = 0;
const channel = () => {
  opened++;
  return gateway.channel();
};

describe('openDocker on a real dockerd', () => {
  let watch: DockerWatch;
  let latest: Inventory;
  let inventories: number;
  let troubles: (ErrorInfo | null)[];
  let check: () => void;

  beforeEach(async () => {
    inventories = 0;
    troubles = [];
    check = () => undefined;
    watch = await openDocker(channel, {
      inventory: (inventory) => {
        latest = inventory;
        inventories++;
        check();
      },
      trouble: (error) => {
        troubles.push(error);
        check();
      },
    });
    latest = watch.inventory;
  });
  afterEach(async () => {
    watch.close();
    await sweep();
  });

  const until = (done: () => boolean) =>
    new Promise<void>((resolve) => {
      check = () => (done() ? resolve() : undefined);
      check();
    });
  const find = (name = MARK): Container | undefined =>
    latest.containers.find((container) => container.name === name);

  it('lists containers, stopped ones too, with addresses, ports, health and networks', () => {
    expect(watch.inventory.engine).toMatch(/^\d+\.\d+\.\d+$/);
    expect(find('old-job')).toMatchObject({ status: 'exited', endpoints: [{ ipv4: null }] });
    expect(find('web')).toMatchObject({
      status: 'running',
      image: expect.stringMatching(/^nginx:/) as string,
      endpoints: [{ network: 'bridge', ipv4: expect.stringMatching(/^172\.\d+\./) as string }],
    });
    expect(find('api')).toMatchObject({
      project: 'shop',
      endpoints: [{ network: 'backend' }],
      ports: [{ container: 80, protocol: 'tcp', host: null }],
    });
    expect(['starting', 'healthy']).toContain(find('api')?.health);
    const bridge = latest.networks.find(({ name }) => name === 'bridge');
    expect(bridge).toMatchObject({ driver: 'bridge', scope: 'local', internal: false });
    expect(bridge?.subnets[0]).toMatch(/^172\.\d+\.0\.0\/16$/);
  });

  it('follows a container from create to rm', async () => {
    await docker('run', '--detach', '--name', MARK, image, 'sleep', '1000');
    await until(() => find()?.status === 'running');
    expect(find()?.endpoints[0]?.ipv4).toMatch(/^172\./);
    await docker('pause', MARK);
    await until(() => find()?.status === 'paused');
    await docker('unpause', MARK);
    await docker('kill', MARK);
    await until(() => find()?.status === 'exited' && find()?.endpoints[0]?.ipv4 === null);
    await docker('rename', MARK, `${MARK}-2`);
    await until(() => find(`${MARK}-2`) !== undefined);
    await docker('rm', `${MARK}-2`);
    await until(() => find(`${MARK}-2`) === undefined);
    expect(troubles).toEqual([]);
  });

  it('follows health', async () => {
    const health = ['--health-cmd', 'test -e /ok', '--health-interval', '100ms'];
    await docker('run', '--detach', '--name', MARK, ...health, image, 'sleep', '1000');
    await until(() => find()?.health === 'starting');
    await docker('exec', MARK, 'touch', '/ok');
    await until(() => find()?.health === 'healthy');
  });

  it('follows networks, and who is on them', async () => {
    const network = () => latest.networks.find(({ name }) => name === MARK);
    await docker('network', 'create', '--subnet', '10.234.0.0/24', '--internal', MARK);
    await until(() => network() !== undefined);
    expect(network()).toMatchObject({ subnets: ['10.234.0.0/24'], internal: true });
    await docker('run', '--detach', '--name', MARK, image, 'sleep', '1000');
    await docker('network', 'connect', MARK, MARK);
    await until(() => find()?.endpoints.length === 2);
    expect(find()?.endpoints.map((endpoint) => endpoint.network)).toEqual(['bridge', MARK]);
    await docker('network', 'disconnect', MARK, MARK);
    await until(() => find()?.endpoints.length === 1);
    await docker('network', 'rm', MARK);
    await until(() => network() === undefined);
  });

  it('needs far fewer lists than there are events', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `${MARK}-${index}`);
    await Promise.all(names.map((name) => docker('create', '--name', name, image, 'true')));
    await until(() => names.every((name) => find(name)));
    await docker('rm', ...names);
    await until(() => names.every((name) => !find(name)));
    // 12 creates and 12 destroys.
    expect(inventories).toBeLessThanOrEqual(24);
  });

  it('tells trouble while the daemon restarts, and recovers', async () => {
    await stopDockerd('b');
    await until(() => troubles.length > 0);
    expect(troubles[0]?.code).toBe('docker.failed');
    await lab('up');
    await until(() => troubles.at(-1) === null && find('web')?.status === 'running');
    await docker('create', '--name', MARK, image, 'true');
    await until(() => find() !== undefined);
  });
});

describe('ChannelAgent on a real dockerd', () => {
  it('carries 50 calls at once over four channels, and uses them again', async () => {
    const agent = new ChannelAgent(channel);
    opened = 0;
    const client = await openClient(agent);
    const lists = await Promise.all(Array.from({ length: 50 }, () => client.containers()));
    await client.containers();
    expect(lists.every((containers) => containers.length > 0)).toBe(true);
    expect(opened).toBeLessThanOrEqual(4);
    agent.destroy();
  });

  it('says when the socket is missing', async () => {
    const listeners = { inventory: () => undefined, trouble: () => undefined };
    const missing = openDocker(() => Promise.resolve(connect('/run/no-such.sock')), listeners);
    await expect(missing).rejects.toMatchObject({ info: { code: 'docker.missing' } });
  });
});
