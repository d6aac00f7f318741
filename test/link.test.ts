/**
 * A whole link: bridge worker, real sshd, guard, tun devices, with a laptop, a gateway and a container in
 * network namespaces. Needs root.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LinkChoice } from '../src/shared/profile';
import { startBridgeWorker } from '../src/core/worker/client';
import type { BridgeWorker, BridgeWorkerEvents, LinkOpened } from '../src/core/worker/protocol';
import { buildBridgeWorker } from './support/bridge-worker';
import { openGatewayNamespace, type GatewayNamespace } from './support/gateway-namespace';
import {
  TUN,
  openContainer,
  openLaptopNamespace,
  type LaptopNamespace,
} from './support/laptop-namespace';
import type { Namespace } from './support/namespace';
import { startGatewaySshd, type GatewaySshd } from './support/gateway-sshd';
import { makeKey } from './support/openssh';
import { exchange, transfer } from './support/transfer';

const BRIDGE = '3d0a54a7-0c0f-4f9c-9d5c-6a2f1f3b8e01';
const CONTAINER = '172.30.0.2';
const MEBIBYTE = 2 ** 20;
const LOST_AFTER_MS = 20_000;

/** A Docker network with IPv6, and what a laptop's helper does for a link that carries it. */
const CONTAINER6 = 'fd00:17::2';
const IPV6_GATEWAY = `
echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
ip link set docker0 addrgenmode none
echo 0 >/proc/sys/net/ipv6/conf/docker0/disable_ipv6
ip addr add fe80::1/64 dev docker0 nodad
ip addr add fd00:17::1/64 dev docker0 nodad`;
const IPV6_CONTAINER = `
ip link set eth0 addrgenmode none
echo 0 >/proc/sys/net/ipv6/conf/eth0/disable_ipv6
ip addr add fe80::2/64 dev eth0 nodad
ip addr add ${CONTAINER6}/64 dev eth0 nodad
ip route add default via fd00:17::1`;
const IPV6_LAPTOP = `
echo 0 >/proc/sys/net/ipv6/conf/${TUN}/disable_ipv6
ip addr add "$1" peer "$2" dev ${TUN} nodad
ip route add fd00:17::/64 dev ${TUN}`;

let folder: string;
let key: string;
let workerFile: URL;
let gateway: GatewayNamespace;
let laptop: LaptopNamespace;
let container: Namespace;
let sshd: GatewaySshd;
let before: string;
let worker: BridgeWorker;
/** As the profile has it. */
let choice: LinkChoice = 'auto';
const home = process.env['HOME'];

beforeAll(async () => {
  workerFile = await buildBridgeWorker();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-link-'));
  process.env['HOME'] = folder;
  key = await makeKey(join(folder, 'key'));
  gateway = await openGatewayNamespace();
  laptop = await openLaptopNamespace(gateway);
  container = await openContainer(gateway);
  sshd = await startGatewaySshd(gateway, { folder, key });
  before = await gateway.snapshot();
  worker = startBridgeWorker(laptop.entryOf(workerFile));
});

afterEach(async () => {
  await worker.terminate();
  await sshd.stop();
  await container.close();
  await laptop.close();
  await gateway.close();
  await rm(folder, { recursive: true });
});

afterAll(() => {
  process.env['HOME'] = home;
});

/** The arguments of the next such event. */
function next<Name extends keyof BridgeWorkerEvents>(name: Name) {
  return new Promise<Parameters<BridgeWorkerEvents[Name]>>((resolve) => {
    const listener = (...args: Parameters<BridgeWorkerEvents[Name]>) => {
      resolve(args);
    };
    worker.on(name, listener as BridgeWorkerEvents[Name]);
  });
}

async function connect(port = 22): Promise<void> {
  worker.on('ask', (id) => {
    worker.answer(id, { kind: 'accept' });
  });
  await worker.connect({ host: '10.7.0.1', port, user: 'root', identityFile: key });
}

const openLink = async () =>
  worker.openLink({
    tunFd: await laptop.openTun(),
    bridge: BRIDGE,
    avoid: [],
    preferred: null,
    link: choice,
  });

/** A link with the laptop's end set up as the helper would. */
async function lay(): Promise<LinkOpened> {
  await connect();
  const link = await openLink();
  await laptop.run('ip', 'addr', 'add', link.local, 'peer', link.peer, 'dev', TUN);
  await laptop.run('ip', 'link', 'set', TUN, 'mtu', String(link.mtu), 'up');
  await laptop.run('ip', 'route', 'add', '172.30.0.0/24', 'dev', TUN);
  return link;
}

