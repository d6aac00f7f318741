/**
 * Containers by name, on a laptop with systemd-resolved and on one that has a hosts file only: names answer, nobody
 * outside hears of them, and however it ends, the resolver is as it was.
 */
import type { ProfileDraft } from '../src/shared/profile';
import { routedAddress } from '../src/shared/routed-address';
import { expect, test, type GangwayApp } from './support/app';
import {
  asLaptopRoot,
  containerAddress,
  hearPublicDns,
  onGateway,
  onLaptop,
  switchResolved,
} from './support/lab';
import { machineStates, type MachineStates } from './support/machine-state';
import { httpGet, redisPing } from './support/network';

/** A name that the public DNS knows, below the suffix of our names. */
const GATEWAY = 'gw.staging.yourapp';
const VPC_NAMESERVER = '10.66.0.10';

const STAGING: ProfileDraft = {
  name: 'staging',
  gateways: [{ host: GATEWAY, user: 'root' }],
  cidrs: [],
  networks: {},
  names: {
    suffix: 'yourapp',
    nameservers: [
      { domain: 'consul', address: VPC_NAMESERVER },
      { domain: 'corp.internal', address: VPC_NAMESERVER },
    ],
  },
};

/** Adds a profile as the form does, and connects. Resolves with how the machines were before. */
async function connected(gangway: GangwayApp, draft = STAGING): Promise<MachineStates> {
  await onLaptop('getent', 'hosts', GATEWAY); // what resolved tells of a server that it has asked is no change
  await gangway.open();
  const before = await machineStates('a');
  const reply = await gangway.page.evaluate((added) => window.gangway.addProfile(added), draft);
  if (!reply.ok) throw new Error(reply.error.code);
  await gangway.connect(draft.name);
  await gangway.trustHostKey();
  await gangway.waitForState(draft.name, 'connected');
  expect(await machineStates('a')).not.toEqual(before);
  return before;
}

async function expectAsBefore(before: MachineStates): Promise<void> {
  await expect
    .poll(() => machineStates('a'), { timeout: 30_000, intervals: [100, 250, 500, 1000] })
    .toEqual(before);
}

/** The first address that programs get for a name. */
async function addressOf(name: string): Promise<string> {
  return (await onLaptop('getent', 'ahostsv4', name)).split(/\s/, 1)[0] ?? '';
}

async function page(name: string): Promise<string> {
  return (await onLaptop('curl', '-sS', '-m', '5', `http://${name}/`)).trim();
}

/** `kill -9` of the app's helper, and of the app in the same moment. */
async function killAppAndHelper(gangway: GangwayApp): Promise<void> {
  await asLaptopRoot(`
    for pid in $(pgrep -f 'helper.js --socket-directory'); do
      case $(readlink /proc/$pid/exe) in */electron) helper=$pid ;; esac
    done
    kill -9 ${gangway.electron.process().pid} $helper`);
}

