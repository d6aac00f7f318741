/** Overlays that span hosts, networks that clash, and a laptop that changes: all by their own addresses. */
import { expect, test, type GangwayApp } from './support/app';
import {
  ADDRESS,
  asLaptopRoot,
  containerAddress,
  onGateway,
  onLaptop,
  type GatewayName,
} from './support/lab';
import { machineStates } from './support/machine-state';
import { httpGet, redisPing } from './support/network';
import { routedAddress } from '../src/shared/routed-address';

const MESH = 'mesh';
const SSH = ['-i', '/home/dev/.ssh/id_ed25519', '-o', 'UserKnownHostsFile=/dev/null'];

/** Address of a task of the service that runs on the node of that host name, as the app knows it. */
async function taskAddress(gangway: GangwayApp, service: string, node: string): Promise<string> {
  let address: string | null | undefined;
  await expect
    .poll(async () => {
      const swarm = (await gangway.bridge('staging')).inventory?.swarm;
      const id = swarm?.nodes.find(({ hostname }) => hostname === node)?.id;
      const task = swarm?.tasks.find((found) => found.service === service && found.node === id);
      address = task?.endpoints.find(({ network }) => network === MESH)?.ipv4;
      return address;
    })
    .toBeTruthy();
  return address ?? '';
}

async function fetchFails(address: string): Promise<void> {
  await expect(onLaptop('curl', '-sS', '-m', '2', `http://${address}/`)).rejects.toThrow();
}

test('an overlay is switched on by a click and follows its Swarm', async ({ gangway }) => {
  const { page } = gangway;
  const before = await Promise.all([machineStates('a'), machineStates('b')]);
  await gangway.connectFirstTime({ name: 'staging', host: ADDRESS.a });

  await page.getByRole('tab', { name: /Networks/ }).click();
  const toggle = page.getByRole('switch', { name: `Route ${MESH}` });
  await expect(toggle).toHaveAttribute('aria-checked', 'false');
  await gangway.screenshot('networks');
  await gangway.enableNetwork('staging', MESH);
  await expect(toggle).toHaveAttribute('aria-checked', 'true');
  await gangway.screenshot('networks-overlay');

  // A task on another node, a container there that nothing was mapped for, and ssh into one.
  const shop = await taskAddress(gangway, 'shop', 'b');
  expect((await httpGet(shop)).text).toMatch(/^Hello from shop-b-/);
  await onLaptop('ping', '-c', '2', '-W', '2', shop);
  expect((await httpGet('10.20.1.80')).text).toBe('Hello from kiosk-b');
  const shell = await onLaptop(
    'ssh',
    ...SSH,
    ...['-o', 'StrictHostKeyChecking=no', '-o', 'LogLevel=ERROR', 'root@10.20.1.22', 'hostname'],
  );
  expect(shell.trim()).toBe('bastion-b');

  // A node and a task more: no further click.
  const token = (await onGateway('a', 'docker swarm join-token -q worker')).trim();
  await onGateway('c', `docker swarm join --token ${token} ${ADDRESS.a}:2377`);
  try {
    await onGateway('a', 'docker service scale --detach shop=3');
    const third = await taskAddress(gangway, 'shop', 'c');
    await expect.poll(() => httpGet(third).then(({ text }) => text, String)).toMatch(/shop-c-/);
    await page.getByRole('tab', { name: /Containers/ }).click();
    await gangway.screenshot('containers-swarm');
  } finally {
    await onGateway('a', 'docker service scale --detach shop=2');
    await onGateway('c', 'docker swarm leave --force');
    await onGateway('a', 'until docker node rm c; do sleep 0.2; done');
  }

  // An overlay that only tasks may join.
  await gangway.enableNetwork('staging', 'backplane');
  const vault = await containerAddress('b', 'vault.1', 'backplane');
  expect((await httpGet(vault)).text).toMatch(/^Hello from vault-b-/);

  await toggle.click();
  await expect(toggle).toHaveAttribute('aria-checked', 'false');
  await expect.poll(() => gangway.networkReach('staging', MESH)).toBe('off');
  await expect(() => fetchFails(shop)).toPass({ timeout: 10_000 });

  await gangway.disconnect('staging');
  await fetchFails(vault);
  // Docker keeps an endpoint of a network for a moment longer than its container.
  await expect
    .poll(() => Promise.all([machineStates('a'), machineStates('b')]), { timeout: 20_000 })
    .toEqual(before);
});

test('two clouds with the same addresses are up together', async ({ gangway }) => {
  const before = await Promise.all([machineStates('a'), machineStates('d')]);
  const clouds: readonly GatewayName[] = ['a', 'd'];
  await gangway.open();
  for (const name of clouds) {
    await gangway.addProfile({ name, host: ADDRESS[name] });
    await gangway.connect(name);
    await gangway.trustHostKey();
    await gangway.waitForState(name, 'connected');
  }

  const asked = ['web', 'api'] as const;
  const answers = await Promise.all(
    clouds.flatMap((name) =>
      asked.map(async (container) => {
        const network = container === 'api' ? 'backend' : 'bridge';
        const real = await containerAddress(name, container, network);
        const { networks } = await gangway.bridge(name);
        const here = routedAddress(real, networks) ?? 'not routed';
        const cache = routedAddress(await containerAddress(name, 'cache'), networks) ?? '';
        return { real, here, text: (await httpGet(here)).text, pong: await redisPing(cache) };
      }),
    ),
  );
  expect(answers.map(({ text }) => text)).toEqual(
    clouds.flatMap((name) => asked.map((container) => `Hello from ${container}-${name}`)),
  );
  expect(answers.map(({ pong }) => pong)).toEqual(['PONG', 'PONG', 'PONG', 'PONG']);
  const [webA, apiA, webD, apiD] = answers;
  expect([webD?.real, apiD?.real]).toEqual([webA?.real, apiA?.real]);
  expect(new Set(answers.map(({ here }) => here)).size).toBe(4);

  // The other one is in sight, one click away.
  const { page } = gangway;
  const others = page.getByRole('list', { name: 'Other bridges' });
  await expect(others.getByRole('listitem')).toHaveText([/^a\s*Connected for /]);
  await gangway.screenshot('two-bridges');
  await others.getByRole('button', { name: /^a/ }).click();
  await expect(others.getByRole('listitem')).toHaveText([/^d\s*Connected for /]);
  await others.getByRole('button', { name: /^d/ }).click();

  await page.getByRole('tab', { name: /Networks/ }).click();
  await gangway.screenshot('networks-remapped');
  for (const name of clouds) await gangway.disconnect(name);
  expect(await Promise.all([machineStates('a'), machineStates('d')])).toEqual(before);
});

test('a VPN that starts later takes nothing and loses nothing', async ({ gangway }) => {
  await gangway.connectFirstTime({ name: 'staging', host: ADDRESS.a });
  const api = await containerAddress('a', 'api', 'backend');
  const here = async (): Promise<string> =>
    routedAddress(api, (await gangway.bridge('staging')).networks) ?? 'not routed';
  expect(await here()).toBe(api);

  await asLaptopRoot('/opt/gangway/lab/laptop-net vpn on 172.18.0.0/16');
  try {
    await expect.poll(here).not.toBe(api);
    expect((await httpGet(await here())).text).toBe('Hello from api-a');
    expect((await httpGet(api)).text).toBe("Hello from the laptop's vpn");
  } finally {
    await asLaptopRoot('/opt/gangway/lab/laptop-net vpn off');
  }
  await gangway.disconnect('staging');
});