async function guardPid(): Promise<string> {
  return (await gateway.run('cat', '/run/gangway/tun64')).split(':')[2] ?? '';
}

/** Resolves once the process has ended. */
const ended = (pid: string) => gateway.run('tail', `--pid=${pid}`, '-f', '/dev/null');

const laptopInterfaces = () => laptop.run('ip', 'link');

describe.each([
  ['auto', 'relay'],
  ['tun-channel', 'tun-channel'],
] as const)('link %s', (link, mode) => {
  beforeEach(() => {
    choice = link;
  });

  describe('a link', () => {
    it('carries the laptop to a container and back, and leaves nothing behind', async () => {
      const link = await lay();
      expect(link).toMatchObject({ mode, mtu: 1500 });
      expect(await worker.verify(5_000)).toBeGreaterThan(0);
      const [health] = await next('health');
      expect(health.window.length).toBeGreaterThan(0);
      expect(health.loss).toBe(0);
      const idle = await laptop.run('ping', '-q', '-i', '0.05', '-c', '100', link.peer);
      expect(idle).toContain(' 0% packet loss');
      expect(
        await laptop.run('ping', '-q', '-c', '2', '-s', '1472', '-M', 'do', CONTAINER),
      ).toContain(' 0% packet loss');
      const up = await transfer(laptop, container, CONTAINER, 64 * MEBIBYTE);
      const down = await transfer(container, laptop, link.local, 64 * MEBIBYTE);
      console.log(
        `${idle.trim().split('\n').at(-1)}; up ${up.toFixed()}, down ${down.toFixed()} Mbit/s`,
      );
      expect(await worker.ping(CONTAINER, 1_500, 5_000)).toMatchObject({ kind: 'answered' });
      expect((await next('health'))[0].sentBytes).toBeGreaterThan(64 * MEBIBYTE);

      await worker.close();
      expect(await gateway.snapshot()).toBe(before);
      expect(await laptopInterfaces()).not.toContain(TUN);
    });

    it('lets the gateway reach its inner address and no other of the laptop', async () => {
      const link = await lay();
      const reach = (address: string) =>
        gateway.run('ping', '-q', '-c', '1', '-W', '1', '-I', 'tun64', address);
      await expect(reach(link.local)).resolves.toContain(' 0% packet loss');
      await expect(reach('10.7.0.2')).rejects.toThrow();
    });

    it('carries IPv6 where the gateway forwards it', async () => {
      await gateway.run('sh', '-ec', IPV6_GATEWAY);
      await container.run('sh', '-ec', IPV6_CONTAINER);
      before = await gateway.snapshot();
      const { six } = await lay();
      if (!six) throw new Error('no IPv6');
      await laptop.run('sh', '-ec', IPV6_LAPTOP, 'sh', six.local, six.peer);

      // The gateway itself, then the container, with packets as large as the link's.
      const whole = ['-q', '-c', '3', '-i', '0.1', '-s', '1452', '-M', 'do'];
      for (const address of [six.peer, CONTAINER6]) {
        expect(await laptop.run('ping', ...whole, address)).toContain(' 0% packet loss');
      }
      const up = await exchange(laptop, container, CONTAINER6, 16 * MEBIBYTE);
      const down = await exchange(container, laptop, six.local, 16 * MEBIBYTE);
      expect(up.received).toBe(up.sent);
      expect(down.received).toBe(down.sent);

      await worker.close();
      expect(await gateway.snapshot()).toBe(before);
    });

    it('keeps the addresses it had', async () => {
      const first = await lay();
      await worker.close();
      await worker.terminate();
      worker = startBridgeWorker(laptop.entryOf(workerFile));
      await connect();
      const preferred = { local: '198.19.1.2', peer: '198.19.1.3' };
      const tunFd = await laptop.openTun();
      const second = await worker.openLink({
        tunFd,
        bridge: BRIDGE,
        avoid: [],
        preferred,
        link: choice,
      });
      expect(second).toMatchObject(preferred);
      expect(first.local).not.toBe(second.local);
    });

    it('says that there is no Docker, and stays', async () => {
      await lay();
      await expect(worker.openDocker({})).rejects.toMatchObject({
        info: { code: 'docker.missing' },
      });
      expect(await worker.verify(5_000)).toBeGreaterThan(0);
    });
  });

  describe('a loss is told once, after everything is undone:', () => {
    it('the guard is killed', async () => {
      await lay();
      const lost = next('lost');
      await gateway.run('kill', '-9', await guardPid());
      expect((await lost)[0]).toMatchObject({ code: 'gateway.guard-lost', retryable: true });
      expect(await gateway.snapshot()).toBe(before);
      expect(await laptopInterfaces()).not.toContain(TUN);
    });

    it("sshd's process of the session is killed", async () => {
      await lay();
      const lost = next('lost');
      const pid = await guardPid();
      const session = (await gateway.run('ps', '-o', 'ppid=', '-p', pid)).trim();
      await gateway.run('kill', '-9', session);
      expect((await lost)[0]).toMatchObject({ code: 'ssh.lost', retryable: true });
      await ended(pid);
      expect(await gateway.snapshot()).toBe(before);
      expect(await laptopInterfaces()).not.toContain(TUN);
    });

    it("the gateway's interface is deleted", async () => {
      await lay();
      const lost = next('lost');
      await gateway.run('ip', 'link', 'del', 'tun64');
      expect((await lost)[0]).toMatchObject({ code: 'ssh.lost', retryable: true });
      expect(await gateway.snapshot()).toBe(before);
    });

    it("the laptop's interface is deleted", async () => {
      await lay();
      const lost = next('lost');
      await laptop.run('ip', 'link', 'del', TUN);
      expect((await lost)[0]).toMatchObject({ code: 'net.tun-failed' });
      expect(await gateway.snapshot()).toBe(before);
    });

    it(
      'nothing flows any more',
      async () => {
        const link = await lay();
        await gateway.run('iptables', '-I', 'INPUT', '-i', 'tun64', '-j', 'DROP');
        await expect(worker.verify(1_000)).rejects.toMatchObject({ info: { code: 'net.silent' } });
        const [error] = await next('lost');
        expect(error).toMatchObject({ code: 'net.silent', detail: { peer: link.peer } });
        await gateway.run('iptables', '-D', 'INPUT', '-i', 'tun64', '-j', 'DROP');
        expect(await gateway.snapshot()).toBe(before);
      },
      LOST_AFTER_MS,
    );
  });
});

