/** What the guard does for networks, on the lab's gateways and as seen from its laptop. Needs root. */
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDocker, type DockerWatch } from '../src/core/docker';
import { startGuard, sweepGateway, type Guard } from '../src/core/gateway/guard';
import type { Network } from '../src/shared/inventory';
import { lab, labDocker, labStatus } from './support/lab-docker';
import {
  expectLabAsBefore,
  labSession,
  labSnapshot,
  layLink,
  on,
  startOn,
  type LabLinkOptions,
} from './support/lab-guard';

const BRIDGE = '3d0a54a7-0c0f-4f9c-9d5c-6a2f1f3b8e01';
const OTHER = '8f14e45f-ceea-467f-a4a0-1d1c2b7b9f02';
const LISTENERS = { inventory: () => undefined, trouble: () => undefined };
const NOTHING = { remaps: [], masquerade: [], attachments: [] };

let wasUp: boolean;
let before: string;
let undo: (() => Promise<unknown>)[];

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
  // As udev has it everywhere; the lab shares the machine's.
  await on('a', 'sh', '-c', SHARED_TUN);
});
afterAll(async () => {
  if (!wasUp) await lab('down');
});
beforeEach(async () => {
  undo = [];
  before = await labSnapshot('a');
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
  await expectLabAsBefore('a', before);
});

const WITHOUT_PYTHON = 'mount --bind /dev/null /usr/bin/python3; exec "$@"';
const SHARED_TUN = `[ "$(stat -c %a /dev/net/tun)" = 666 ] ||
  { mount -t tmpfs none /dev/net && mknod -m 666 /dev/net/tun c 10 200 && chmod 666 /dev/net/tun; }`;

async function guardOn(gateway: string, { bridge = BRIDGE, user = 'root' } = {}): Promise<Guard> {
  const guard = await startGuard(labSession(gateway, user), bridge);
  undo.push(() => guard.close());
  return guard;
}

async function connect(options: Partial<LabLinkOptions> & { bridge?: string } = {}) {
  const { gateway = 'a', unit = 20, user = 'root', bridge, routes = [], ipv6 = false } = options;
  const guard = await guardOn(gateway, { ...(bridge && { bridge }), user });
  const link = await layLink({ gateway, guard, unit, user, routes, ipv6 });
  undo.push(() => link.close());
  return guard;
}

const fetch = (address: string, seconds = 5) =>
  on('laptop', 'curl', '-sS', '--max-time', String(seconds), `http://${address}/`);
const ping = (address: string) => on('laptop', 'ping', '-c', '1', '-w', '3', address);

async function dockerOn(gateway: string): Promise<DockerWatch> {
  const { channel } = await labDocker(gateway);
  const watch = await openDocker(channel, LISTENERS);
  undo.push(() => Promise.resolve(watch.close()));
  return watch;
}

function networkOf({ inventory }: DockerWatch, name: string): Network {
  const network = inventory.networks.find((candidate) => candidate.name === name);
  if (!network) throw new Error(`the lab has no network ${name}`);
  return network;
}

/** An endpoint on the overlay by Docker's own means, of which the guard knows but its mark. */
async function attach(watch: DockerWatch, guard: Guard, name: string, bridge = BRIDGE) {
  const network = networkOf(watch, name);
  guard.expectAttachments();
  const { pid } = await watch.attachments.attach(network, { bridge, mark: guard.facts.mark });
  return { network: network.id, pid, subnets: network.subnets };
}

