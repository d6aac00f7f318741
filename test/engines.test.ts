/** Bridge and overlay containers answer on every engine that there is to test with: gateway c of the lab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDocker } from '../src/core/docker';
import { startGuard } from '../src/core/gateway/guard';
import { lab, labDocker, labStatus } from './support/lab-docker';
import { expectLabAsBefore, labSession, labSnapshot, layLink, on } from './support/lab-guard';

const BRIDGE = '3d0a54a7-0c0f-4f9c-9d5c-6a2f1f3b8e01';
/** Milliseconds; an engine may have to be fetched first. */
const NEW_GATEWAY = 300_000;

const WEB = '172.17.0.2';
const KIOSK = '10.20.1.80';
const WEB6 = '[fd00:6c::2]';
const ROUTES = ['172.17.0.0/16', '10.20.1.0/24', '10.20.2.0/24', 'fd00:6c::/64'];

let wasUp: boolean;

beforeAll(async () => {
  wasUp = (await labStatus()).up;
  if (!wasUp) await lab('up');
});
afterAll(async () => {
  if (!wasUp) await lab('down');
});

const fetch = (address: string, seconds = 5) =>
  on('laptop', 'curl', '-sS', '--max-time', String(seconds), `http://${address}/`);

const ping = async (address: string) => {
  // Its exit code says less than its words.
  const words = await on('laptop', 'sh', '-c', `ping -c 1 -W 1 ${address} || true`);
  if (words.includes('100% packet loss')) throw new Error(words);
  return words;
};

/** A link to the gateway and both overlays attached, for `use`; then all of it is undone. */
async function connected(use: (apply: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const before = await labSnapshot('c');
  const guard = await startGuard(labSession('c'), BRIDGE);
  const link = await layLink({ gateway: 'c', guard, unit: 22, routes: ROUTES, ipv6: true });
  const { channel } = await labDocker('c');
  const watch = await openDocker(channel, {
    inventory: () => undefined,
    trouble: () => undefined,
  });
  guard.expectAttachments();
  const overlays = watch.inventory.networks.filter(({ name }) => /^(mesh|backplane)$/.test(name));
  const attachments = await Promise.all(
    overlays.map(async (network) => {
      const owner = { bridge: BRIDGE, mark: guard.facts.mark };
      const { pid } = await watch.attachments.attach(network, owner);
      return { network: network.id, pid, subnets: network.subnets };
    }),
  );
  const apply = () => guard.apply({ remaps: [], masquerade: [], attachments });
  expect(await apply()).toEqual({ failed: {} });
  expect(attachments).toHaveLength(2);
  await use(apply);
  await watch.attachments.detachAll();
  watch.close();
  await link.close();
  await guard.close();
  await expectLabAsBefore('c', before);
}

function onEngine(engine: string, more: () => void = () => undefined): void {
  describe(`engine ${engine}`, () => {
    beforeAll(() => lab('add', 'c', '--engine', engine, '--swarm'), NEW_GATEWAY);
    afterAll(() => lab('remove', 'c'));

    it('lets bridge and overlay containers answer', async () => {
      expect(await on('c', 'docker', 'version')).toContain(` ${engine}.`);
      const vault = await vaultAddress();
      await connected(async () => {
        expect(await fetch(WEB)).toContain('web-c');
        expect(await fetch(KIOSK)).toContain('kiosk-c');
        expect(await fetch(vault)).toContain('Hello');
        expect(await fetch(WEB6)).toContain('web6-c');
      });
    });
    more();
  });
}

onEngine('20.10');
onEngine('26.1');
onEngine('28.5', () => {
  it('lets nothing through that the guard has not opened', async () => {
    await connected(async (apply) => {
      await on('c', 'iptables', '-t', 'raw', '-D', 'PREROUTING', '1');
      await on('c', 'ip6tables', '-t', 'raw', '-D', 'PREROUTING', '1');
      await expect(fetch(WEB, 1)).rejects.toThrow('timed out');
      await expect(fetch(WEB6, 1)).rejects.toThrow('timed out');
      // Docker drops nothing for overlays: their addresses are none of the host's.
      expect(await fetch(KIOSK)).toContain('kiosk-c');

      await apply();
      expect(await fetch(WEB)).toContain('web-c');
      expect(await fetch(WEB6)).toContain('web6-c');
      // Its port 80 is published, and Docker lets that through to it by itself; not so an echo.
      await on('c', 'iptables', '-F', 'DOCKER-USER');
      await expect(ping(WEB)).rejects.toThrow('100% packet loss');
      await apply();
      expect(await ping(WEB)).toContain('1 received');
    });
  });
});

async function vaultAddress(): Promise<string> {
  const { docker } = await labDocker('c');
  const name = await docker('ps', '--filter', 'name=^vault', '--format', '{{.Names}}');
  const format = '{{(index .NetworkSettings.Networks "backplane").IPAddress}}';
  return docker('inspect', '--format', format, name);
}