/** Ends the connection on the gateway, and waits until it is there again. */
async function dropAndReconnect(gangway: GangwayApp): Promise<void> {
  const rules = await onGateway('a', 'iptables-save');
  const guard = /gangway:[^"\s]*?:(\d+):\d+/.exec(rules)?.[1] ?? 'no guard';
  await onGateway('a', `kill -9 $(ps -o ppid= -p ${guard})`);
  await expect
    .poll(async () => (await gangway.state('staging')).kind, { intervals: [20] })
    .not.toBe('connected');
  await gangway.waitForState('staging', 'connected');
}

const RESOLVERS = ['systemd-resolved', 'hosts-file'] as const;

/**
 * What the public DNS may hear besides: `getent hosts` asks for IPv6 first, and no hosts file says that there is none.
 */
const MAY_BE_HEARD: Record<(typeof RESOLVERS)[number], readonly string[]> = {
  'systemd-resolved': [],
  'hosts-file': ['redis.staging.yourapp', 'old-job.staging.yourapp'],
};

for (const resolver of RESOLVERS) {
  const hasResolved = resolver === 'systemd-resolved';

  test.describe(resolver, () => {
    test.beforeAll(() => switchResolved(hasResolved ? 'on' : 'off'));
    test.afterAll(() => switchResolved('off'));

    test('names answer, and nobody outside hears of them', async ({ gangway }) => {
      const before = await connected(gangway);
      const asked = await hearPublicDns();
      expect((await gangway.bridge('staging')).names?.resolver).toBe(resolver);

      // By image, by name, by both, by service and project, and by alias.
      const { networks } = await gangway.bridge('staging');
      const redis = routedAddress(await containerAddress('a', 'cache'), networks);
      expect((await onLaptop('getent', 'hosts', 'redis.staging.yourapp')).split(/\s/)[0]).toBe(
        redis,
      );
      expect(await redisPing('redis.staging.yourapp')).toBe('PONG');
      expect(await addressOf('cache.redis.staging.yourapp')).toBe(redis);
      expect((await httpGet('web.staging.yourapp')).text).toBe('Hello from web-a');
      expect(await page('web.staging.yourapp')).toBe('Hello from web-a');
      expect(await page('api.shop.staging.yourapp')).toBe('Hello from api-a');
      // Docker is asked for aliases one container after the other.
      await expect
        .poll(() => page('backend-api.staging.yourapp').catch(String))
        .toBe('Hello from api-a');
      // Completed by the search domain.
      expect(await page('web.staging')).toBe('Hello from web-a');
      // The other way round.
      expect(await onLaptop('getent', 'hosts', redis ?? '')).toContain('cache.staging.yourapp');
      await expect(onLaptop('getent', 'hosts', 'old-job.staging.yourapp')).rejects.toThrow();

      if (hasResolved) {
        expect(await onLaptop('dig', '+short', '-x', redis ?? '')).toContain(
          'cache.staging.yourapp.',
        );
        // Behind the bridge: a machine of the VPC that the gateway alone knows.
        expect(await page('vault.service.consul')).toBe('Hello from vault.service.consul of a');
        expect((await onLaptop('dig', '+short', 'db.corp.internal')).trim()).toBe('10.66.0.20');
        const many = await onLaptop('dig', '+short', 'many.corp.internal');
        expect(many.trim().split('\n')).toHaveLength(120);
      }

      expect(await addressOf('www.example.com')).toBe('198.51.100.80');
      expect(await addressOf(GATEWAY)).toBe('203.0.113.21');
      const heard = await asked();
      expect(heard).toEqual(expect.arrayContaining(['www.example.com', GATEWAY]));
      const mayBeHeard = ['www.example.com', GATEWAY, ...MAY_BE_HEARD[resolver]];
      expect(heard.filter((name) => !mayBeHeard.includes(name))).toEqual([]);

      await gangway.disconnect('staging');
      await expectAsBefore(before);
      await expect(onLaptop('getent', 'hosts', 'redis.staging.yourapp')).rejects.toThrow();
    });

    test('kill -9 of the app', async ({ gangway }) => {
      const before = await connected(gangway);
      gangway.electron.process().kill('SIGKILL');
      await expectAsBefore(before);
    });

    test('kill -9 of the app and the helper at once', async ({ gangway }) => {
      const before = await connected(gangway);
      await killAppAndHelper(gangway);
      await expectAsBefore(before);
    });

    test('comes back to a gateway whose name is below its own domain', async ({ gangway }) => {
      const before = await connected(gangway);
      await dropAndReconnect(gangway);
      expect(await page('web.staging.yourapp')).toBe('Hello from web-a');
      await gangway.disconnect('staging');
      await expectAsBefore(before);
    });

    test('comes back to a gateway whose name is below a forwarded domain', async ({ gangway }) => {
      const nameservers = [{ domain: 'yourapp', address: VPC_NAMESERVER }];
      const before = await connected(gangway, {
        ...STAGING,
        names: { suffix: 'gangway.internal', nameservers },
      });
      await dropAndReconnect(gangway);
      expect(await addressOf(GATEWAY)).toBe('203.0.113.21');
      await gangway.disconnect('staging');
      await expectAsBefore(before);
    });
  });
}