async function addressOf(gateway: string, container: string, network: string): Promise<string> {
  const { docker } = await labDocker(gateway);
  const name = (await docker('ps', '--format', '{{.Names}}', '--filter', `name=^${container}`))
    .split('\n')
    .at(0);
  const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`;
  return docker('inspect', '--format', format, name ?? container);
}

describe('remaps', () => {
  it('give two gateways with the same addresses one of their own each', async () => {
    const here = await connect({ routes: ['172.17.0.0/16'] });
    const there = await connect({
      ...{ gateway: 'b', bridge: OTHER, unit: 21 },
      routes: ['10.201.0.0/16', '10.202.0.0/16'],
    });
    await here.apply(NOTHING);
    const remaps = [
      { real: '172.17.0.0/16', mapped: '10.201.0.0/16' },
      { real: '172.18.0.0/16', mapped: '10.202.0.0/16' },
    ];
    expect(await there.apply({ ...NOTHING, remaps })).toEqual({ failed: {} });
    expect(await fetch('172.17.0.2')).toContain('web-a');
    expect(await fetch('10.201.0.2')).toContain('web-b');
    expect(await fetch('10.202.0.2')).toContain('api-b');
    expect(await ping('10.202.0.3')).toContain('1 received');

    await there.apply({ ...NOTHING, remaps: remaps.slice(0, 1) });
    expect(await fetch('10.201.0.2')).toContain('web-b');
    await expect(fetch('10.202.0.2', 1)).rejects.toThrow('timed out');
  });

  it('hold for connections that begin in a container', async () => {
    const guard = await connect({ routes: ['10.202.0.0/16'] });
    const remaps = [{ real: '172.18.0.0/16', mapped: '10.202.0.0/16' }];
    await guard.apply({ ...NOTHING, remaps });
    const listen =
      'import socket; s = socket.create_server(("198.18.20.0", 7777)); print("up", flush=True); print(s.accept()[1][0])';
    const listener = startOn('laptop', 'python3', '-c', listen);
    await once(listener.stdout, 'data');
    const heard = text(listener.stdout);
    await (await labDocker('a')).docker('exec', 'worker', 'nc', '-w', '3', '198.18.20.0', '7777');
    expect(await heard).toBe('10.202.0.3\n');
  });
});

describe('masquerading', () => {
  it('lets machines answer that know no way back to the laptop', async () => {
    const guard = await connect({ routes: ['203.0.113.22/32'] });
    await expect(fetch('203.0.113.22:8080', 1)).rejects.toThrow('timed out');
    await guard.apply({ ...NOTHING, masquerade: ['203.0.113.0/24'] });
    expect(await fetch('203.0.113.22:8080')).toContain('web-b');
    await guard.apply(NOTHING);
    await expect(fetch('203.0.113.22:8080', 1)).rejects.toThrow('timed out');
  });
});

describe('attachments', () => {
  it('reach what runs on the other node, and come back with another container', async () => {
    const guard = await connect({ routes: ['10.20.1.0/24', '10.20.2.0/24'] });
    const watch = await dockerOn('a');
    const mesh = await attach(watch, guard, 'mesh');
    const backplane = await attach(watch, guard, 'backplane');
    const started = performance.now();
    const applied = await guard.apply({ ...NOTHING, attachments: [mesh, backplane] });
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(applied).toEqual({ failed: {} });
    expect(await fetch('10.20.1.80')).toContain('kiosk-b');
    expect(await ping('10.20.1.22')).toContain('1 received');
    expect(await fetch(await addressOf('b', 'vault', 'backplane'))).toContain('Hello');
    // Nobody else's packets are led there.
    expect(await on('a', 'ip', 'route', 'get', '10.20.1.80')).toContain('via 203.0.113.1');

    await on('a', 'kill', '-9', String(mesh.pid));
    await expect.poll(() => on('a', 'ip', '-o', 'link')).not.toContain('gw64-0@');
    const gone = await guard.apply({ ...NOTHING, attachments: [mesh, backplane] });
    expect(gone.failed[mesh.network]).toMatchObject({ code: 'gateway.attach-failed' });
    await watch.attachments.detach(mesh.network);
    const again = await attach(watch, guard, 'mesh');
    expect(await guard.apply({ ...NOTHING, attachments: [again, backplane] })).toEqual({
      failed: {},
    });
    expect(await fetch('10.20.1.80')).toContain('kiosk-b');
    await watch.attachments.detachAll();
  });

  it('let nobody on the overlay out', async () => {
    const guard = await connect({ routes: ['10.20.1.0/24'] });
    const watch = await dockerOn('a');
    const mesh = await attach(watch, guard, 'mesh');
    await guard.apply({ ...NOTHING, attachments: [mesh] });
    const inside = ['nsenter', '-t', String(mesh.pid), '-n'];
    const rules = await on('a', ...inside, 'iptables', '-S', 'GANGWAY');
    expect(rules.trim().split('\n').slice(1)).toEqual([
      '-A GANGWAY -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-A GANGWAY -s 198.18.20.0/32 -d 10.20.1.0/24 -i gw64-0 -j ACCEPT',
      '-A GANGWAY -j DROP',
    ]);
    await watch.attachments.detachAll();
  });

  it('are refused one by one, and for a reason', async () => {
    const guard = await connect({ routes: ['10.20.1.0/24'] });
    const watch = await dockerOn('a');
    const mesh = await attach(watch, guard, 'mesh');
    const { failed } = await guard.apply({
      remaps: [
        { real: '172.18.0.0/16', mapped: '10.202.0.0/16' },
        { real: 'fd00:6a::/64', mapped: 'fd00:6b::/64' },
        { real: '172.17.0.0/16; reboot', mapped: '10.201.0.0/16' },
      ],
      masquerade: ['203.0.113.0/99'],
      attachments: [
        mesh,
        { ...mesh, network: 'other', startTime: '1' },
        { ...mesh, network: 'host', pid: 1 },
        { ...mesh, network: 'gone', pid: 4194304 },
      ],
    });
    const message = (id: string) => failed[id]?.detail['message'];
    expect(message('other')).toBe('its container is gone');
    expect(message('gone')).toBe('its container is gone');
    expect(message('host')).toBe('its container is in the network of the host');
    expect(message('fd00:6a::/64')).toBe('not IPv4');
    expect(message('172.17.0.0/16; reboot')).toBe('not understood');
    expect(failed['203.0.113.0/99']).toMatchObject({
      code: 'gateway.setup-failed',
      detail: { step: 'masquerade' },
    });
    expect(Object.keys(failed)).toHaveLength(6);
    expect(await fetch('10.20.1.80')).toContain('kiosk-b');
    await watch.attachments.detachAll();
  });
});

describe('IPv6', () => {
  it('reaches containers of a network that has it', async () => {
    const guard = await connect({ ipv6: true, routes: ['fd00:6a::/64'] });
    expect(guard.facts.ipv6).toBe(true);
    expect(await on('laptop', 'curl', '-sS', '-m', '5', 'http://[fd00:6a::2]/')).toContain(
      'web6-a',
    );
    expect(await ping('fd00:77::20:1')).toContain('1 received');
  });
});

describe('an attachment that has IPv6', () => {
  it('carries it as well', async () => {
    const guard = await connect({ ipv6: true, routes: ['172.28.0.0/16', 'fd00:6a::/64'] });
    // Swarm gives out no IPv6 addresses, but a container is a container.
    const { docker, imageOf } = await labDocker('a');
    const holder = ['run', '--detach', '--rm', '--network', 'six', '--stop-signal', 'KILL'];
    const id = await docker(...holder, imageOf('worker'), 'sleep', '3600');
    undo.push(() => docker('stop', id));
    const pid = Number(await docker('inspect', '--format', '{{.State.Pid}}', id));
    const subnets = ['172.28.0.0/16', 'fd00:6a::/64'];
    const attachments = [{ network: 'six', pid, subnets }];
    expect(await guard.apply({ ...NOTHING, attachments })).toEqual({ failed: {} });
    expect(await on('a', 'ip', '-6', 'route', 'show', 'table', '7420064')).toContain('via fe80::2');
    expect(await fetch('172.28.0.2')).toContain('web6-a');
    expect(await fetch('[fd00:6a::2]')).toContain('web6-a');
    const heard = await on('a', 'ip', '-s', 'link', 'show', 'gw64-0');
    expect(heard).not.toMatch(/RX:.*\n\s+0 /);
    await guard.apply(NOTHING);
    expect(await on('a', 'ip', 'rule')).not.toContain('tun64');
    expect(await on('a', 'ip', '-6', 'rule')).not.toContain('tun64');
    expect(await on('a', 'ip', 'link')).not.toContain('gw64');
  });
});

describe('the same request again', () => {
  it('puts back what somebody flushed, and on top again', async () => {
    const guard = await connect({ routes: ['10.201.0.0/16', '10.20.1.0/24'] });
    const watch = await dockerOn('a');
    const request = {
      remaps: [{ real: '172.17.0.0/16', mapped: '10.201.0.0/16' }],
      masquerade: ['203.0.113.0/24'],
      attachments: [await attach(watch, guard, 'mesh')],
    };
    await guard.apply(request);
    const complete = await on('a', 'iptables-save', '-t', 'nat');
    await on('a', 'sh', '-c', 'iptables -F DOCKER-USER; iptables -A DOCKER-USER -j RETURN');
    await on('a', 'sh', '-c', 'ip rule del pref 4767; ip route flush table 7420064');
    await on('a', 'iptables', '-t', 'nat', '-I', 'PREROUTING', '-j', 'ACCEPT');
    await expect(fetch('10.201.0.2', 1)).rejects.toThrow('timed out');
    await expect(fetch('10.20.1.80', 1)).rejects.toThrow();

    expect(await guard.apply(request)).toEqual({ failed: {} });
    expect(await fetch('10.201.0.2')).toContain('web-a');
    expect(await fetch('10.20.1.80')).toContain('kiosk-b');
    await on('a', 'iptables', '-t', 'nat', '-D', 'PREROUTING', '-j', 'ACCEPT');
    expect(rulesOf(await on('a', 'iptables-save', '-t', 'nat'))).toEqual(rulesOf(complete));
    await watch.attachments.detachAll();
  });

  const rulesOf = (saved: string) =>
    saved
      .split('\n')
      .filter((line) => line.startsWith('-A'))
      .sort();

  it('opens the raw table exactly while Docker closes it', async () => {
    const guard = await connect({ routes: ['172.17.0.0/16'] });
    await guard.apply(NOTHING);
    expect(await on('a', 'iptables-save')).not.toContain('*raw');
    // As Engine 28 does.
    const drop = ['-d', '172.17.0.2/32', '!', '-i', 'docker0', '-j', 'DROP'];
    await on('a', 'iptables', '-t', 'raw', '-A', 'PREROUTING', ...drop);
    await expect(fetch('172.17.0.2', 1)).rejects.toThrow('timed out');
    await guard.apply(NOTHING);
    expect(await fetch('172.17.0.2')).toContain('web-a');
    await on('a', 'iptables', '-t', 'raw', '-D', 'PREROUTING', ...drop);
    await guard.apply(NOTHING);
    expect(await on('a', 'iptables-save')).not.toContain('/raw"');
    await on('a', 'nft', 'delete', 'table', 'ip', 'raw');
  });
});

describe('when the laptop is gone', () => {
  it.each([
    ['python3', [] as string[]],
    ['nothing but the Docker client', ['unshare', '--mount', 'sh', '-c', WITHOUT_PYTHON, 'sh']],
  ])('nothing of its networks is left on a gateway with %s', async (_, wrap) => {
    await leaveBehind(wrap, (guard) => guard.close());
  });

  it('the next one finishes what a killed guard left', async () => {
    await leaveBehind([], async (guard) => {
      await on('a', 'kill', '-9', guard.facts.mark.split(':')[2] ?? '');
      await sweepGateway(labSession('a'), OTHER);
    });
  });
});

/** Everything that a guard can have set up, its laptop lost, and `end` for the guard. */
async function leaveBehind(wrap: string[], end: (guard: Guard) => Promise<void>): Promise<void> {
  // Nobody sweeps after it: the laptop does not reach the gateway any more.
  const lost = { run: () => Promise.reject(new Error('session lost')) };
  const guard = await startGuard({ ...labSession('a', 'root', wrap), ...lost }, BRIDGE);
  const link = await layLink({ gateway: 'a', guard, unit: 20, routes: [] });
  const watch = await dockerOn('a');
  const attachments = [await attach(watch, guard, 'mesh'), await attach(watch, guard, 'backplane')];
  watch.close();
  const remaps = [{ real: '172.17.0.0/16', mapped: '10.201.0.0/16' }];
  const result = await guard.apply({ remaps, masquerade: ['203.0.113.0/24'], attachments });
  expect(result).toEqual({ failed: {} });
  expect(await on('a', 'docker', 'service', 'ls')).toContain('gangway');
  await link.close();
  await end(guard);
  await expectLabAsBefore('a', before);
  await guard.close();
}

describe('a login in the docker group', () => {
  it('has all of it, by a container that is gone afterwards', async () => {
    const guard = await connect({ user: 'deploy', routes: ['10.201.0.0/16', '10.20.1.0/24'] });
    expect(guard.facts).toMatchObject({ rights: 'docker', device: 'tun64' });
    const watch = await dockerOn('a');
    expect(watch.inventory.containers.map(({ image }) => image)).not.toContain('gangway/guard:1');
    const attachments = [await attach(watch, guard, 'mesh')];
    const remaps = [{ real: '172.17.0.0/16', mapped: '10.201.0.0/16' }];
    expect(await guard.apply({ ...NOTHING, remaps, attachments })).toEqual({ failed: {} });
    expect(await fetch('10.201.0.2')).toContain('web-a');
    expect(await fetch('10.20.1.80')).toContain('kiosk-b');
    await watch.attachments.detachAll();
  });

  it('sweeps after a killed guard', async () => {
    const guard = await connect({ user: 'deploy' });
    await on('a', 'kill', '-9', guard.facts.mark.split(':')[2] ?? '');
    await guard.close();
    expect(await on('a', 'ip', 'link')).not.toContain('tun64');
  });

  it('is what it takes: others are refused', async () => {
    await expect(startGuard(labSession('a', 'guest'), BRIDGE)).rejects.toMatchObject({
      info: { code: 'gateway.tun-denied', detail: { user: 'guest' } },
    });
  });

  it('is not needed where sudo asks nothing', async () => {
    expect((await guardOn('a', { user: 'ops' })).facts.rights).toBe('sudo');
  });
});