describe('an end at any time', () => {
  it('without a word from the laptop leaves nothing on the gateway', async () => {
    await lay();
    const pid = await guardPid();
    await worker.terminate();
    await ended(pid);
    expect(await gateway.snapshot()).toBe(before);
    expect(await laptopInterfaces()).not.toContain(TUN);
  });

  it('withdraws the question that connecting waits for', async () => {
    const asked = next('ask');
    const withdrawn = next('withdraw');
    const connecting = expect(
      worker.connect({ host: '10.7.0.1', user: 'root', identityFile: key }),
    ).rejects.toMatchObject({ info: { code: 'ssh.cancelled' } });
    const [id] = await asked;
    await worker.close();
    expect(await withdrawn).toEqual([id]);
    await connecting;
  });

  it('while the link is opened leaves nothing', async () => {
    await connect();
    const opening = expect(openLink()).rejects.toMatchObject({ info: { code: 'ssh.cancelled' } });
    await worker.close();
    await opening;
    expect(await gateway.snapshot()).toBe(before);
  });

  it('twice is once', async () => {
    await lay();
    await Promise.all([worker.close(), worker.close()]);
    await Promise.all([worker.terminate(), worker.terminate()]);
    await expect(worker.verify(100)).rejects.toMatchObject({ info: { code: 'ssh.cancelled' } });
  });
});

describe('a gateway that refuses', () => {
  it('says PermitTunnel where sshd has it off, and is left clean', async () => {
    const strict = await startGatewaySshd(gateway, {
      folder,
      key,
      port: 2222,
      config: ['PermitTunnel no'],
    });
    choice = 'tun-channel';
    await connect(2222);
    await expect(openLink()).rejects.toMatchObject({
      info: { code: 'gateway.tunnel-not-permitted', detail: { user: 'root' } },
    });
    await worker.close();
    expect(await gateway.snapshot()).toBe(before);
    expect(await laptopInterfaces()).not.toContain(TUN);
    await strict.stop();
  });
});
